using System.Runtime.CompilerServices;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>
/// The painted batches of a data set, made in the background while the caller uses the one before: the same bytes for any number of
/// workers and batches in flight, and from any step on.
/// </summary>
/// <remarks>
/// <code>
/// step ─ BatchOrder ─ samples ─┬ read, decode, frame ─┐
///                              ├ read, decode, frame ─┼─ Recipe.Draw ─ Plan.Collate ─ pooled batch ─ in order ─ caller
///                              └ … by any worker      ┘
/// </code>
/// Everything random is addressed by seed, epoch and sample, nothing by time or thread. A loader may be read by several callers at once,
/// each with workers of its own. The data set belongs to the caller. An enumerator or a batch that is forgotten gives its threads and memory back when it
/// is collected, and says so once (a warning of <see cref="System.Diagnostics.Trace"/>); so keep a batch as long as its memory is read.
/// </remarks>
/// <typeparam name="T">byte, float or <see cref="BFloat16"/>.</typeparam>
public sealed class Loader<T> : IDisposable
    where T : unmanaged
{
    private readonly LoaderMemory memory = new();
    private readonly CancellationTokenSource lifetime = new();
    private readonly BatchOrder order;
    private readonly LoaderMeter meter = new();
    private bool isDisposed;

    /// <summary>A loader over an open data set.</summary>
    /// <exception cref="ArgumentException">The element type is none of the three, or the palette does not fit it.</exception>
    public Loader(IDataSet set, LoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        BatchPainter.Check<T>(options);
        Set = set;
        Options = options;
        order = options.BatchOrder(set.Count);
    }

    /// <summary>The data set.</summary>
    public IDataSet Set { get; }

    /// <summary>What is made of it.</summary>
    public LoaderOptions Options { get; }

    /// <summary>Batches in an epoch.</summary>
    public int Steps => order.Steps;

    /// <summary>Batches whose memory is in use: those under way, those that wait, those that callers hold.</summary>
    public int BatchesInUse => memory.Images.Rented;

    /// <summary>Pieces of memory that masks and soft labels lie in.</summary>
    internal int TargetsInUse => memory.Targets.Rented;

    /// <summary>Bytes of all batches, masks and soft labels, idle ones too.</summary>
    internal long BytesOfBatches => memory.Images.Bytes + memory.Targets.Bytes;

    /// <summary>What was done so far, by stage.</summary>
    public LoaderStatistics Statistics => meter.Now;

    /// <summary>The indexes of the samples of a step, nothing read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int[] SamplesAt(int epoch, int step) => order.SamplesAt(new Key(Options.Seed, epoch), step);

    /// <summary>The batches of an epoch, from a step on; leaving the loop early stops the workers.</summary>
    /// <param name="epoch">From 0: another epoch, another order and other draws.</param>
    /// <param name="fromStep">Where to go on; the batches are those of the whole epoch from there on.</param>
    /// <param name="cancellation">Ends the epoch between two samples.</param>
    /// <exception cref="DataSetException">A sample cannot be read, and damaged ones are not to be skipped; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed meanwhile.</exception>
    public IEnumerable<LoadedBatch<T>> Read(int epoch, int fromStep = 0, CancellationToken cancellation = default)
    {
        using RunOwner<T> owner = Begin(epoch, fromStep, cancellation);
        while (owner.Run.TryNext(out LoadedBatch<T>? batch))
            yield return batch;
    }

    /// <inheritdoc cref="Read"/>
    public async IAsyncEnumerable<LoadedBatch<T>> ReadAsync(
        int epoch,
        int fromStep = 0,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        RunOwner<T> owner = Begin(epoch, fromStep, cancellation);
        await using (owner.ConfigureAwait(false))
            while (await owner.Run.NextAsync().ConfigureAwait(false) is { } batch)
                yield return batch;
    }

    private RunOwner<T> Begin(int epoch, int fromStep, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (fromStep < 0 || fromStep > Steps)
            throw new ArgumentOutOfRangeException(
                nameof(fromStep),
                fromStep,
                $"An epoch has {Steps} steps: go on from 0 to {Steps}."
            );
        var run = new EpochRun<T>(Set, Options, order, memory, meter, epoch, fromStep, lifetime.Token, cancellation);
        return new RunOwner<T>(run, memory.Forgotten);
    }

    /// <summary>Ends what is being read, and frees the memory; batches that callers hold stay valid until they are disposed.</summary>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        lifetime.Cancel();
        lifetime.Dispose();
        memory.Dispose();
    }
}
