using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// How a paint is written in JSON: <c>"mean"</c>, <c>"uniform-noise"</c>, …; <c>{"constant": [0.5]}</c> and <c>{"raw": [0.49, 0.48, 0.45]}</c>.
/// Source-generated contexts of others need it to be public.
/// </summary>
public sealed class PaintConverter : JsonConverter<Paint>
{
    private static readonly (string Name, Paint Paint)[] Named =
    [
        ("mean", Paint.Mean),
        ("uniform-noise", Paint.UniformNoise),
        ("normal-noise", Paint.NormalNoise),
        ("uniform-color", Paint.UniformColor),
        ("normal-color", Paint.NormalColor),
        ("partner", Paint.Partner),
    ];

    private static string Known =>
        string.Join(", ", Named.SkipLast(1).Select(entry => $"\"{entry.Name}\""))
        + ", {\"constant\": [values from 0 to 1]} or {\"raw\": [values]}";

    /// <inheritdoc/>
    public override Paint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            string name = reader.GetString()!;
            foreach ((string known, Paint paint) in Named)
                if (known == name)
                    return paint;
            throw new JsonException($"\"{name}\" is no paint; known are {Known}.");
        }
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"a paint is one of {Known}.");
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonProperty[] properties = [.. document.RootElement.EnumerateObject()];
        if (properties is not [{ Name: "constant" or "raw", Value.ValueKind: JsonValueKind.Array } only])
            throw new JsonException($"a paint is one of {Known}.");
        var values = new List<double>();
        foreach (JsonElement item in only.Value.EnumerateArray())
            values.Add(
                item.ValueKind == JsonValueKind.Number
                    ? item.GetDouble()
                    : throw new JsonException($"the values of \"{only.Name}\" are numbers.")
            );
        try
        {
            ReadOnlySpan<double> span = values.ToArray();
            return only.Name == "constant" ? Paint.Constant(span) : Paint.Raw(span);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Paint value, JsonSerializerOptions options)
    {
        foreach ((string name, Paint paint) in Named)
            if (paint.Equals(value))
            {
                writer.WriteStringValue(name);
                return;
            }
        writer.WriteStartObject();
        writer.WriteStartArray(value.Kind == PaintKind.Constant ? "constant" : "raw");
        foreach (double number in value.Values)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
