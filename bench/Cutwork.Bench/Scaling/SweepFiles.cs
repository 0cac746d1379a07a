using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Cutwork.Bench;

/// <summary>A sweep as a CSV file and as pictures with logarithmic axes.</summary>
internal static class SweepFiles
{
    private const int Width = 900;
    private const int Height = 600;

    public static void Write(Sweep sweep, string folder, double gigabytesPerSecond)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, $"{sweep.Name}.csv"), Lines(sweep));
        using Plot plot = Draw(sweep, gigabytesPerSecond);
        plot.SavePng(Path.Combine(folder, $"{sweep.Name}.png"), Width, Height);
        plot.SaveSvg(Path.Combine(folder, $"{sweep.Name}.svg"), Width, Height);
    }

    private static IEnumerable<string> Lines(Sweep sweep)
    {
        yield return "operation,threads,x,ms,least_ms,bytes";
        foreach (Curve curve in sweep.Curves)
        foreach (Point point in curve.Points)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{curve.Name},{(curve.Threads == 0 ? point.X : curve.Threads)},{point.X},{point.Milliseconds:0.#####},{point.LeastMilliseconds:0.#####},{point.Bytes:0}"
            );
    }

    private static Plot Draw(Sweep sweep, double gigabytesPerSecond)
    {
        var plot = new Plot();
        foreach (Curve curve in sweep.Curves)
        {
            var line = plot.Add.Scatter(
                Logarithms(curve.Points, x => x.X),
                Logarithms(curve.Points, x => x.Milliseconds)
            );
            string threads = curve.Threads switch
            {
                0 => "",
                1 => ", 1 thread",
                _ => string.Create(CultureInfo.InvariantCulture, $", {curve.Threads} threads"),
            };
            line.LegendText = string.Create(
                CultureInfo.InvariantCulture,
                $"{curve.Name}{threads}: slope {curve.Slope:0.00}"
            );
        }
        // In a plot of time, bytes are the time that they take at the speed of the widening stream.
        IReadOnlyList<Point> first = sweep.Curves[0].Points;
        var bytes = plot.Add.Scatter(
            Logarithms(first, x => x.X),
            Logarithms(first, x => x.Bytes / gigabytesPerSecond / 1e6)
        );
        bytes.LinePattern = LinePattern.Dashed;
        bytes.MarkerSize = 0;
        bytes.Color = Colors.Black;
        bytes.LegendText = string.Create(
            CultureInfo.InvariantCulture,
            $"bytes of {sweep.Curves[0].Name} at {gigabytesPerSecond:0} GB/s"
        );
        plot.Title($"{sweep.Title} ({Processor.Name})");
        plot.XLabel(sweep.Axis);
        plot.YLabel("milliseconds");
        plot.Axes.Bottom.TickGenerator = Logarithmic();
        plot.Axes.Left.TickGenerator = Logarithmic();
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static NumericAutomatic Logarithmic() =>
        new()
        {
            MinorTickGenerator = new LogMinorTickGenerator(),
            IntegerTicksOnly = true,
            LabelFormatter = power => Math.Pow(10, power).ToString("0.#####", CultureInfo.InvariantCulture),
        };

    private static double[] Logarithms(IEnumerable<Point> points, Func<Point, double> value) =>
        [.. points.Select(point => Math.Log10(value(point)))];
}
