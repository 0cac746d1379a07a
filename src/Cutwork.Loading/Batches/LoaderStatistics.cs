namespace Cutwork.Loading;

/// <summary>What a loader has done since it was made, by stage; times are sums over all workers.</summary>
/// <param name="Samples">Samples that were read, those that failed included.</param>
/// <param name="Skipped">Samples that could not be read and were left out.</param>
/// <param name="Batches">Batches that were delivered.</param>
/// <param name="Reading">Reading and decoding.</param>
/// <param name="Framing">Cutting and resizing to the batch's size, boxes and masks included; part of <paramref name="Reading"/> where the set is mapped.</param>
/// <param name="Painting">Drawing and painting.</param>
/// <param name="Waiting">The callers' waiting for the next batch: what the loader keeps them from training.</param>
/// <param name="Ready">Batches that were ready when one was asked for, in all: divided by <paramref name="Batches"/>, the queue's depth.</param>
public readonly record struct LoaderStatistics(
    long Samples,
    long Skipped,
    long Batches,
    TimeSpan Reading,
    TimeSpan Framing,
    TimeSpan Painting,
    TimeSpan Waiting,
    long Ready
)
{
    /// <summary>What was done between an earlier state and this one.</summary>
    public static LoaderStatistics operator -(LoaderStatistics later, LoaderStatistics earlier) =>
        new(
            later.Samples - earlier.Samples,
            later.Skipped - earlier.Skipped,
            later.Batches - earlier.Batches,
            later.Reading - earlier.Reading,
            later.Framing - earlier.Framing,
            later.Painting - earlier.Painting,
            later.Waiting - earlier.Waiting,
            later.Ready - earlier.Ready
        );
}
