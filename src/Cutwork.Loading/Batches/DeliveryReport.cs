namespace Cutwork.Loading;

/// <summary>Counts what one reading delivers, and tells it to whoever wants to know.</summary>
internal sealed class DeliveryReport(IProgress<LoaderProgress>? progress, int epoch, int steps)
{
    private long samples;
    private long skipped;

    /// <summary>A step was delivered; its batch is given back where the caller's code throws.</summary>
    public void Tell<T>(BatchSlot<T> slot, LoadedBatch<T>? batch)
        where T : unmanaged
    {
        if (progress is null)
            return;
        samples += batch?.Count ?? 0;
        skipped += slot.Skipped.Length;
        try
        {
            progress.Report(new LoaderProgress(epoch, slot.Step, steps, samples, skipped, slot.Skipped));
        }
        catch
        {
            batch?.Dispose();
            throw;
        }
    }
}
