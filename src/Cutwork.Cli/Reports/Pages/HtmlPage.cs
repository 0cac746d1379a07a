using System.Text;
using System.Xml.Linq;

namespace Cutwork.Cli;

/// <summary>One file of HTML that needs nothing else: no script, no network, no font; all text in it is escaped.</summary>
internal sealed class HtmlPage(string title) : IPage
{
    private const int LongestUnbroken = 20;

    private readonly StringBuilder body = new();

    public void Heading(int level, string text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        Line($"<h{level}>{HtmlText.Of(text)}</h{level}>");
    }

    public void Paragraph(string text) => Line($"<p>{HtmlText.Of(text)}</p>");

    public void Note(string text) => Line($"<p class=\"note\">{HtmlText.Of(text)}</p>");

    public void List(IReadOnlyList<string> items)
    {
        Line("<ul>");
        foreach (string item in items)
            Line($"<li>{HtmlText.Of(item)}</li>");
        Line("</ul>");
    }

    /// <summary>A table whose columns of numbers are aligned right; wide ones scroll.</summary>
    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<PageCell>> rows)
    {
        bool[] isNumber = PageCell.NumberColumns(headers.Count, rows);
        string Aligned(int column) => column < isNumber.Length && isNumber[column] ? " class=\"n\"" : "";
        Line("<div class=\"wide\"><table class=\"sheet\"><thead><tr>");
        for (int column = 0; column < headers.Count; column++)
            Line($"<th scope=\"col\"{Aligned(column)}>{HtmlText.Of(headers[column])}</th>");
        Line("</tr></thead><tbody>");
        foreach (IReadOnlyList<PageCell> row in rows)
        {
            body.Append("<tr>");
            for (int column = 0; column < row.Count; column++)
            {
                string text = HtmlText.Of(row[column].Text);
                string shown = row[column].IsBold ? $"<strong>{text}</strong>" : text;
                string aligned = Aligned(column);
                // A short name is not to be broken at its hyphens for the sake of a long remark beside it.
                if (aligned.Length == 0 && row[column].Text.Length <= LongestUnbroken)
                    aligned = " class=\"short\"";
                body.Append($"<td{aligned}>{shown}</td>");
            }
            Line("</tr>");
        }
        Line("</tbody></table></div>");
    }

    public void Figure(PageFigure figure) => Figure(figure.Svg, figure.Caption);

    /// <summary>A chart, in the page itself.</summary>
    /// <exception cref="ArgumentException">It is not SVG, or holds what a chart does not: scripts and the like.</exception>
    public void Figure(string svg, string caption)
    {
        XElement root = XDocument.Parse(svg).Root!;
        string[] shapes =
        [
            "svg",
            "g",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "title",
        ];
        if (
            root.Name.LocalName != "svg"
            || root.DescendantsAndSelf().Any(element => !shapes.Contains(element.Name.LocalName))
            || root.DescendantsAndSelf()
                .Attributes()
                .Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        )
            throw new ArgumentException("A figure is SVG of plain shapes and words.", nameof(svg));
        Line($"<figure>{root}<figcaption>{HtmlText.Of(caption)}</figcaption></figure>");
    }

    /// <summary>A picture, in the page itself.</summary>
    public void Picture(ReadOnlyMemory<byte> png, string alt, string caption) =>
        Line(
            $"<figure><img alt=\"{HtmlText.Of(alt)}\" src=\"data:image/png;base64,{Convert.ToBase64String(png.Span)}\"><figcaption>{HtmlText.Of(caption)}</figcaption></figure>"
        );

    public void Code(string text) =>
        Line($"<pre><code>{HtmlText.Of(text.ReplaceLineEndings("\n"), keepsLines: true)}</code></pre>");

    public void Definitions(IReadOnlyList<(string Name, string Text)> pairs)
    {
        Line("<dl>");
        foreach ((string name, string text) in pairs)
            Line($"<dt>{HtmlText.Of(name)}</dt><dd>{HtmlText.Of(text)}</dd>");
        Line("</dl>");
    }

    /// <summary>A confusion matrix: rows are the true classes, columns the predicted ones.</summary>
    /// <exception cref="ArgumentException">There are not as many rows and columns as classes.</exception>
    public void Matrix(IReadOnlyList<string> classes, long[,] counts, string caption) =>
        body.Append(HtmlMatrix.Of(classes, counts, caption));

    public override string ToString() =>
        $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{{HtmlText.Name(title)}}</title>
            <style>
            {{HtmlStyle.Sheet}}
            </style>
            </head>
            <body><main>
            {{body}}</main></body>
            </html>

            """.ReplaceLineEndings("\n");

    private void Line(string text) => body.Append(text).Append('\n');
}
