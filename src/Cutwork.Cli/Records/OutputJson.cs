using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>Reads a line of labels.jsonl.</summary>
    /// <exception cref="JsonException">Not such a line, or not a possible one.</exception>
    public static LabelLine ReadLabel(string line) =>
        Checked(line, Lines.LabelLine, (LabelLine read) => read.WhyImpossible());

    /// <summary>Reads summary.json.</summary>
    /// <exception cref="JsonException">Not a summary, or not a possible one.</exception>
    public static Summary ReadSummary(string json) =>
        Checked(json, Lines.Summary, (Summary read) => read.WhyImpossible());

    private static T Checked<T>(string json, JsonTypeInfo<T> form, Func<T, string?> why)
        where T : class
    {
        T read;
        try
        {
            read = JsonSerializer.Deserialize(json, form) ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new JsonException(error.Message, error); // half of a surrogate pair
        }
        return why(read) is { } impossible ? throw new JsonException(impossible) : read;
    }

    private static JsonSerializerOptions Options(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
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
