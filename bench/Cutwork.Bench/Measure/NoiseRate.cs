using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>How many random numbers a core paints in a second: whole images of noise that fit into its cache.</summary>
internal static class NoiseRate
{
    private static readonly Size Image = new(224, 224);

    /// <summary>Normals in normalized floats and uniform numbers in unit floats are the numbers themselves.</summary>
    public static Figure Measure(string name, Paint paint, int rounds, TimeSpan most, CancellationToken cancellation)
    {
        Layout layout = Layout.Planar(Image, Workbench.Channels);
        using var buffer = new NativeBuffer((long)layout.Elements * sizeof(float));
        PlanSet plans = PlanSet.Of(Recipes.Noise(paint), Scene.Range(Image, first: 0, count: 1));
        var options = new ApplyOptions { MaxDegreeOfParallelism = 1 };
        Palette palette = paint.Law == RandomLaw.Normal ? Palette.ImageNet : Palette.Unit;
        void Paints() =>
            plans.Next().Apply(new ImageBatch<float>(buffer.As<float>(), layout, 1), palette, default, options);

        var clock = Stopwatch.StartNew();
        for (int call = 0; call < 3 || clock.Elapsed < Rounds.Compiling; call++)
            Paints();
        var times = new List<double>();
        clock.Restart();
        while (times.Count == 0 || times.Count < rounds && clock.Elapsed < most)
        {
            cancellation.ThrowIfCancellationRequested();
            long begin = Stopwatch.GetTimestamp();
            Paints();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        Spread milliseconds = Spread.Of(times);
        Spread rates = milliseconds.Select(time => layout.Elements / time / 1e6);
        return new Figure(name, 1, rates.Median, "G/s")
        {
            Spread = rates,
            Milliseconds = milliseconds.Median,
            LeastMilliseconds = milliseconds.Least,
        };
    }
}
