namespace Cutwork.Bench;

/// <summary>What the library promises, and rows beside it without a bound: all that can be measured with .NET alone.</summary>
internal static class CoreGates
{
    public const int Batch = 256;

    private const int Rounds = 64;
    private const int MostDraws = 400;
    private const double MostMicroseconds = 20;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan GroupTime = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan RowTime = TimeSpan.FromSeconds(1.5);

    /// <summary>Operations at 224 pixels, with the least share of their limits on one thread and on two.</summary>
    private static readonly (string Name, double? OnOne, double? OnTwo)[] Large =
    [
        ("normalize", 0.90, 0.90),
        ("mixup", 0.90, 0.90),
        ("mixup-shuffled", 0.90, 0.90),
        ("cutmix", 0.80, 0.80),
        ("mixup+erase", 0.75, 0.75),
        ("mixup-in-place", 0.95, 0.95),
        ("mixup-in-place-shuffled", 0.60, 0.75),
        ("mixup+noise", null, null),
        ("mixup-nhwc", null, null),
        ("mixup-bf16", null, null),
        ("mixup-bf16-nhwc", null, null),
        ("mixup-windows", null, null),
        ("mixup-u8", null, null),
        ("mixup-out-of-place", null, null),
        ("cutmix-in-place", null, null),
        ("cutout", null, null),
        ("random-erasing", null, null),
        ("random-erasing-noise", null, null),
    ];

    private static readonly string[] Small =
    [
        "normalize",
        "mixup",
        "mixup-shuffled",
        "cutmix",
        "mixup+erase",
        "mixup+noise",
        "mixup-in-place",
    ];

    private static readonly string[] Allocating =
    [
        "normalize",
        "mixup",
        "cutmix",
        "mixup+erase",
        "mixup+noise",
        "mixup-bf16",
        "mixup-windows",
        "mixup-out-of-place",
        "mixup-in-place",
        "mixup-in-place-shuffled",
        "cutmix-in-place",
        "random-erasing-noise",
    ];

    public static IEnumerable<Figure> Run(CancellationToken cancellation)
    {
        using (var bench = new Workbench(new Size(224, 224), Batch))
        {
            var operations = new Operations(bench);
            foreach (int threads in (int[])[1, 2])
            foreach (Figure figure in RunLarge(operations, bench.Limits, threads, cancellation))
                yield return figure;
        }
        using (var bench = new Workbench(new Size(32, 32), Batch))
        {
            using var gang = new Gang(1);
            var operations = new Operations(bench);
            foreach (Figure figure in Shares(operations, Small, gang, 20 * Rounds, cancellation))
                yield return figure with
                {
                    Name = $"32×32 {figure.Name}",
                };
        }
        foreach (Figure figure in RunDrawing(cancellation))
            yield return figure;
        yield return NoiseRate.Measure("normals", Paint.NormalNoise, MostDraws, RowTime, cancellation) with
        {
            AtLeast = 1.2,
            Note = "whole images of noise, 3×224×224 floats at a time",
        };
        yield return NoiseRate.Measure("uniform numbers", Paint.UniformNoise, MostDraws, RowTime, cancellation) with
        {
            AtLeast = 2,
            Note = "whole images of noise, 3×224×224 floats at a time",
        };
        foreach (Figure figure in TargetRows.Run(cancellation))
            yield return figure;
        // Large enough for two threads, small enough for many batches.
        using (var bench = new Workbench(new Size(64, 64), Batch))
        {
            var operations = new Operations(bench);
            foreach (int threads in (int[])[1, 2])
            foreach (string name in Allocating)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Allocation.Measure(operations[name], threads) with
                {
                    AtMost = 0,
                };
            }
        }
    }

    private static IEnumerable<Figure> RunLarge(
        Operations operations,
        IReadOnlyList<Limit> limits,
        int threads,
        CancellationToken cancellation
    )
    {
        using var gang = new Gang(threads);
        foreach (Limit limit in limits)
            yield return Bench.Rounds.Measure(limit, gang, Rounds, RowTime, cancellation);
        foreach (bool gated in (bool[])[true, false])
        {
            (string Name, double? OnOne, double? OnTwo)[] rows = [.. Large.Where(row => row.OnOne.HasValue == gated)];
            foreach (
                (Figure figure, double? atLeast) in Shares(
                        operations,
                        [.. rows.Select(row => row.Name)],
                        gang,
                        Rounds,
                        cancellation
                    )
                    .Zip(rows.Select(row => threads == 1 ? row.OnOne : row.OnTwo))
            )
                yield return figure with
                {
                    AtLeast = atLeast,
                };
        }
    }

    /// <summary>Operations' shares of their limits, in the order asked for; those with one limit run by turns.</summary>
    private static Figure[] Shares(
        Operations operations,
        string[] names,
        Gang gang,
        int rounds,
        CancellationToken cancellation
    )
    {
        var options = new ApplyOptions { MaxDegreeOfParallelism = gang.Threads, Cancellation = cancellation };
        foreach (string name in names)
            Bench.Rounds.Warm(operations[name], options, Warming);
        Dictionary<string, Figure> figures = [];
        foreach (var group in names.Select(name => operations[name]).GroupBy(operation => operation.Limit))
        foreach (Timing timing in Bench.Rounds.Run(gang, [.. group], rounds, GroupTime, cancellation))
            figures[timing.Operation.Name] = timing.ToFigure() with { Note = NoteOf(timing.Operation) };
        return [.. names.Select(name => figures[name])];
    }

    private static string NoteOf(Operation operation) =>
        operation.LimitShare == 1
            ? $"time of the {operation.Limit.Name} over time of the operation: what a partner's pixels cost counts against it"
            : System.FormattableString.Invariant(
                $"{operation.LimitShare:0.000} of the time of the {operation.Limit.Name} over time of the operation"
            );

    private static IEnumerable<Figure> RunDrawing(CancellationToken cancellation)
    {
        Scene scene = Scene.Range(new Size(224, 224), first: 0, Batch);
        foreach ((string name, Recipe recipe) in Drawing.BatchScope)
            yield return Drawing.Measure(name, recipe, scene, MostDraws, RowTime, cancellation) with
            {
                AtMost = MostMicroseconds,
                Note = $"a plan for {Batch} samples",
            };
        foreach ((string name, Recipe recipe) in Drawing.SampleScope)
            yield return Drawing.Measure(name, recipe, scene, MostDraws, RowTime, cancellation) with
            {
                Note = $"a plan for {Batch} samples",
            };
    }
}
