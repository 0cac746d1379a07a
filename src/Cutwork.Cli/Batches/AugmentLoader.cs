using System.Runtime.CompilerServices;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>The painted batches of a run, epoch after epoch, one for each copy.</summary>
internal sealed class AugmentLoader : IDisposable
{
    // One is written while the next is made.
    private const int BatchesInFlight = 2;

    private readonly AugmentSettings settings;
    private readonly Loader<byte> loader;

    /// <summary>A loader of the settings' batches.</summary>
    /// <param name="settings">The run's.</param>
    /// <param name="recipes">What is painted.</param>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="frame">What pictures are brought to.</param>
    /// <param name="order">Which samples come when.</param>
    /// <param name="report">Is told of every step, those of which nothing could be read included, before its batch comes.</param>
    public AugmentLoader(
        AugmentSettings settings,
        RecipeChoice recipes,
        IDataSet set,
        Frame frame,
        SampleOrder order,
        Action<LoaderProgress>? report = null
    )
    {
        frame.CheckBatch(settings.Batch);
        this.settings = settings;
        Set = set;
        Frame = frame;
        Count = order.Count;
        loader = new Loader<byte>(
            set,
            new LoaderOptions
            {
                Size = frame.Size,
                Channels = frame.Channels,
                ChannelsLast = true,
                Palette = frame.Palette,
                Framing = Framing.Stretch,
                BatchSize = settings.Batch,
                Seed = settings.Seed,
                RecipeAt = recipes.At,
                Order = order,
                OnDamage = settings.OnError == OnError.Skip ? OnDamage.Skip : OnDamage.Stop,
                Workers = settings.Workers,
                BatchesInFlight = BatchesInFlight,
                KeepSources = true,
                Progress = report is null ? null : new Teller(report),
            }
        );
    }

    public IDataSet Set { get; }

    public Frame Frame { get; }

    /// <summary>Samples that are visited in an epoch.</summary>
    public int Count { get; }

    /// <summary>The batches; the reader disposes each.</summary>
    /// <exception cref="ImagingException">A sample cannot be read, and damaged ones are not to be skipped.</exception>
    public async IAsyncEnumerable<LoadedBatch<byte>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        for (int copy = 0; copy < settings.Copies; copy++)
            await foreach (LoadedBatch<byte> batch in loader.ReadAsync(settings.Epoch + copy, 0, cancellation))
                yield return batch;
    }

    public void Dispose() => loader.Dispose();

    // Progress<T> would tell it later, on another thread.
    private sealed class Teller(Action<LoaderProgress> tell) : IProgress<LoaderProgress>
    {
        public void Report(LoaderProgress value) => tell(value);
    }
}
