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
        int delivered = batch?.Count ?? 0;
        samples += delivered;
        skipped += slot.Count - delivered;
        try
        {
            progress.Report(new LoaderProgress(epoch, slot.Step, steps, samples, skipped));
        }
        catch
        {
            batch?.Dispose();
            throw;
        }
    }
}
