using System.Text.Json;

namespace Cutwork;

internal static class PairReader
{
    /// <summary>Reads a JSON array of exactly two numbers.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, scoped Span<double> pair)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        for (int place = 0; place < 2; place++)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number)
                return false;
            pair[place] = reader.GetDouble();
        }
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }
}
