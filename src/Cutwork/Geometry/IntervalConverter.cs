using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>How a range is written in JSON: <c>[0.02, 0.4]</c>, or one number for both ends. Source-generated contexts of others need it to be public.</summary>
public sealed class IntervalConverter : JsonConverter<Interval>
{
    /// <inheritdoc/>
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetDouble();
        Span<double> ends = stackalloc double[2];
        if (!PairReader.TryRead(ref reader, ends))
            throw new JsonException("a range is two numbers, the lower first: [0.02, 0.4].");
        try
        {
            return new Interval(ends[0], ends[1]);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Low);
        writer.WriteNumberValue(value.High);
        writer.WriteEndArray();
    }
}
