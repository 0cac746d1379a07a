using System.Globalization;
using Cutwork.Imaging;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>What a run came to, for people.</summary>
internal static class SummaryTable
{
    private const int MostSkipped = 20;

    public static void Print(Summary summary, string folder, Terminal terminal)
    {
        IAnsiConsole console = terminal.OutputConsole();
        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        void Row(string name, FormattableString value) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));

        Row("images in", $"{summary.Images.In:N0}");
        Row("images out", $"{summary.Images.Out:N0} of {summary.Size[0]}×{summary.Size[1]}");
        if (summary.Images.Resized > 0)
            Row("resized", $"{summary.Images.Resized:N0}");
        Row(
            "images/s",
            $"{summary.Run.ImagesPerSecond:N0} ({summary.Run.Seconds:0.0} s, {summary.Run.Workers} workers)"
        );
        Row("mean λ", $"{summary.Figures.MeanLambda:0.000}");
        Row("mean erased share", $"{summary.Figures.MeanErased:0.000}");
        Row("mean pasted share", $"{summary.Figures.MeanPasted:0.000}");
        Row("mean blended share", $"{summary.Figures.MeanBlended:0.000}");
        Row("unmixed images", $"{summary.Figures.UnmixedShare:0.0%}");
        Row("skipped inputs", $"{summary.Skipped.Count:N0}");
        console.Write(table);

        foreach (Skipped skipped in summary.Skipped.Take(MostSkipped))
            terminal.Output.WriteLine($"skipped {SafeName.Show(skipped.Source)}: {skipped.Reason}");
        if (summary.Skipped.Count > MostSkipped)
            terminal.Output.WriteLine(
                $"… and {summary.Skipped.Count - MostSkipped} more; {Summary.FileName} lists them all."
            );
        string look = File.Exists(Path.Combine(folder, "contact-sheet.png"))
            ? "look at contact-sheet.png there"
            : "nothing was drawn, so there is no contact sheet";
        terminal.Output.WriteLine($"written to {SafeName.Show(folder)}; {look}");
    }
}
