using System.Text;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A page of Markdown whose figures are files beside it.</summary>
/// <param name="folder">Of the figures, relative to the page; empty where they lie beside it.</param>
internal sealed class MarkdownPage(string folder) : IPage
{
    private readonly StringBuilder text = new();

    public void Heading(int level, string text) => Block($"{new string('#', level)} {Escape(text)}");

    public void Paragraph(string text) => Block(Escape(text));

    public void Note(string text) => Block($"> {Escape(text)}");

    public void List(IReadOnlyList<string> items) =>
        Block(string.Join('\n', items.Select(item => $"- {Escape(item)}")));

    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<PageCell>> rows)
    {
        bool[] isNumber = PageCell.NumberColumns(headers.Count, rows);
        static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
        string[] lines =
        [
            Row(headers.Select(Escape)),
            $"|{string.Concat(isNumber.Select(number => number ? "--:|" : "---|"))}",
            .. rows.Select(row =>
                Row(row.Select(cell => cell.IsBold ? $"**{Escape(cell.Text)}**" : Escape(cell.Text)))
            ),
        ];
        Block(string.Join('\n', lines));
    }

    public void Figure(PageFigure figure)
    {
        string address = folder.Length == 0 ? figure.Name : $"{folder.TrimEnd('/')}/{figure.Name}";
        Block($"![{Escape(figure.Caption)}]({address})");
        Block(Escape(figure.Caption));
    }

    public void Code(string text)
    {
        // A fence is longer than any run of backticks within.
        string fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        Block($"{fence}\n{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}");
    }

    public void Definitions(IReadOnlyList<(string Name, string Text)> pairs) =>
        Block(string.Join('\n', pairs.Select(pair => $"- **{Escape(pair.Name)}**: {Escape(pair.Text)}")));

    public override string ToString() => text.ToString();

    private static string Escape(string plain)
    {
        var escaped = new StringBuilder(plain.Length);
        foreach (Rune rune in plain.ReplaceLineEndings(" ").EnumerateRunes())
        {
            if (rune.Value is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '#' or '$')
                escaped.Append('\\');
            escaped.Append(SafeName.Show(rune.ToString()));
        }
        return escaped.ToString();
    }

    private void Block(string lines)
    {
        if (text.Length > 0)
            text.Append('\n');
        text.Append(lines).Append('\n');
    }
}
