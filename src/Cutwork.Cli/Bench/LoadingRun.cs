using System.Diagnostics;
using Cutwork.Bench;
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
    private const int Turns = 5;

    /// <summary>The share of the workers' time that a stage took.</summary>
    public double ShareOf(TimeSpan stage) => stage.TotalSeconds / (Seconds * Workers);

    /// <summary>Milliseconds of one core for each image.</summary>
    public double MillisecondsOf(TimeSpan stage) => stage.TotalMilliseconds / Math.Max(1, Statistics.Samples);

    /// <summary>Batches that were ready when the caller asked, on average.</summary>
    public double Depth => (double)Statistics.Ready / Math.Max(1, Statistics.Batches);

    /// <summary>
    /// Measures: a quarter of the time for warming, then by turns decoding alone, reading bits alone, and loading, an eighth, an eighth and a half of the
    /// time altogether; medians of the turns.
    /// </summary>
    /// <remarks>No loader runs while decoding is measured, and what loads is counted from its first batch to its last: no batch comes from before.</remarks>
    /// <exception cref="ImagingException">A sample cannot be read, and damaged ones are not to be skipped.</exception>
    public static LoadingRun Measure(IDataSet set, LoaderOptions options, TimeSpan time, CancellationToken cancellation)
    {
        using var loader = new Loader<float>(set, options);
        int epoch = 0;
        Load(time / 4);
        LoaderStatistics before = loader.Statistics;
        double[] decoded = new double[Turns];
        double[] bits = new double[Turns];
        double[] loaded = new double[Turns];
        double seconds = 0;
        using var alone = new DecodingAlone(set, options, epoch);
        (int decodedTo, int bitsTo) = (0, 0); // every turn goes on in the order: all of the set is measured
        Alone(alone.Decode, ref decodedTo); // fills its memory
        for (int turn = 0; turn < Turns; turn++)
        {
            alone.Begin(epoch);
            decoded[turn] = Alone(alone.Decode, ref decodedTo);
            bits[turn] = Alone(alone.ReadBits, ref bitsTo);
            (loaded[turn], double took) = Load(time / 2 / Turns);
            seconds += took;
        }
        return new LoadingRun(
            Spread.Of(decoded).Median,
            Spread.Of(bits).Median,
            Spread.Of(loaded).Median,
            seconds,
            options.Workers,
            loader.Statistics - before
        );

        double Alone(Action<int> read, ref int place) =>
            LoadingRun.Alone(set, options, read, time / 8 / Turns, ref place, cancellation);

        // The rate between the first batch and the last, and how long it took altogether.
        (double Rate, double Seconds) Load(TimeSpan most)
        {
            var clock = Stopwatch.StartNew();
            (TimeSpan first, TimeSpan last, long images) = (default, default, 0);
            while (clock.Elapsed < most || last == first)
            {
                foreach (LoadedBatch<float> batch in loader.Read(epoch++, 0, cancellation))
                    using (batch)
                    {
                        last = clock.Elapsed;
                        if (first == default)
                            first = last;
                        else
                            images += batch.Count;
                        if (last >= most && last != first)
                            break;
                    }
                if (loader.Statistics.Batches == 0)
                    throw new Failure($"{set.Name}: none of its pictures can be read.");
            }
            return (images / (last - first).TotalSeconds, clock.Elapsed.TotalSeconds);
        }
    }

    private static double Alone(
        IDataSet set,
        LoaderOptions options,
        Action<int> read,
        TimeSpan most,
        ref int from,
        CancellationToken cancellation
    )
    {
        SampleOrder order = SampleOrder.Shuffled(set.Count);
        int first = from;
        int next = first - 1;
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
        from = next + 1;
        return (from - first) / clock.Elapsed.TotalSeconds;
    }
}
