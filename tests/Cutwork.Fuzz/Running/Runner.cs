using System.Text;

namespace Cutwork.Fuzz;

/// <summary>Runs one target: seeds first, then changed inputs, each with a number of its own.</summary>
internal sealed class Runner
{
    // Of the processors' time: a process that others let wait is not slow. Whatever hangs is the watch's.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Target target;
    private readonly Failures failures;
    private readonly Watch watch;
    private readonly FuzzRandom random;
    private readonly byte[] name;
    private readonly byte[][] seeds;
    private readonly Corpus corpus;

    public Runner(Target target, ulong seed, Failures failures, Watch watch)
    {
        (this.target, this.failures, this.watch) = (target, failures, watch);
        name = Encoding.ASCII.GetBytes(target.Name);
        foreach (byte letter in name)
            seed = (seed ^ letter) * 1099511628211;
        random = new FuzzRandom(seed);
        seeds = [.. target.Seeds()];
        corpus = new Corpus(seeds);
    }

    public Target Target => target;

    public long Executions { get; private set; }

    /// <summary>Inputs that were accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>The most processor time that an input took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Seeds that were not, which shows that a seed or the target is wrong.</summary>
    public int RefusedSeeds { get; private set; }

    /// <summary>One execution.</summary>
    public void Step()
    {
        bool isSeed = Executions < seeds.Length;
        byte[] input = isSeed ? seeds[Executions] : Change();
        Executions++;
        if (Run(input, out string answer) is { } error)
            failures.Add(target, input, error, other => Run(other, out _));
        else
            corpus.Learn(input, answer, random);
        Accepted += answer == "" ? 1 : 0;
        RefusedSeeds += isSeed && answer != "" ? 1 : 0;
    }

    private byte[] Change()
    {
        byte[] input = [.. corpus.Choose(random)];
        int changes = random.OneIn(2) ? 1 : 1 + random.Below(7);
        for (int i = 0; i < changes; i++)
            input = random.Of(target.Mutators).Mutate(input, corpus.Choose(random), random);
        if (input.Length > target.LongestInput)
            input = input[..target.LongestInput];
        return random.OneIn(4) ? input : target.Repair(input);
    }

    private Exception? Run(byte[] input, out string answer)
    {
        answer = "";
        watch.Begin(name, input);
        long memory = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        try
        {
            target.Run(input);
        }
        catch (Exception error)
        {
            if (!target.IsRefusal(error, out string? reason))
                return error;
            answer = reason;
        }
        finally
        {
            watch.End();
        }
        memory = GC.GetAllocatedBytesForCurrentThread() - memory;
        if (memory > target.MostMemory)
            return new LawException("more memory than an input of its size may take");
        TimeSpan taken = Environment.CpuUsage.TotalTime - before;
        Slowest = taken > Slowest ? taken : Slowest;
        return taken > Longest ? new LawException("more than ten seconds of processor time") : null;
    }
}
