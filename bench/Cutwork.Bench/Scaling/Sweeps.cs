using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>How cost grows with the batch, the image, the strokes and the threads.</summary>
internal static class Sweeps
{
    private const int LeastRepeats = 5;
    private const int MostRepeats = 200;
    private const int StrokeBatch = 64;
    private const int ImageBatch = 16;
    private static readonly TimeSpan PointTime = TimeSpan.FromMilliseconds(400);
    private static readonly string[] Operations = ["mixup", "mixup-in-place", "cutmix", "mixup+erase"];

    public static IEnumerable<Sweep> Run(CancellationToken cancellation)
    {
        int all = Environment.ProcessorCount;
        yield return OverBatch("batch-32", 32, Doubling(2, 4096), cancellation);
        yield return OverBatch("batch-224", 224, Doubling(2, 512), cancellation);
        yield return Vary(
            "image-size",
            $"{ImageBatch} images",
            "side of the image, pixels",
            Doubling(16, 1024),
            side => new Workbench(new Size(side, side), ImageBatch),
            [.. Operations.Select(name => new Row(name, 1, (operations, _) => operations[name]))],
            cancellation
        );
        yield return Vary(
            "strokes",
            $"{StrokeBatch} images of 224×224, Cutout with holes of 8×8",
            "strokes per image",
            [1, 3, 10, 30, 100, 300, 1000],
            _ => new Workbench(new Size(224, 224), StrokeBatch),
            [
                new Row("bytes to normalized floats", 1, (operations, holes) => operations.Full("", "", Holes(holes))),
                new Row("f32 in place", 1, (operations, holes) => operations.Erase("", "", Holes(holes))),
            ],
            cancellation
        );
        yield return Vary(
            "threads",
            "256 images of 224×224",
            "threads",
            [.. Enumerable.Range(1, all)],
            _ => new Workbench(new Size(224, 224), CoreGates.Batch),
            [.. Operations.Select(name => new Row(name, 0, (operations, _) => operations[name]))],
            cancellation
        );
    }

    private static Sweep OverBatch(string name, int side, int[] batches, CancellationToken cancellation) =>
        Vary(
            name,
            $"images of {side}×{side}",
            "images in the batch",
            batches,
            batch => new Workbench(new Size(side, side), batch),
            [
                .. Operations.Select(operation => new Row(operation, 1, (operations, _) => operations[operation])),
                new Row("mixup", 2, (operations, _) => operations["mixup"]),
            ],
            cancellation
        );

    private static PlanSet Holes(int holes) =>
        PlanSet.Of(
            new Recipe(new Cutout(Length.Pixels(8)) { Holes = holes }),
            Scene.Range(new Size(224, 224), first: 0, StrokeBatch)
        );

    private static Sweep Vary(
        string name,
        string title,
        string axis,
        int[] values,
        Func<int, Workbench> benchOf,
        Row[] rows,
        CancellationToken cancellation
    )
    {
        List<Point>[] points = [.. rows.Select(_ => new List<Point>())];
        foreach (int value in values)
        {
            using Workbench bench = benchOf(value);
            var operations = new Operations(bench);
            for (int row = 0; row < rows.Length; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                Operation operation = rows[row].Make(operations, value);
                // Threads 0: they are what is varied.
                var options = new ApplyOptions
                {
                    MaxDegreeOfParallelism = rows[row].Threads == 0 ? value : rows[row].Threads,
                };
                points[row].Add(Measure(operation, options, value));
            }
        }
        return new Sweep(
            name,
            title,
            axis,
            [.. rows.Select((row, index) => new Curve(row.Name, row.Threads, points[index]))]
        );
    }

    private static Point Measure(Operation operation, ApplyOptions options, int value)
    {
        Rounds.Warm(operation, options, PointTime / 4);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count < LeastRepeats || times.Count < MostRepeats && clock.Elapsed < PointTime)
            times.Add(Rounds.Time(operation, options));
        Spread spread = Spread.Of(times);
        return new Point(value, spread.Median, spread.Least, operation.Limit.Bytes * operation.LimitShare);
    }

    private static int[] Doubling(int first, int last)
    {
        var values = new List<int>();
        for (int value = first; value <= last; value *= 2)
            values.Add(value);
        return [.. values];
    }

    private sealed record Row(string Name, int Threads, Func<Operations, int, Operation> Make);
}
