using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Cutwork.Loading;

/// <summary>One step under way: what its samples became, until the last of them makes the batch.</summary>
internal sealed class BatchSlot<T>(int step, int count, Func<int, StepSamples> samplesAt, ShownTargets shown)
    where T : unmanaged
{
    private readonly TaskCompletionSource<LoadedBatch<T>?> done = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private Exception?[]? failures;
    private StepSamples? samples;
    private int left = count;

    public int Step => step;

    public int Count { get; } = count;

    /// <summary>
    /// The samples by place, then their partners where these are read beside them; drawn when somebody first asks: not while the run is locked.
    /// Whoever draws them finds the same.
    /// </summary>
    public StepSamples Samples => Volatile.Read(ref samples) ?? (samples = samplesAt(step));

    /// <summary>What the batch shows of the samples that were read, by place; rented until <see cref="Release"/>.</summary>
    public SourceImage[] Images { get; private set; } = ArrayPool<SourceImage>.Shared.Rent(count);

    /// <summary>The sizes of the pictures that were read, by place.</summary>
    public Size[] SourceSizes { get; } = new Size[count];

    /// <summary>Memory that was lent to images, by place.</summary>
    public byte[]?[] Targets { get; private set; } = new byte[]?[count];

    /// <summary>The classes of the samples that were read, by place.</summary>
    public int[] Labels { get; } = new int[count];

    /// <summary>The boxes and masks of the samples that were read, as they are shown.</summary>
    public ShownTargets Shown => shown;

    /// <summary>What kept a sample from being read, by place; null where nothing did.</summary>
    public Exception?[]? Failures => Volatile.Read(ref failures);

    /// <summary>The samples that were left out, when the batch is made.</summary>
    public ImmutableArray<SkippedSample> Skipped { get; set; } = [];

    /// <summary>The next place that nobody has taken.</summary>
    public int Taken { get; set; }

    /// <summary>The batch; null where all its samples were skipped.</summary>
    public Task<LoadedBatch<T>?> Done => done.Task;

    public void Fail(int place, Exception error)
    {
        if (Failures is null)
            Interlocked.CompareExchange(ref failures, new Exception?[Count], null);
        failures![place] = error;
    }

    /// <summary>True for whoever has finished the last samples.</summary>
    public bool Finish(int count) => Interlocked.Add(ref left, -count) == 0;

    /// <summary>The images of the first places with their memory, which belong to the caller from here on.</summary>
    public KeptSources TakeSources(int places, Framer framer)
    {
        var taken = new KeptSources(Images.AsSpan(0, places).ToArray(), Targets, framer.Return);
        Targets = [];
        return taken;
    }

    /// <summary>Lets go of the images, when the batch is painted.</summary>
    public void Release(Framer framer)
    {
        foreach (byte[]? target in Targets)
            if (target is not null)
                framer.Return(target);
        ArrayPool<SourceImage>.Shared.Return(Images, clearArray: true);
        Images = [];
        shown.Dispose();
    }

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
        shown.Dispose();
        if (Done.IsCompletedSuccessfully)
            Done.Result?.Dispose();
    }
}
