using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Bench;

/// <summary>One reading of a soak: what is read, with how many workers, from which step, and how it ends; all of it drawn.</summary>
internal sealed class SoakReading
{
    /// <summary>Batches that it reads at most.</summary>
    private const int MostSteps = 40;

    private static readonly Size Photos = new(224, 224);

    private static readonly Func<Recipe>[] Recipes =
    [
        () => new(new RandomResizedCrop(), new Flip(), new RandomErasing { Probability = 0.25 }, new CutMix(1)),
        () => new(new PadCrop(), new Flip(), new Mixup(0.2)),
        () => new(new CenterCrop(), new RandomErasing { Paint = Paint.NormalNoise }),
        () => Recipe.None,
    ];

    private readonly string source;
    private readonly Key key;
    private Rng rng;

    public SoakReading(string source, Key key)
    {
        this.source = source;
        this.key = key;
        rng = key.Open();
    }

    /// <summary>Images in the batches that came.</summary>
    public long Images { get; private set; }

    /// <summary>Most bytes resident when a batch came.</summary>
    public long Peak { get; private set; }

    /// <summary>Batches that the loader says are in use after its end.</summary>
    public int Left { get; private set; }

    /// <summary>Reads, in one of the three element types.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using IDataSet set = DataSets.Open(source);
        switch (rng.Below(3))
        {
            case 0:
                await Read<float>(set, cancellation);
                break;
            case 1:
                await Read<BFloat16>(set, cancellation);
                break;
            default:
                await Read<byte>(set, cancellation);
                break;
        }
    }

    private LoaderOptions Options(IDataSet set) =>
        new()
        {
            Size = set is IMappedDataSet mapped ? mapped.View(0).Layout.Size : Photos,
            BatchSize = set is IMappedDataSet ? 256 : 16,
            Workers = 1 + rng.Below(2 * Environment.ProcessorCount),
            BatchesInFlight = 1 + rng.Below(4),
            ChannelsLast = rng.Chance(0.5),
            Recipe = Recipes[rng.Below(Recipes.Length)](),
            Partners = rng.Chance(0.25) ? PartnerStream.Second : PartnerStream.Batch,
            Classes = rng.Chance(0.5) ? set.Classes.Count : null,
            OnDamage = OnDamage.Skip,
            Seed = (ulong)key.Sample,
        };

    private async Task Read<T>(IDataSet set, CancellationToken cancellation)
        where T : unmanaged
    {
        var loader = new Loader<T>(set, Options(set));
        using (loader)
        {
            int epoch = rng.Below(100);
            int fromStep = rng.Below(loader.Steps);
            int steps = rng.Below(MostSteps);
            var ending = (Ending)rng.Below((int)Ending.LoaderDisposed + 1);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            try
            {
                if (rng.Chance(0.5))
                {
                    await foreach (LoadedBatch<T> batch in loader.ReadAsync(epoch, fromStep, stop.Token))
                        using (batch)
                            if (Take(batch, steps--))
                                break;
                }
                else
                {
                    foreach (LoadedBatch<T> batch in loader.Read(epoch, fromStep, stop.Token))
                        using (batch)
                            if (Take(batch, steps--))
                                break;
                }
            }
            catch (OperationCanceledException) when (ending == Ending.Canceled)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            catch (ObjectDisposedException) when (ending == Ending.LoaderDisposed) { }

            bool Take(LoadedBatch<T> batch, int left)
            {
                if (
                    !batch.Samples.AsSpan().SequenceEqual(loader.SamplesAt(batch.Epoch, batch.Step))
                    && batch.Skipped.IsEmpty
                )
                    throw new InvalidOperationException(
                        $"Step {batch.Step} of epoch {batch.Epoch} of {source} has other samples than its order says."
                    );
                Images += batch.Count;
                Peak = Math.Max(Peak, Environment.WorkingSet);
                if (left > 0)
                    return false;
                if (ending == Ending.Canceled)
                    stop.Cancel();
                else if (ending == Ending.LoaderDisposed)
                    loader.Dispose();
                return ending == Ending.Left;
            }
        }
        Left = loader.BatchesInUse;
    }

    /// <summary>What ends a reading before its epoch does.</summary>
    private enum Ending
    {
        Left,
        Canceled,
        LoaderDisposed,
    }
}
