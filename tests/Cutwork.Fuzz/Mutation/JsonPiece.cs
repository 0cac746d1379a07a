namespace Cutwork.Fuzz;

/// <summary>A value, a name or a whole pair in a text that is more or less JSON.</summary>
internal readonly record struct JsonPiece(int Start, int End)
{
    public string Of(string text) => text[Start..End];

    /// <summary>All of them, as far as the text can be followed.</summary>
    public static List<JsonPiece> All(string text)
    {
        List<JsonPiece> pieces = [];
        Stack<int> open = [];
        int at = 0;
        while (at < text.Length)
        {
            char letter = text[at];
            int start = at;
            if (letter is '{' or '[')
            {
                open.Push(at);
                at++;
                continue;
            }
            if (letter is '}' or ']')
            {
                at++;
                if (open.TryPop(out int begun))
                    Add(pieces, text, begun, at);
                continue;
            }
            if (letter == '"')
            {
                at++;
                while (at < text.Length && text[at] != '"')
                    at += text[at] == '\\' ? 2 : 1;
                at = Math.Min(at + 1, text.Length);
            }
            else if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.' or '+'))
                    at++;
            else
            {
                at++;
                continue;
            }
            Add(pieces, text, start, at);
        }
        return pieces;
    }

    // Where a name stands before the value, the pair is a piece as well.
    private static void Add(List<JsonPiece> pieces, string text, int start, int end)
    {
        var piece = new JsonPiece(start, end);
        if (start > 1 && text[start - 1] == ':' && text[start - 2] == '"')
        {
            int name = text.LastIndexOf('"', start - 3 < 0 ? 0 : start - 3);
            if (name >= 0)
                pieces.Add(piece with { Start = name });
        }
        pieces.Add(piece);
    }
}
