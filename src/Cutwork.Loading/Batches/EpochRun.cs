using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>One pass over an epoch's steps: workers that make batches ahead of a consumer.</summary>
/// <remarks>
/// Workers take samples in the order of steps and places, one by one, or a step at once where the set is mapped and reading is looking
/// up an address; whoever finishes a step's last sample paints its batch. Each worker is a thread of its own: decoding blocks on files and
/// fills a core, and the thread pool belongs to the caller.
/// </remarks>
internal sealed class EpochRun<T> : IDisposable, IAsyncDisposable
    where T : unmanaged
{
    private readonly SampleReading<T> reading;
    private readonly IDisposable? hold; // views are painted after the set may have been disposed
    private readonly StepQueue<T> steps;
    private readonly BatchPainter painter;
    private readonly LoaderMemory memory;
    private readonly DeliveryReport report;
    private readonly LoaderMeter meter;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource linked;
    private readonly TaskCompletionSource workersGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread[] threads;
    private int workers;

    public EpochRun(
        IDataSet set,
        LoaderOptions options,
        BatchOrder order,
        LoaderMemory memory,
        LoaderMeter meter,
        int epoch,
        int fromStep,
        CancellationToken lifetime,
        CancellationToken cancellation
    )
    {
        var key = new Key(options.Seed, epoch);
        painter = new BatchPainter(options, key, memory.Framing); // asks the caller's code for a recipe: before anything is held
        this.memory = memory;
        this.meter = meter;
        this.cancellation = cancellation;
        var reader = new SetReader(set);
        reading = new SampleReading<T>(set, reader, painter);
        report = new DeliveryReport(options.Progress, epoch, order.Steps);
        steps = new StepQueue<T>(
            order,
            key,
            fromStep,
            options.BatchesInFlight,
            reader.Mapped is null ? 1 : int.MaxValue,
            painter.ReadsPartners,
            count => new ShownTargets(memory.Targets, options.Size, count)
        );
        hold = reader.Mapped?.Hold();
        linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime, cancellation);
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
        ThrowIfStopped();
        while (steps.Head(out int ready) is { } slot)
        {
            try
            {
                Task.WaitAny([slot.Done], linked.Token); // does not throw what the task failed with
            }
            catch (OperationCanceledException)
            {
                ThrowIfStopped();
            }
            batch = Deliver(slot, asked, ready);
            if (batch is not null)
                return true;
        }
        batch = null;
        return false;
    }

    /// <summary>The next batch, when it is there; null after the last.</summary>
    public async Task<LoadedBatch<T>?> NextAsync()
    {
        long asked = Stopwatch.GetTimestamp();
        ThrowIfStopped();
        while (steps.Head(out int ready) is { } slot)
        {
            await ((Task)slot.Done).WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ThrowIfStopped();
            if (Deliver(slot, asked, ready) is { } batch)
                return batch;
        }
        return null;
    }

    /// <summary>The batch of a step that is done; null where all its samples were skipped.</summary>
    private LoadedBatch<T>? Deliver(BatchSlot<T> slot, long asked, int ready)
    {
        LoadedBatch<T>? batch = slot.Result;
        steps.Deliver();
        if (batch is not null)
            meter.AddDelivery(asked, ready);
        report.Tell(slot, batch);
        return batch;
    }

    private void Work()
    {
        while (steps.TryTake(out BatchSlot<T>? slot, out int place, out int count))
        {
            long begun = Stopwatch.GetTimestamp();
            long framing = reading.Read(slot, place, count);
            meter.AddSamples(count, Stopwatch.GetTimestamp() - begun - framing, framing);
            if (slot.Finish(count))
                Finish(slot);
        }
        if (Interlocked.Decrement(ref workers) == 0)
            workersGone.SetResult();
    }

    private void Finish(BatchSlot<T> slot)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            LoadedBatch<T>? batch = painter.Paint(slot, memory, reading.NameOf);
            meter.AddPainting(begun);
            meter.AddSkipped(slot.Skipped.Length);
            slot.Release(painter.Framer);
            slot.Complete(batch);
        }
        catch (Exception error)
        {
            slot.Release(painter.Framer);
            slot.Fail(error);
        }
    }

    private void ThrowIfStopped()
    {
        cancellation.ThrowIfCancellationRequested();
        if (linked.IsCancellationRequested)
            throw new ObjectDisposedException("Loader", "The loader was disposed while it was read.");
    }

    private void Discard()
    {
        foreach (Thread thread in threads)
            thread.Join(); // all have left their loops
        steps.Discard();
        painter.Framer.Dispose();
        hold?.Dispose();
        linked.Dispose();
    }

    /// <summary>Ends a run that nobody reads any more, from a finalizer: its workers are stopped, and whoever is last clears up.</summary>
    public void Abandon()
    {
        steps.Stop();
        workersGone.Task.ContinueWith(
            _ => Discard(),
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
    }

    public void Dispose()
    {
        steps.Stop();
        workersGone.Task.Wait();
        Discard();
    }

    public async ValueTask DisposeAsync()
    {
        steps.Stop();
        await workersGone.Task.ConfigureAwait(false);
        Discard();
    }
}
