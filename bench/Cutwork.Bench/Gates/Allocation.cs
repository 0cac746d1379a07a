namespace Cutwork.Bench;

/// <summary>Bytes that a batch allocates once everything is warm.</summary>
internal static class Allocation
{
    private const int Batches = 50;
    private const int Trials = 5;

    /// <summary>
    /// The least of some trials, of the larger of two counts: the calling thread's, and the whole process's, which sees helpers too
    /// but also what the runtime does beside them (compiling, timers). What a batch allocates comes up in every trial.
    /// </summary>
    public static Figure Measure(Operation operation, int threads)
    {
        var options = new ApplyOptions { MaxDegreeOfParallelism = threads };
        for (int i = 0; i < Batches; i++)
            operation.Run(options);
        double least = double.MaxValue;
        for (int trial = 0; trial < Trials; trial++)
        {
            long thread = GC.GetAllocatedBytesForCurrentThread();
            long process = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Batches; i++)
                operation.Run(options);
            process = GC.GetTotalAllocatedBytes(precise: true) - process;
            thread = GC.GetAllocatedBytesForCurrentThread() - thread;
            least = Math.Min(least, Math.Max(process, thread) / (double)Batches);
        }
        return new Figure($"allocated per batch: {operation.Name}", threads, least, "bytes");
    }
}
