using System.Buffers;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Reads the pictures of a batch, on all workers.</summary>
internal sealed class BatchLoader(IDataSet set, Frame frame, OnError onError, ParallelOptions parallel)
{
    private readonly record struct Slot(int Label, Size Size, ImagingException? Error);

    /// <summary>Reads the samples, as the recipe's views show them; damaged ones are left out, or the first of them is thrown.</summary>
    public async Task<LoadedBatch> LoadAsync(int[] samples, Recipe recipe, Key key)
    {
        int length = frame.Layout.Elements;
        byte[] pixels = ArrayPool<byte>.Shared.Rent(checked((int)frame.BytesOf(samples.Length)));
        try
        {
            var slots = new Slot[samples.Length];
            await Parallel.ForAsync(
                0,
                samples.Length,
                parallel,
                (position, _) =>
                {
                    slots[position] = Read(samples[position], recipe, key, pixels.AsSpan(position * length, length));
                    return ValueTask.CompletedTask;
                }
            );
            return Gather(samples, slots, pixels, recipe.Frames);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(pixels);
            throw;
        }
    }

    private Slot Read(int sample, Recipe recipe, Key key, Span<byte> pixels)
    {
        try
        {
            DataSample read = set.Read(sample);
            Picture shown = recipe.Frames
                ? frame.Fit(read.Picture, recipe.DrawView(key, frame.Size, sample, read.Picture.Size))
                : frame.Fit(read.Picture);
            shown.Pixels.CopyTo(pixels);
            return new Slot(read.Label, read.Picture.Size, null);
        }
        catch (ImagingException error)
        {
            return new Slot(0, default, error);
        }
    }

    // By place, not by time: what is reported is the same however many read.
    private LoadedBatch Gather(int[] samples, Slot[] slots, byte[] pixels, bool isFramed)
    {
        int length = frame.Layout.Elements;
        var failures = new List<Skipped>();
        var kept = new List<int>(samples.Length);
        (string? First, Size Size, int Count) resized = default;
        for (int position = 0; position < samples.Length; position++)
        {
            if (slots[position].Error is { } error)
            {
                if (onError == OnError.Stop)
                    throw error;
                failures.Add(new Skipped(set.NameOf(samples[position]), error.Reason));
                continue;
            }
            if (kept.Count != position)
                pixels.AsSpan(position * length, length).CopyTo(pixels.AsSpan(kept.Count * length));
            kept.Add(position);
            if (!isFramed && slots[position].Size != frame.Size)
                resized = resized.First is null
                    ? (set.NameOf(samples[position]), slots[position].Size, 1)
                    : (resized.First, resized.Size, resized.Count + 1);
        }
        return new LoadedBatch(frame, pixels)
        {
            Samples = [.. kept.Select(position => samples[position])],
            Labels = [.. kept.Select(position => slots[position].Label)],
            SourceSizes = [.. kept.Select(position => isFramed ? slots[position].Size : frame.Size)],
            Failures = failures,
            Resized = resized,
        };
    }
}
