using System.Diagnostics;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>What a loader reaches on a source, stage by stage, and what decoding alone does with the same threads.</summary>
/// <param name="DecodedPerSecond">Images a second of which the same parts are read and decoded, and thrown away.</param>
/// <param name="BitsPerSecond">Images a second of which the coded bits are read down to the same row, and hardly a pixel decoded.</param>
/// <param name="LoadedPerSecond">Images a second in painted batches.</param>
/// <param name="Seconds">How long batches were loaded.</param>
/// <param name="Workers">The threads of both.</param>
/// <param name="Statistics">The stages.</param>
internal sealed record LoadingRun(
    double DecodedPerSecond,
    double BitsPerSecond,
    double LoadedPerSecond,
    double Seconds,
    int Workers,
    LoaderStatistics Statistics
)
{
    /// <summary>The share of the workers' time that a stage took.</summary>
    public double ShareOf(TimeSpan stage) => stage.TotalSeconds / (Seconds * Workers);

    /// <summary>Milliseconds of one core for each image.</summary>
    public double MillisecondsOf(TimeSpan stage) => stage.TotalMilliseconds / Math.Max(1, Statistics.Samples);

    /// <summary>Batches that were ready when the caller asked, on average.</summary>
    public double Depth => (double)Statistics.Ready / Math.Max(1, Statistics.Batches);

    /// <summary>Measures: a quarter of the time for warming, an eighth each for decoding and for reading bits alone, half for loading.</summary>
    /// <exception cref="ImagingException">A sample cannot be read, and damaged ones are not to be skipped.</exception>
    public static LoadingRun Measure(IDataSet set, LoaderOptions options, TimeSpan time, CancellationToken cancellation)
    {
        using var loader = new Loader<float>(set, options);
        int epoch = 0;
        IEnumerator<LoadedBatch<float>>? batches = null;
        try
        {
            Load(time / 4);
            using var alone = new DecodingAlone(set, options, epoch);
            double decoded = Alone(set, options, alone.Decode, time / 8, cancellation);
            double bits = Alone(set, options, alone.ReadBits, time / 8, cancellation);
            LoaderStatistics before = loader.Statistics;
            var clock = Stopwatch.StartNew();
            long images = Load(time / 2);
            double seconds = clock.Elapsed.TotalSeconds;
            return new LoadingRun(
                decoded,
                bits,
                images / seconds,
                seconds,
                options.Workers,
                loader.Statistics - before
            );
        }
        finally
        {
            batches?.Dispose();
        }

        long Load(TimeSpan most)
        {
            long images = 0;
            var clock = Stopwatch.StartNew();
            while (images == 0 || clock.Elapsed < most)
            {
                batches ??= loader.Read(epoch++, 0, cancellation).GetEnumerator();
                if (!batches.MoveNext())
                {
                    batches.Dispose();
                    batches = null;
                    if (loader.Statistics.Batches == 0)
                        throw new Failure($"{set.Name}: none of its pictures can be read.");
                    continue;
                }
                using LoadedBatch<float> batch = batches.Current;
                images += batch.Count;
            }
            return images;
        }
    }

    private static double Alone(
        IDataSet set,
        LoaderOptions options,
        Action<int> read,
        TimeSpan most,
        CancellationToken cancellation
    )
    {
        SampleOrder order = SampleOrder.Shuffled(set.Count);
        int next = -1;
        var clock = Stopwatch.StartNew();
        Parallel.For(
            0,
            options.Workers,
            new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation },
            _ =>
            {
                do
                {
                    int place = Interlocked.Increment(ref next) % set.Count;
                    try
                    {
                        read(order.SampleAt(new Key(0), place));
                    }
                    catch (ImagingException) when (options.OnDamage == OnDamage.Skip) { }
                    cancellation.ThrowIfCancellationRequested();
                } while (clock.Elapsed < most);
            }
        );
        return (next + 1) / clock.Elapsed.TotalSeconds;
    }
}
