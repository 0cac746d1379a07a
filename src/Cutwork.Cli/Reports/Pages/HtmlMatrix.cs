using System.Globalization;
using System.Text;

namespace Cutwork.Cli;

/// <summary>A confusion matrix as a table of HTML: what is right is tinted blue, what is wrong vermilion.</summary>
internal static class HtmlMatrix
{
    private const int MostNumbered = 20;
    private const string Right = "0,114,178";
    private const string Wrong = "213,94,0";

    public static string Of(IReadOnlyList<string> classes, long[,] counts, string caption)
    {
        if (counts.GetLength(0) != classes.Count || counts.GetLength(1) != classes.Count)
            throw new ArgumentException(
                $"{classes.Count} classes have {classes.Count} rows and columns, not {counts.GetLength(0)} and {counts.GetLength(1)}.",
                nameof(counts)
            );
        string[] names = [.. classes.Select(HtmlText.Name)];
        bool isNumbered = classes.Count <= MostNumbered;
        var text = new StringBuilder();
        text.Append("<figure><div class=\"wide\"><table class=\"matrix").Append(isNumbered ? "" : " dense");
        text.Append("\"><thead><tr><th class=\"corner\">true ↓ predicted →</th>");
        foreach (string name in names)
            text.Append($"<th scope=\"col\" title=\"{name}\">{name}</th>");
        text.Append("</tr></thead><tbody>\n");
        for (int row = 0; row < names.Length; row++)
        {
            text.Append($"<tr><th scope=\"row\" title=\"{names[row]}\">{names[row]}</th>");
            long all = Enumerable.Range(0, names.Length).Sum(column => counts[row, column]);
            for (int column = 0; column < names.Length; column++)
                Cell(text, names[row], names[column], counts[row, column], all, row == column, isNumbered);
            text.Append("</tr>\n");
        }
        text.Append("</tbody></table></div><figcaption>").Append(HtmlText.Of(caption));
        text.Append(
            " Rows are true classes, columns predicted ones; the tint grows with the square root of a cell’s share of its row."
        );
        return text.Append("</figcaption></figure>\n").ToString();
    }

    private static void Cell(
        StringBuilder text,
        string actual,
        string predicted,
        long count,
        long all,
        bool isRight,
        bool isNumbered
    )
    {
        if (count == 0)
        {
            text.Append("<td></td>");
            return;
        }
        double share = count / (double)all;
        // Shares of errors are small: their square roots can be seen, and told apart.
        double tint = Math.Sqrt(share);
        string said = string.Create(
            CultureInfo.InvariantCulture,
            $"<td title=\"{actual} predicted as {predicted}: {count} ({100 * share:0.0} %)\" style=\"background:rgba({(isRight ? Right : Wrong)},{tint:0.##})\"{(tint > 0.6 ? " class=\"strong\"" : "")}>"
        );
        text.Append(said);
        if (isNumbered)
            text.Append(CultureInfo.InvariantCulture, $"{count}");
        text.Append("</td>");
    }
}
