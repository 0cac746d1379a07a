using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>How a range of counts is written in JSON: <c>[1, 3]</c>, or one number. Source-generated contexts of others need it to be public.</summary>
public sealed class CountRangeConverter : JsonConverter<CountRange>
{
    /// <inheritdoc/>
    public override CountRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<double> ends = stackalloc double[2];
        if (reader.TokenType == JsonTokenType.Number)
            ends.Fill(reader.GetDouble());
        else if (!PairReader.TryRead(ref reader, ends))
            throw new JsonException("a count is a whole number, or two with the lower first: [1, 3].");
        foreach (double end in ends)
            if (end != Math.Floor(end) || Math.Abs(end) > int.MaxValue)
                throw new JsonException($"a count is a whole number; {end} is not.");
        try
        {
            return new CountRange((int)ends[0], (int)ends[1]);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CountRange value, JsonSerializerOptions options)
    {
        if (value.Least == value.Most)
        {
            writer.WriteNumberValue(value.Least);
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Least);
        writer.WriteNumberValue(value.Most);
        writer.WriteEndArray();
    }
}
