namespace Cutwork.Bench;

/// <summary>The rows of <c>cutwork bench</c>, within a given time.</summary>
internal sealed class ShortRun(Size size, int batch, TimeSpan time)
{
    private const int MostRounds = 1000;

    private static readonly string[] Names =
    [
        "normalize",
        "mixup",
        "cutmix",
        "mixup+erase",
        "mixup+noise",
        "mixup-bf16",
        "mixup-in-place",
        "mixup-in-place-shuffled",
        "cutmix-in-place",
        "cutout",
        "random-erasing",
    ];

    /// <summary>Threads that are measured: one, and all processors.</summary>
    public static IReadOnlyList<int> Threads { get; } =
        Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];

    /// <summary>Rows that are measured on one thread alone.</summary>
    private static IEnumerable<(string Name, Recipe Recipe)> Drawn => Drawing.BatchScope.Concat(Drawing.SampleScope);

    /// <summary>Limit rows first, then the operations in one group per limit.</summary>
    public IEnumerable<Figure> Run(CancellationToken cancellation)
    {
        using var bench = new Workbench(size, batch);
        var operations = new Operations(bench);
        IGrouping<Limit, Operation>[] groups =
        [
            .. Names.Select(name => operations[name]).GroupBy(operation => operation.Limit),
        ];
        TimeSpan warming = time / (4 * Names.Length);
        foreach (string name in Names)
            Rounds.Warm(operations[name], new ApplyOptions { Cancellation = cancellation }, warming);
        // A row of the limits or of noise and drawing takes one slice, an operation with its limit three.
        int slices = Threads.Count * (bench.Limits.Count + 3 * Names.Length) + Drawn.Count() + 2;
        TimeSpan slice = time * 3 / (4 * slices);
        foreach (int threads in Threads)
        {
            using var gang = new Gang(threads);
            foreach (Limit limit in bench.Limits)
                yield return Rounds.Measure(limit, gang, MostRounds, slice, cancellation);
            foreach (IGrouping<Limit, Operation> group in groups)
            foreach (Timing timing in Rounds.Run(gang, [.. group], MostRounds, 3 * group.Count() * slice, cancellation))
                yield return timing.ToFigure() with
                {
                    Note = $"limit: {group.Key.Name}",
                };
        }
        yield return NoiseRate.Measure("normals painted", Paint.NormalNoise, MostRounds, slice, cancellation);
        yield return NoiseRate.Measure("uniform numbers painted", Paint.UniformNoise, MostRounds, slice, cancellation);
        foreach ((string name, Recipe recipe) in Drawn)
            yield return Drawing.Measure(name, recipe, bench.Scene, MostRounds, slice, cancellation);
    }
}
