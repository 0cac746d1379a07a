using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>One pass over an epoch's steps: workers that make batches ahead of a consumer.</summary>
/// <remarks>
/// Workers take samples in the order of steps and places, one by one, or a step at once where the set is mapped and reading is looking
/// up an address; whoever finishes a step's last sample paints its batch. A step is
/// opened only while fewer than <see cref="LoaderOptions.BatchesInFlight"/> steps are ahead of the consumer, so that a consumer that stops
/// reading stops the workers too. Each worker is a thread of its own: decoding blocks on files and fills a core, and the thread pool
/// belongs to the caller.
/// </remarks>
internal sealed class EpochRun<T> : IDisposable, IAsyncDisposable
    where T : unmanaged
{
    private readonly object gate = new();
    private readonly IDataSet set;
    private readonly IMappedDataSet? mapped;
    private readonly IDisposable? hold; // views are painted after the set may have been disposed
    private readonly int samplesAtOnce;
    private readonly Func<int, int[]> samplesAt;
    private readonly LoaderOptions options;
    private readonly BatchOrder order;
    private readonly BatchPainter painter;
    private readonly BatchPool pool;
    private readonly LoaderMeter meter;
    private readonly Key key;
    private readonly Queue<BatchSlot<T>> ahead = new(); // opened and not yet delivered, in order
    private readonly CancellationToken lifetime;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource linked;
    private readonly TaskCompletionSource workersGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread[] threads;
    private BatchSlot<T>? open;
    private int nextStep;
    private int workers;
    private bool stopping;

    public EpochRun(
        IDataSet set,
        LoaderOptions options,
        BatchOrder order,
        BatchPool pool,
        LoaderMeter meter,
        int epoch,
        int fromStep,
        CancellationToken lifetime,
        CancellationToken cancellation
    )
    {
        this.set = set;
        mapped = set as IMappedDataSet;
        samplesAtOnce = mapped is null ? 1 : int.MaxValue;
        this.options = options;
        this.order = order;
        this.pool = pool;
        this.meter = meter;
        this.lifetime = lifetime;
        this.cancellation = cancellation;
        linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime, cancellation);
        key = new Key(options.Seed, epoch);
        samplesAt = step => order.SamplesAt(key, step);
        painter = new BatchPainter(options, key);
        hold = mapped?.Hold();
        nextStep = fromStep;
        workers = options.Workers;
        threads = new Thread[options.Workers];
        for (int number = 0; number < threads.Length; number++)
        {
            threads[number] = new Thread(Work) { IsBackground = true, Name = $"Cutwork loader {number + 1}" };
            threads[number].Start();
        }
    }

    /// <summary>The next batch, when it is there; false after the last.</summary>
    public bool TryNext([NotNullWhen(true)] out LoadedBatch<T>? batch)
    {
        long asked = Stopwatch.GetTimestamp();
        while (Head(out int ready) is { } slot)
        {
            try
            {
                Task.WaitAny([slot.Done], linked.Token); // does not throw what the task failed with
            }
            catch (OperationCanceledException)
            {
                ThrowStopped();
            }
            batch = slot.Result;
            Deliver();
            if (batch is null)
                continue;
            meter.AddDelivery(asked, ready);
            return true;
        }
        batch = null;
        return false;
    }

    /// <summary>The next batch, when it is there; null after the last.</summary>
    public async Task<LoadedBatch<T>?> NextAsync()
    {
        long asked = Stopwatch.GetTimestamp();
        while (Head(out int ready) is { } slot)
        {
            await ((Task)slot.Done).WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (linked.IsCancellationRequested)
                ThrowStopped();
            LoadedBatch<T>? batch = slot.Result;
            Deliver();
            if (batch is null)
                continue;
            meter.AddDelivery(asked, ready);
            return batch;
        }
        return null;
    }

    /// <summary>The step that is to be delivered next, and how many are ready in a row; null after the last.</summary>
    private BatchSlot<T>? Head(out int ready)
    {
        ready = 0;
        if (linked.IsCancellationRequested)
            ThrowStopped();
        lock (gate)
        {
            if (ahead.Count == 0 && nextStep < order.Steps)
            {
                Open();
                Monitor.PulseAll(gate);
            }
            foreach (BatchSlot<T> made in ahead)
            {
                if (!made.Done.IsCompleted)
                    break;
                ready++;
            }
            return ahead.TryPeek(out BatchSlot<T>? slot) ? slot : null;
        }
    }

    private void Deliver()
    {
        lock (gate)
        {
            ahead.Dequeue();
            Monitor.PulseAll(gate);
        }
    }

    private void Open()
    {
        open = new BatchSlot<T>(nextStep, order.CountAt(nextStep), samplesAt);
        nextStep++;
        ahead.Enqueue(open);
    }

    private void Work()
    {
        while (TryTake(out BatchSlot<T>? slot, out int place, out int count))
        {
            long begun = Stopwatch.GetTimestamp();
            long framing = 0;
            for (int i = 0; i < count; i++)
                ReadSample(slot, place + i, ref framing);
            meter.AddSamples(count, Stopwatch.GetTimestamp() - begun - framing, framing);
            if (slot.Finish(count))
                Finish(slot);
        }
        bool isLast;
        lock (gate)
            isLast = --workers == 0;
        if (isLast)
            workersGone.SetResult();
    }

    /// <summary>The next samples to be read; false where the run ends.</summary>
    private bool TryTake([NotNullWhen(true)] out BatchSlot<T>? slot, out int place, out int count)
    {
        count = 0;
        lock (gate)
            while (true)
            {
                (slot, place) = (open, open?.Taken ?? 0);
                if (stopping)
                    return false;
                if (open is not null && open.Taken < open.Count)
                {
                    count = Math.Min(samplesAtOnce, open.Count - open.Taken);
                    open.Taken += count;
                    return slot is not null;
                }
                if (nextStep == order.Steps)
                    return false;
                if (ahead.Count < options.BatchesInFlight)
                    Open();
                else
                    Monitor.Wait(gate);
            }
    }

    private void ReadSample(BatchSlot<T> slot, int place, ref long framing)
    {
        int sample = slot.Samples[place];
        try
        {
            SourceImage image = Read(sample, out slot.Labels[place]);
            // A mapped set's samples take less time than looking at the clock.
            long read = mapped is null ? Stopwatch.GetTimestamp() : 0;
            slot.SourceSizes[place] = image.Layout.Size;
            slot.Images[place] = painter.Framer.Frame(set.NameOf, sample, image, out slot.Targets[place]);
            framing += mapped is null ? Stopwatch.GetTimestamp() - read : 0;
        }
        catch (ImagingException error)
        {
            slot.Fail(place, error);
        }
        catch (Exception error)
        {
            slot.Fail(place, new LoadException(sample, NameOf(sample), error));
        }
    }

    private SourceImage Read(int sample, out int label)
    {
        if (mapped is not null)
        {
            label = mapped.LabelOf(sample);
            return mapped.View(sample);
        }
        DataSample read = set.Read(sample);
        label = read.Label;
        return new SourceImage(read.Picture.Pixels, read.Picture.Layout);
    }

    private void Finish(BatchSlot<T> slot)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            LoadedBatch<T>? batch = painter.Paint(slot, pool);
            slot.Release(painter.Framer);
            meter.AddPainting(begun);
            meter.AddSkipped(slot.Count - (batch?.Count ?? 0));
            slot.Complete(batch);
        }
        catch (Exception error)
        {
            slot.Fail(error);
        }
    }

    private string NameOf(int sample)
    {
        try
        {
            return set.NameOf(sample);
        }
        catch (Exception)
        {
            return $"sample {sample}"; // the error to be told is the first one
        }
    }

    [DoesNotReturn]
    private void ThrowStopped()
    {
        cancellation.ThrowIfCancellationRequested();
        throw new ObjectDisposedException("Loader", "The loader was disposed while it was read.");
    }

    private void Stop()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Discard()
    {
        foreach (Thread thread in threads)
            thread.Join(); // all have left their loops
        foreach (BatchSlot<T> slot in ahead)
            slot.Discard();
        ahead.Clear();
        painter.Framer.Dispose();
        hold?.Dispose();
        linked.Dispose();
    }

    public void Dispose()
    {
        Stop();
        workersGone.Task.Wait();
        Discard();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await workersGone.Task.ConfigureAwait(false);
        Discard();
    }
}
