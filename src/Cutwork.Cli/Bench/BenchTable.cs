using System.Globalization;
using Cutwork.Bench;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>The figures of <c>cutwork bench</c>, for people.</summary>
internal static class BenchTable
{
    private const int BarWidth = 20;

    // Below it the table would break its words; the percentages say the same.
    private const int WidthForBars = 100;

    public static void Print(IReadOnlyList<Figure> figures, Size size, int batch, Terminal terminal)
    {
        IAnsiConsole console = terminal.OutputConsole();
        terminal.Output.WriteLine(
            $"{Processor.Name}, {Environment.ProcessorCount} processors, vectors of {Processor.VectorBits} bits, .NET {Environment.Version}; {batch} images of {Workbench.Channels}×{size}"
        );
        bool bars = console.Profile.Width >= WidthForBars;
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("measured");
        foreach (string column in (string[])["threads", "time", "rate", "share"])
            table.AddColumn(new TableColumn(column).RightAligned());
        if (bars)
            table.AddColumn("of the limit");
        foreach (Figure figure in figures)
        {
            string[] cells =
            [
                figure.Name,
                Text($"{figure.Threads}"),
                Time(figure),
                Rate(figure, batch),
                IsShare(figure) ? Text($"{100 * figure.Value:0} %") : "",
            ];
            table.AddRow([
                .. (bars ? cells.Append(IsShare(figure) ? Bar(figure.Value) : "") : cells).Select(Markup.Escape),
            ]);
        }
        console.Write(table);
        console.WriteLine(
            "A limit is the fastest loop found that only moves the bytes: bytes read and written, each once. A share is the time in which that "
                + "loop moves what the operation has to move, over the operation's own time, measured by turns; the partner's pixels, read "
                + "beside the own, are not counted as work. Random numbers are arithmetic: no share of memory's speed is to be expected of them."
        );
    }

    private static bool IsShare(Figure figure) => figure.Unit == "of the limit";

    private static string Time(Figure figure) =>
        figure.Milliseconds is not { } time ? ""
        : time < 0.1 ? Text($"{1000 * time:0.0} µs")
        : time < 10 ? Text($"{time:0.00} ms")
        : Text($"{time:0.0} ms");

    private static string Rate(Figure figure, int batch) =>
        figure switch
        {
            { Unit: "GB/s" } => Text($"{figure.Value:0.0} GB/s"),
            { Unit: "G/s" } => Text($"{figure.Value:0.00} G/s"),
            { Unit: "of the limit", Milliseconds: { } time } => Text($"{1000 * batch / time:N0} images/s"),
            _ => "",
        };

    private static string Bar(double share)
    {
        int full = (int)Math.Round(BarWidth * Math.Clamp(share, 0, 1));
        return new string('█', full) + new string('·', BarWidth - full);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
