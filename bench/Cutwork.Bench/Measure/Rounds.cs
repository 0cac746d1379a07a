using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>
/// Operations and their limits by turns, in many short rounds: limit, operation, limit, operation, … An operation is compared with
/// the limit's times right before and right after it, so that what disturbs the machine for longer disturbs both.
/// </summary>
internal static class Rounds
{
    private const int LeastWarmings = 3;

    /// <summary>In which short work is compiled as it stays; see <see cref="Warm"/>.</summary>
    public static readonly TimeSpan Compiling = TimeSpan.FromSeconds(0.6);

    /// <summary>All must have the same limit; whoever calls has warmed them.</summary>
    public static IReadOnlyList<Timing> Run(
        Gang gang,
        IReadOnlyList<Operation> operations,
        int rounds,
        TimeSpan most,
        CancellationToken cancellation
    )
    {
        var options = new ApplyOptions { MaxDegreeOfParallelism = gang.Threads, Cancellation = cancellation };
        Timing[] timings = [.. operations.Select(operation => new Timing(operation, gang.Threads))];
        Limit limit = operations[0].Limit;
        var clock = Stopwatch.StartNew();
        double before = limit.Time(gang);
        for (int round = 0; round < rounds && (round == 0 || clock.Elapsed < most); round++)
            foreach (Timing timing in timings)
            {
                cancellation.ThrowIfCancellationRequested();
                double own = Time(timing.Operation, options);
                double after = limit.Time(gang);
                timing.Add((before + after) / 2 * timing.Operation.LimitShare, own);
                before = after;
            }
        return timings;
    }

    /// <summary>One row of the limits.</summary>
    public static Figure Measure(Limit limit, Gang gang, int rounds, TimeSpan most, CancellationToken cancellation)
    {
        var times = new List<double>();
        limit.Time(gang);
        var clock = Stopwatch.StartNew();
        while (times.Count == 0 || times.Count < rounds && clock.Elapsed < most)
        {
            cancellation.ThrowIfCancellationRequested();
            times.Add(limit.Time(gang));
        }
        Spread milliseconds = Spread.Of(times);
        Spread rates = milliseconds.Select(limit.GigabytesPerSecond);
        return new Figure($"limit: {limit.Name}", gang.Threads, rates.Median, "GB/s")
        {
            Spread = rates,
            Milliseconds = milliseconds.Median,
            LeastMilliseconds = milliseconds.Least,
        };
    }

    /// <summary>
    /// Until the code is compiled as it stays: .NET compiles it beside the running program, twice, each time when nothing new was called
    /// for 100 ms.
    /// </summary>
    public static void Warm(Operation operation, ApplyOptions options, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        for (int call = 0; call < LeastWarmings || clock.Elapsed < time; call++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            operation.Run(options);
        }
    }

    public static double Time(Operation operation, ApplyOptions options)
    {
        long begin = Stopwatch.GetTimestamp();
        operation.Run(options);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
