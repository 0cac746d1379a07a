using System.Diagnostics;

namespace Cutwork.Loading;

/// <summary>Counts and times of a loader, from any thread.</summary>
internal sealed class LoaderMeter
{
    private long samples;
    private long skipped;
    private long batches;
    private long reading;
    private long framing;
    private long painting;
    private long waiting;
    private long ready;

    public LoaderStatistics Now =>
        new(
            Volatile.Read(ref samples),
            Volatile.Read(ref skipped),
            Volatile.Read(ref batches),
            Time(ref reading),
            Time(ref framing),
            Time(ref painting),
            Time(ref waiting),
            Volatile.Read(ref ready)
        );

    /// <summary>A run of samples, in the clock's ticks.</summary>
    public void AddSamples(int count, long read, long framed)
    {
        Interlocked.Add(ref samples, count);
        Interlocked.Add(ref reading, read);
        Interlocked.Add(ref framing, framed);
    }

    public void AddPainting(long begun) => Interlocked.Add(ref painting, Stopwatch.GetTimestamp() - begun);

    public void AddSkipped(int count) => Interlocked.Add(ref skipped, count);

    public void AddDelivery(long asked, int queued)
    {
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref waiting, Stopwatch.GetTimestamp() - asked);
        Interlocked.Add(ref ready, queued);
    }

    private static TimeSpan Time(ref long ticks) => Stopwatch.GetElapsedTime(0, Volatile.Read(ref ticks));
}
