using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>How a length is written in JSON: <c>"16px"</c> or <c>"50%"</c>. Source-generated contexts of others need it to be public.</summary>
public sealed class LengthConverter : JsonConverter<Length>
{
    /// <inheritdoc/>
    public override Length Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("a length is a text: \"16px\" or \"50%\".");
        try
        {
            return Length.Parse(reader.GetString()!);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Length value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
