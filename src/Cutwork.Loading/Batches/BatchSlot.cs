using System.Runtime.ExceptionServices;

namespace Cutwork.Loading;

/// <summary>One step under way: what its samples became, until the last of them makes the batch.</summary>
internal sealed class BatchSlot<T>(int step, int[] samples)
    where T : unmanaged
{
    private readonly TaskCompletionSource<LoadedBatch<T>?> done = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int left = samples.Length;

    public int Step => step;

    public int[] Samples => samples;

    /// <summary>The samples that were read, by place.</summary>
    public FramedSample?[] Read { get; } = new FramedSample?[samples.Length];

    /// <summary>What kept a sample from being read, by place.</summary>
    public Exception?[] Failures { get; } = new Exception?[samples.Length];

    /// <summary>The next place that nobody has taken.</summary>
    public int Taken { get; set; }

    /// <summary>The batch; null where all its samples were skipped.</summary>
    public Task<LoadedBatch<T>?> Done => done.Task;

    /// <summary>True for whoever has finished the last sample.</summary>
    public bool FinishSample() => Interlocked.Decrement(ref left) == 0;

    public void Complete(LoadedBatch<T>? batch) => done.SetResult(batch);

    public void Fail(Exception error)
    {
        done.SetException(error);
        _ = done.Task.Exception; // observed: nobody may come for it
    }

    /// <summary>The batch, or its error as it was thrown.</summary>
    public LoadedBatch<T>? Result
    {
        get
        {
            if (Done.Exception?.InnerException is { } error)
                ExceptionDispatchInfo.Throw(error);
            return Done.Result;
        }
    }

    /// <summary>Gives back the memory of a batch that nobody came for.</summary>
    public void Discard()
    {
        if (Done.IsCompletedSuccessfully)
            Done.Result?.Dispose();
    }
}
