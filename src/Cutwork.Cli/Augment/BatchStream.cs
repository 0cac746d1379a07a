using System.Runtime.CompilerServices;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>The batches of a run, in order, each read while the one before it is painted.</summary>
/// <remarks>
/// Two batches are in memory, whatever the data set's size. Reading and painting share one scheduler, so that together they
/// keep every worker busy and none more.
/// </remarks>
internal sealed class BatchStream
{
    private readonly AugmentSettings settings;
    private readonly RecipeChoice recipes;
    private readonly BatchLoader loader;

    public BatchStream(
        AugmentSettings settings,
        RecipeChoice recipes,
        IDataSet set,
        Frame frame,
        CancellationToken cancellation
    )
    {
        this.settings = settings;
        this.recipes = recipes;
        Set = set;
        Frame = frame;
        Limit = Math.Min(settings.Limit ?? set.Count, set.Count);
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, settings.Workers);
        Parallel = new ParallelOptions
        {
            TaskScheduler = scheduler.ConcurrentScheduler,
            MaxDegreeOfParallelism = settings.Workers,
            CancellationToken = cancellation,
        };
        if (frame.BytesOf(settings.Batch) > Array.MaxLength)
            throw Failure.Usage(
                $"A batch of {settings.Batch} pictures of {frame.Size} takes more than 2 GB; give a smaller --batch or --size."
            );
        loader = new BatchLoader(set, frame, settings.OnError, Parallel);
    }

    public IDataSet Set { get; }

    public Frame Frame { get; }

    /// <summary>How many of the set's samples are visited in an epoch.</summary>
    public int Limit { get; }

    /// <summary>How work on a batch is shared out.</summary>
    public ParallelOptions Parallel { get; }

    /// <summary>Reads and draws; the reader disposes each batch.</summary>
    public async IAsyncEnumerable<DrawnBatch> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        Task<LoadedBatch>? ahead = null;
        int epochAhead = 0;
        try
        {
            foreach ((int epoch, int[] samples) in Visits())
            {
                cancellation.ThrowIfCancellationRequested();
                if (ahead is null)
                {
                    (ahead, epochAhead) = (LoadAsync(epoch, samples), epoch);
                    continue;
                }
                DrawnBatch batch = Draw(epochAhead, await ahead);
                (ahead, epochAhead) = (LoadAsync(epoch, samples), epoch);
                yield return batch;
            }
            if (ahead is not null)
            {
                DrawnBatch last = Draw(epochAhead, await ahead);
                ahead = null;
                yield return last;
            }
        }
        finally
        {
            // A reader that stops early leaves a batch under way; its memory goes back, its errors concern nobody.
            if (ahead is not null)
            {
                await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ahead.IsCompletedSuccessfully)
                    ahead.Result.Dispose();
            }
        }
    }

    private Task<LoadedBatch> LoadAsync(int epoch, int[] samples) =>
        loader.LoadAsync(samples, recipes.At(epoch), new Key(settings.Seed, epoch));

    private DrawnBatch Draw(int epoch, LoadedBatch loaded)
    {
        Plan? plan = loaded.Count == 0 ? null : recipes.At(epoch).Draw(new Key(settings.Seed, epoch), loaded.Scene);
        return new DrawnBatch(epoch, loaded, plan);
    }

    private IEnumerable<(int Epoch, int[] Samples)> Visits()
    {
        for (int copy = 0; copy < settings.Copies; copy++)
        {
            int epoch = settings.Epoch + copy;
            var key = new Key(settings.Seed, epoch);
            foreach (int[] samples in Visit.Batches(key, Limit, settings.Batch, recipes.At(epoch).Mixes))
                yield return (epoch, samples);
        }
    }
}
