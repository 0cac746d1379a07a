using System.Diagnostics;
using static TorchSharp.torch;

namespace Cutwork.Bench;

/// <summary>Our operations against TorchSharp's on the same batch, by turns: how many times as long TorchSharp takes.</summary>
internal static class PeerGates
{
    private const int Rounds = 16;
    private const int SmallRounds = 400;
    private static readonly TimeSpan RowTime = TimeSpan.FromSeconds(3);

    // OpenMP's threads go on spinning for a while when their work is done; they would take a core from what follows.
    private static readonly TimeSpan Calming = TimeSpan.FromMilliseconds(5);

    public static IEnumerable<Figure> Run(CancellationToken cancellation)
    {
        CheckSameWork();
        using (var bench = new Workbench(new Size(224, 224), CoreGates.Batch))
        using (var work = new TorchWork(bench))
        {
            var operations = new Operations(bench);
            foreach (int threads in (int[])[1, 2])
            foreach (Peer peer in Peer.All)
            foreach (bool pooled in (bool[])[false, true])
            {
                Figure figure = Compare(bench, work, operations, peer, pooled, threads, Rounds, cancellation);
                yield return peer.Operation == "mixup" && !pooled ? figure with { AtLeast = 15 } : figure;
            }
        }
        using (var bench = new Workbench(new Size(32, 32), CoreGates.Batch))
        using (var work = new TorchWork(bench))
        {
            var operations = new Operations(bench);
            foreach (Peer peer in Peer.All.Where(peer => peer.Operation is "normalize" or "mixup" or "cutmix"))
            foreach (bool pooled in (bool[])[false, true])
            {
                Figure figure = Compare(bench, work, operations, peer, pooled, 1, SmallRounds, cancellation);
                yield return figure with
                {
                    Name = $"32×32 {figure.Name}",
                    AtLeast = peer.Operation == "mixup" && !pooled ? 6 : null,
                };
            }
        }
    }

    private static Figure Compare(
        Workbench bench,
        TorchWork work,
        Operations operations,
        Peer peer,
        bool pooled,
        int threads,
        int rounds,
        CancellationToken cancellation
    )
    {
        set_num_threads(threads);
        var options = new ApplyOptions { MaxDegreeOfParallelism = threads };
        Operation own = operations[peer.Operation];
        TorchPlan[] plans = [.. peer.Plans(bench.Scene).Plans.Select(plan => new TorchPlan(plan))];
        Func<TorchWork, TorchPlan, Tensor> theirs = pooled ? peer.Pooled : peer.Fresh;

        double TimeTheirs(int round)
        {
            long begin = Stopwatch.GetTimestamp();
            using (NewDisposeScope())
                theirs(work, plans[round % plans.Length]);
            double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            if (threads > 1)
                Thread.Sleep(Calming);
            return time;
        }

        Bench.Rounds.Warm(own, options, RowTime / 16);
        TimeTheirs(0);
        var ratios = new List<double>();
        var ours = new List<double>();
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (int round = 0; round == 0 || round < rounds && clock.Elapsed < RowTime; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            double mine = Bench.Rounds.Time(own, options);
            double time = TimeTheirs(round);
            ours.Add(mine);
            times.Add(time);
            ratios.Add(time / mine);
        }
        foreach (TorchPlan plan in plans)
            plan.Dispose();
        Spread spread = Spread.Of(ratios);
        return new Figure($"TorchSharp, {(pooled ? "pooled" : "fresh")}: {own.Says}", threads, spread.Median, "×")
        {
            Spread = spread,
            Milliseconds = Spread.Of(ours).Median,
            LeastMilliseconds = ours.Min(),
            AgainstMilliseconds = Spread.Of(times).Median,
            Note = "TorchSharp's time over ours",
        };
    }

    /// <summary>A comparison of different work would be worth nothing.</summary>
    private static void CheckSameWork()
    {
        const float Tolerance = 1e-4f;
        foreach (Peer peer in Peer.All.Where(peer => peer.IsComparable))
        foreach (bool pooled in (bool[])[false, true])
        {
            using var bench = new Workbench(new Size(40, 48), 8);
            using var work = new TorchWork(bench);
            using var plan = new TorchPlan(peer.Plans(bench.Scene).Next());
            new Operations(bench)[peer.Operation].Run(ApplyOptions.Default);
            bool mixesInPlace = peer.Operation is "mixup-in-place" or "cutmix-in-place";
            Span<float> ours = (mixesInPlace ? bench.Images : bench.Floats).As<float>();
            using (NewDisposeScope())
            {
                ReadOnlySpan<float> theirs = (pooled ? peer.Pooled : peer.Fresh)(work, plan).data<float>().ToArray();
                for (int i = 0; i < ours.Length; i++)
                    if (!(Math.Abs(ours[i] - theirs[i]) <= Tolerance))
                        throw new InvalidOperationException(
                            $"{peer.Operation}: at {i} TorchSharp has {theirs[i]}, Cutwork {ours[i]}."
                        );
            }
        }
    }
}
