using System.Diagnostics;

namespace Cutwork.Cli;

/// <summary>
/// Operations and their limits by turns, in many short rounds: limit, operation, limit, operation, … An operation is compared with
/// the limit's times right before and right after it, so that what disturbs the machine for longer disturbs both.
/// </summary>
internal static class Rounds
{
    private static readonly TimeSpan Warming = TimeSpan.FromMilliseconds(250);
    private const int LeastWarmings = 3;

    /// <summary>All must have the same limit.</summary>
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
        foreach (Operation operation in operations)
            Warm(operation, options, most / (4 * operations.Count));
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

    /// <summary>Until the code is compiled as it stays: that happens beside the running program, after some calls.</summary>
    public static void Warm(Operation operation, ApplyOptions options, TimeSpan most)
    {
        TimeSpan until = most < Warming ? most : Warming;
        var clock = Stopwatch.StartNew();
        for (int call = 0; call < LeastWarmings || clock.Elapsed < until; call++)
            operation.Run(options);
    }

    public static double Time(Operation operation, ApplyOptions options)
    {
        long begin = Stopwatch.GetTimestamp();
        operation.Run(options);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
