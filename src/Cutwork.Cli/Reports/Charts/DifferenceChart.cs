using ScottPlot;
using ScottPlot.Plottables;

namespace Cutwork.Cli;

/// <summary>Differences row by row: each pair, their mean, and its interval beside 0.</summary>
internal static class DifferenceChart
{
    private const int Width = 860;
    private const int RowHeight = 46;
    private const string Reading =
        "Pale dots: pairs of one seed. Dot and bar: their mean with its 95 % interval, gray where it holds 0.";

    public static string Draw(string title, string x, IReadOnlyList<ChartDifference> rows)
    {
        string[] said = [.. rows.Select(Say)];
        const int top = 62;
        const int bottom = 56;
        var frame = new ChartFrame(
            Width,
            top + bottom + RowHeight * Math.Max(1, rows.Count),
            ChartScale.Of([0, .. rows.SelectMany(Ends)], 8),
            // Row r is at -r; half a row is left above the first and below the last.
            new ChartScale(0.5 - Math.Max(1, rows.Count), 0.5, 1)
        )
        {
            Left = 32 + rows.Select(row => ChartCanvas.WidthOf(ChartCanvas.Cut(row.Name))).DefaultIfEmpty().Max(),
            Right = 32 + said.Select(ChartCanvas.WidthOf).DefaultIfEmpty().Max(),
            Top = top,
            Bottom = bottom,
        };
        var canvas = new ChartCanvas(title, frame);
        canvas.Heading(Reading);
        canvas.TicksX(x);
        LinePlot zero = canvas.Plot.Add.Line(0, frame.Y.Low, 0, frame.Y.High);
        zero.LineColor = ChartInk.Axis;
        zero.LineWidth = 1.5f;
        for (int place = 0; place < rows.Count; place++)
        {
            Row(canvas.Plot, rows[place], -place);
            double y = frame.PixelY(-place) + 4.5;
            canvas.Write(ChartCanvas.Cut(rows[place].Name), frame.Left - 16, y, "end", whole: rows[place].Name);
            canvas.Write(said[place], Width - frame.Right + 16, y, "start", isStrong: rows[place].IsClear);
        }
        return canvas.ToSvg();
    }

    private static string Say(ChartDifference row) =>
        double.IsFinite(row.HalfWidth)
            ? $"{ReportNumber.Signed(row.Mean)} ± {ReportNumber.Of(row.HalfWidth)}"
            : ReportNumber.Signed(row.Mean);

    private static IEnumerable<double> Ends(ChartDifference row) =>
        [.. row.Pairs, row.Mean, row.Mean - row.HalfWidth, row.Mean + row.HalfWidth];

    private static void Row(Plot plot, ChartDifference row, double y)
    {
        Color color =
            !row.IsClear ? ChartInk.Unclear
            : row.Mean > 0 ? ChartInk.Better
            : ChartInk.Worse;
        foreach (double pair in row.Pairs.Where(double.IsFinite))
            // Below the bar, so that it hides none.
            Dot(plot, pair, y - 0.26, 6, color.WithAlpha(0.4));
        if (!double.IsFinite(row.Mean))
            return;
        if (double.IsFinite(row.HalfWidth))
        {
            LinePlot interval = plot.Add.Line(row.Mean - row.HalfWidth, y, row.Mean + row.HalfWidth, y);
            interval.LineColor = color;
            interval.LineWidth = 3;
        }
        Dot(plot, row.Mean, y, 11, color);
    }

    private static void Dot(Plot plot, double x, double y, float size, Color color) =>
        plot.Add.Marker(x, y, MarkerShape.FilledCircle, size, color);
}
