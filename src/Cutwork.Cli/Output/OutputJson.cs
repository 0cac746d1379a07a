using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cutwork.Cli;

/// <summary>How the tool's own JSON is written: lines for many records, indented for one.</summary>
internal static class OutputJson
{
    // Names stay readable: the files are not pasted into web pages.
    private static readonly OutputJsonContext Lines = new(
        new JsonSerializerOptions(OutputJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    private static readonly OutputJsonContext Indented = new(
        new JsonSerializerOptions(OutputJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            NewLine = "\n",
        }
    );

    public static string Write(LabelLine line) => JsonSerializer.Serialize(line, Lines.LabelLine);

    public static string Write(Summary summary) => JsonSerializer.Serialize(summary, Indented.Summary);

    public static byte[] Write(ShardLabelLine label) =>
        JsonSerializer.SerializeToUtf8Bytes(label, Lines.ShardLabelLine);

    public static LabelLine ReadLabel(string line) => JsonSerializer.Deserialize(line, Lines.LabelLine)!;

    public static Summary ReadSummary(string json) => JsonSerializer.Deserialize(json, Lines.Summary)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LabelLine))]
[JsonSerializable(typeof(ShardLabelLine))]
[JsonSerializable(typeof(Summary))]
internal sealed partial class OutputJsonContext : JsonSerializerContext;
