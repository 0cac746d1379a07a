using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>How the tool's own JSON is written: lines for many records, indented for one.</summary>
internal static class OutputJson
{
    // Names stay readable: the files are not pasted into web pages.
    private static readonly OutputJsonContext Lines = new(Options(indented: false));
    private static readonly OutputJsonContext Indented = new(Options(indented: true));

    public static string Write(LabelLine line) => JsonSerializer.Serialize(line, Lines.LabelLine);

    public static string Write(Summary summary) => JsonSerializer.Serialize(summary, Indented.Summary);

    public static byte[] Write(ShardLabelLine label) =>
        JsonSerializer.SerializeToUtf8Bytes(label, Lines.ShardLabelLine);

    public static LabelLine ReadLabel(string line) => JsonSerializer.Deserialize(line, Lines.LabelLine)!;

    public static Summary ReadSummary(string json) => JsonSerializer.Deserialize(json, Lines.Summary)!;

    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            Converters =
            {
                new JsonStringEnumConverter<OutputFormat>(JsonNamingPolicy.CamelCase),
                new JsonStringEnumConverter<PictureFormat>(JsonNamingPolicy.CamelCase),
                new JsonStringEnumConverter<OnError>(JsonNamingPolicy.CamelCase),
            },
        };
}

[JsonSerializable(typeof(LabelLine))]
[JsonSerializable(typeof(ShardLabelLine))]
[JsonSerializable(typeof(Summary))]
internal sealed partial class OutputJsonContext : JsonSerializerContext;
