using System.Text;

namespace Cutwork.Fuzz;

/// <summary>
/// Changes JSON where it has its joints: a value becomes another, null, negative, huge or deep; pairs are lost, repeated, renamed;
/// comments, commas too many, surrogates alone.
/// </summary>
internal sealed class JsonMutator : IMutator
{
    /// <summary>Stands in an input's bytes for a surrogate alone, which UTF-8 does not have.</summary>
    public const char LoneSurrogate = '\uF8FF';

    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "1",
        "2",
        "0.5",
        "-0.5",
        "1e-400",
        "1e308",
        "1e400",
        "-1e400",
        "NaN",
        "Infinity",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1.0",
        "1e2",
        "0x10",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"\uF8FF\"",
        "\"\\u001b[31m\"",
        "\"../../x\"",
        "\"/dev/zero\"",
        "\"NaN\"",
        "\"1\"",
        "[]",
        "[null]",
        "[[]]",
        "{}",
        "{\"a\":1}",
        "[1,2,3,4,5,6,7,8,9]",
    ];

    private static readonly string[] Joints = ["/* c */", "// c\n", ",", " ", "\n", "\t", "\uFEFF", "\u0000", ":", "'"];

    public byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        string text = Encoding.UTF8.GetString(input);
        List<JsonPiece> pieces = JsonPiece.All(text);
        if (pieces.Count == 0)
            return Encoding.UTF8.GetBytes(text + random.Of(Values));
        JsonPiece piece = random.Of(pieces);
        string before = text[..piece.Start];
        string own = text[piece.Start..piece.End];
        string behind = text[piece.End..];
        string changed = random.Below(11) switch
        {
            0 or 1 or 2 => before + random.Of(Values) + behind,
            3 => before + Number(own, random) + behind,
            4 => before + Nested(own, random) + behind,
            5 => before + AnyOf(other, random) + behind,
            6 => before + random.Of(Joints) + own + behind,
            7 => before + own + random.Of(Joints) + behind,
            8 => Lost(text, piece),
            9 => before + own + "," + own + behind, // an item, or with its name a pair, once more
            _ => before + Renamed(own, random) + behind,
        };
        return Encoding.UTF8.GetBytes(changed);
    }

    private static string Number(string own, FuzzRandom random) =>
        own.Length > 0 && (char.IsAsciiDigit(own[0]) || own[0] == '-')
            ? random.Below(7) switch
            {
                0 => "-" + own,
                1 => own + "0",
                2 => own + ".5",
                3 => own + "e9",
                4 => own + "e-9",
                5 => own.Length > 1 ? own[..^1] : "9",
                _ => $"{own[..^1]}{random.Below(10)}",
            }
            : random.Of(Values);

    private static string Nested(string own, FuzzRandom random)
    {
        int depth = random.OneIn(8) ? 2000 : 1 + random.Below(70);
        return random.OneIn(2)
            ? new string('[', depth) + own + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + own + new string('}', depth);
    }

    private static string AnyOf(byte[] other, FuzzRandom random)
    {
        string text = Encoding.UTF8.GetString(other);
        List<JsonPiece> pieces = JsonPiece.All(text);
        return pieces.Count == 0 ? "null" : random.Of(pieces).Of(text);
    }

    // The piece with the comma behind it, or else the one before it.
    private static string Lost(string text, JsonPiece piece)
    {
        int end = piece.End;
        int start = piece.Start;
        if (end < text.Length && text[end] == ',')
            end++;
        else if (start > 0 && text[start - 1] == ',')
            start--;
        return text[..start] + text[end..];
    }

    private static string Renamed(string own, FuzzRandom random)
    {
        if (own.Length < 3 || own[0] != '"')
            return own;
        int at = 1 + random.Below(own.Length - 2);
        char letter = own[at];
        string other = random.Below(4) switch
        {
            0 => char.IsUpper(letter) ? $"{char.ToLowerInvariant(letter)}" : $"{char.ToUpperInvariant(letter)}",
            1 => "",
            2 => $"{letter}{letter}",
            _ => random.Of(["\\", "\u0001", "\\u00e9", "é", "\\uD83D", "\\n", "\u202E"]),
        };
        return own[..at] + other + own[(at + 1)..];
    }
}
