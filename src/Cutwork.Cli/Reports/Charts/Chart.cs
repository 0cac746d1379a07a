namespace Cutwork.Cli;

/// <summary>Charts as SVG text that needs nothing else: the same for the same numbers, on light paper, in colors that color-blind eyes tell apart.</summary>
internal static class Chart
{
    /// <summary>Lines over numbers, such as epochs, with bands where they have a spread.</summary>
    /// <exception cref="ArgumentException">A line has not as many values as points.</exception>
    public static string Lines(string title, string x, string y, IReadOnlyList<ChartLine> lines) =>
        LineChart.Draw(title, x, y, lines);

    /// <summary>Differences to 0, a row each, the first at the top; what differs clearly is in color.</summary>
    public static string Differences(string title, string x, IReadOnlyList<ChartDifference> rows) =>
        DifferenceChart.Draw(title, x, rows);
}
