using System.Globalization;
using Cutwork.Imaging;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>What a pack came to, for people.</summary>
internal static class PackTable
{
    private const int MostSkipped = 20;

    public static void Print(PackSummary summary, string file, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        void Row(string name, FormattableString value) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));

        double seconds = summary.Elapsed.TotalSeconds;
        PackSettings settings = summary.Settings;
        Row("images in", $"{settings.Count:N0}");
        Row("images in the pack", $"{summary.Out:N0} of {summary.Classes:N0} classes");
        Row("kept of each", $"{Kept(settings)}");
        if (summary.Resized > 0)
            Row("resized", $"{summary.Resized:N0}");
        if (summary.LostBoxes > 0)
            Row("boxes outside of the crop", $"{summary.LostBoxes:N0}, left out");
        Row("size", $"{summary.Bytes / 1e6:N1} MB");
        Row("images/s", $"{summary.Out / Math.Max(seconds, 1e-6):N0} ({seconds:0.0} s, {settings.Workers} workers)");
        Row("skipped inputs", $"{summary.Skipped.Count:N0}");
        terminal.OutputConsole().Write(table);

        foreach (Skipped skipped in summary.Skipped.Take(MostSkipped))
            terminal.Output.WriteLine($"skipped {SafeName.Show(skipped.Source)}: {skipped.Reason}");
        if (summary.Skipped.Count > MostSkipped)
            terminal.Output.WriteLine($"… and {summary.Skipped.Count - MostSkipped} more");
        terminal.Output.WriteLine($"written to {file}");
    }

    private static string Kept(PackSettings settings) =>
        settings.Store switch
        {
            Store.Pixels => "its pixels",
            Store.Files => "its file as it is",
            Store.Png => "a PNG file",
            _ => $"a JPEG file of quality {settings.Quality}",
        };
}
