using ScottPlot;
using ScottPlot.Plottables;

namespace Cutwork.Cli;

/// <summary>Lines over numbers, with bands of what they spread by.</summary>
internal static class LineChart
{
    private const int Width = 860;
    private const int Top = 62;
    private const int Bottom = 56;
    private const int LegendLine = 24;
    private const int FewPoints = 15; // so few that they are marked

    public static string Draw(string title, string x, string y, IReadOnlyList<ChartLine> lines)
    {
        foreach (ChartLine line in lines)
            if (line.Y.Count != line.X.Count || (line.Spread is { } spread && spread.Count != line.X.Count))
                throw new ArgumentException(
                    $"The line \"{line.Name}\" does not have a value for each point.",
                    nameof(lines)
                );
        ChartPoint[][] points = [.. lines.Select(PointsOf)];
        double[] across = [.. points.SelectMany(line => line).Select(point => point.X)];
        int height = Math.Max(380, Top + Bottom + LegendLine * lines.Count);
        var frame = new ChartFrame(
            Width,
            height,
            ChartScale.Of(across, 10, across.All(double.IsInteger)),
            ChartScale.Of(
                points
                    .SelectMany(line => line)
                    .SelectMany(point => (double[])[point.Y - point.Spread, point.Y + point.Spread]),
                6
            )
        )
        {
            Left = 66,
            Right = 64 + lines.Select(line => ChartCanvas.WidthOf(ChartCanvas.Cut(line.Name))).DefaultIfEmpty().Max(),
            Top = Top,
            Bottom = Bottom,
        };
        var canvas = new ChartCanvas(title, frame);
        canvas.Heading(y);
        canvas.TicksX(x);
        canvas.TicksY();
        // Bands first: none may cover a line.
        for (int line = 0; line < lines.Count; line++)
            if (lines[line].Spread is not null && points[line].Length > 1)
                Band(canvas.Plot, points[line], ChartInk.Of(line));
        for (int line = 0; line < lines.Count; line++)
        {
            if (points[line].Length > 0)
                Line(canvas.Plot, points[line], line);
            double top = Top + 12 + LegendLine * line;
            canvas.Key(line, Width - frame.Right + 16, top);
            canvas.Write(
                ChartCanvas.Cut(lines[line].Name),
                Width - frame.Right + 48,
                top + 4.5,
                "start",
                whole: lines[line].Name
            );
        }
        return canvas.ToSvg();
    }

    private static ChartPoint[] PointsOf(ChartLine line) =>
        [
            .. Enumerable
                .Range(0, line.X.Count)
                .Select(place => new ChartPoint(
                    line.X[place],
                    line.Y[place],
                    line.Spread is { } spread && double.IsFinite(spread[place]) ? spread[place] : 0
                ))
                .Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)),
        ];

    private static void Band(Plot plot, ChartPoint[] points, Color color)
    {
        FillY band = plot.Add.FillY(
            [.. points.Select(point => point.X)],
            [.. points.Select(point => point.Y - point.Spread)],
            [.. points.Select(point => point.Y + point.Spread)]
        );
        band.FillColor = color.WithAlpha(0.15);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }

    private static void Line(Plot plot, ChartPoint[] points, int number)
    {
        Scatter line = plot.Add.Scatter(
            (double[])[.. points.Select(point => point.X)],
            (double[])[.. points.Select(point => point.Y)]
        );
        line.Color = ChartInk.Of(number);
        line.LineWidth = ChartInk.WidthOf(number);
        line.MarkerSize = points.Length <= FewPoints ? 6 : 0;
    }
}
