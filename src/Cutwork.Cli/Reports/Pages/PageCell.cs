namespace Cutwork.Cli;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Plain.</param>
/// <param name="IsBold">Whether it stands out.</param>
internal readonly record struct PageCell(string Text, bool IsBold = false)
{
    /// <summary>Whether it is aligned as numbers are: it begins with a digit, signed or not, or holds nothing.</summary>
    public bool IsNumber => Text is "" or "—" || char.IsAsciiDigit(Text.TrimStart('+', '−', '-').FirstOrDefault());

    /// <summary>Which columns are of numbers: all of their cells are, and one at least has digits.</summary>
    public static bool[] NumberColumns(int columns, IReadOnlyList<IReadOnlyList<PageCell>> rows) =>
        [
            .. Enumerable
                .Range(0, columns)
                .Select(column =>
                    rows.All(row => column >= row.Count || row[column].IsNumber)
                    && rows.Any(row => column < row.Count && row[column].Text.Any(char.IsAsciiDigit))
                ),
        ];

    public static implicit operator PageCell(string text) => new(text);
}
