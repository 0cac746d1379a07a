using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>How long drawing a plan takes, for a batch of the workbench's.</summary>
internal static class Drawing
{
    private const int DrawsPerRound = 25;

    public static readonly IReadOnlyList<(string Name, Recipe Recipe)> BatchScope =
    [
        ("Cutout", Recipes.Cutout),
        ("Random Erasing", Recipes.Erase),
        ("mixup", Recipes.ShuffledMixup),
        ("CutMix", Recipes.PublishedCutMix),
        ("preset timm", Presets.Get("timm").Recipe),
    ];

    public static readonly IReadOnlyList<(string Name, Recipe Recipe)> SampleScope =
    [
        ("mixup per sample", Recipes.MixupBySample),
        ("CutMix per sample", Recipes.CutMixBySample),
    ];

    /// <summary>Microseconds for one plan, each with a key of its own.</summary>
    public static Figure Measure(
        string name,
        Recipe recipe,
        Scene scene,
        int rounds,
        TimeSpan most,
        CancellationToken cancellation
    )
    {
        var times = new List<double>();
        int epoch = 0;
        Round(int.MaxValue, Rounds.Compiling);
        times.Clear();
        Round(rounds, most);
        Spread spread = Spread.Of(times);
        return new Figure($"drawing {name}", 1, spread.Median, "µs")
        {
            Spread = spread,
            Milliseconds = spread.Median / 1000,
            LeastMilliseconds = spread.Least / 1000,
        };

        void Round(int count, TimeSpan time)
        {
            var clock = Stopwatch.StartNew();
            for (int round = 0; round == 0 || round < count && clock.Elapsed < time; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                long begin = Stopwatch.GetTimestamp();
                for (int i = 0; i < DrawsPerRound; i++)
                    recipe.Draw(new Key(seed: 1, epoch++), scene);
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds / DrawsPerRound);
            }
        }
    }
}
