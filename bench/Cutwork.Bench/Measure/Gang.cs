using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>Threads of its own that begin a piece of work together, so that only the work is timed and not their waking.</summary>
/// <remarks>They sleep between two works: a helper that spun would take a core from what is measured next.</remarks>
internal sealed class Gang : IDisposable
{
    private readonly SemaphoreSlim[] calls;
    private readonly Thread[] helpers;
    private Action<int, int>? work;
    private int arrived;
    private int started;
    private int finished;
    private volatile bool closed;

    public Gang(int threads)
    {
        Threads = threads;
        calls = [.. Enumerable.Range(1, threads - 1).Select(_ => new SemaphoreSlim(0))];
        helpers = [.. calls.Select((call, index) => new Thread(() => Help(call, index + 1)) { IsBackground = true })];
        foreach (Thread helper in helpers)
            helper.Start();
    }

    public int Threads { get; }

    /// <summary>Milliseconds in which all parts are done; the work is given a part's number and how many there are.</summary>
    public double Time(Action<int, int> parts)
    {
        work = parts;
        arrived = finished = 0;
        int ticket = started;
        foreach (SemaphoreSlim call in calls)
            call.Release();
        Until(ref arrived, helpers.Length);
        long begin = Stopwatch.GetTimestamp();
        Volatile.Write(ref started, ticket + 1);
        parts(0, Threads);
        Until(ref finished, helpers.Length);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    public void Dispose()
    {
        closed = true;
        foreach (SemaphoreSlim call in calls)
            call.Release();
        foreach (Thread helper in helpers)
            helper.Join();
        foreach (SemaphoreSlim call in calls)
            call.Dispose();
    }

    private void Help(SemaphoreSlim call, int part)
    {
        while (true)
        {
            call.Wait();
            if (closed)
                return;
            int ticket = Volatile.Read(ref started);
            Interlocked.Increment(ref arrived);
            var spin = new SpinWait();
            while (Volatile.Read(ref started) == ticket)
                spin.SpinOnce(sleep1Threshold: -1);
            work!(part, Threads);
            Interlocked.Increment(ref finished);
        }
    }

    private static void Until(ref int counter, int value)
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref counter) != value)
            spin.SpinOnce(sleep1Threshold: -1);
    }
}
