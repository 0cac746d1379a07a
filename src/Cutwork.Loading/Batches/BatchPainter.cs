using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>From samples to a painted batch.</summary>
internal sealed class BatchPainter
{
    private static readonly ApplyOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private readonly LoaderOptions options;
    private readonly Recipe recipe;
    private readonly Key key;
    private readonly Layout layout;

    public BatchPainter(LoaderOptions options, Key key, FramingMemory memory)
    {
        this.options = options;
        this.key = key;
        recipe =
            options.RecipeAt(key.Epoch)
            ?? throw new InvalidOperationException(
                $"LoaderOptions.RecipeAt gave no recipe for epoch {key.Epoch}; Recipe.None leaves images as they are."
            );
        layout = LayoutOf(options);
        Framer = new Framer(options, recipe, key, memory);
        Targets = new TargetFramer(options, Framer);
    }

    /// <summary>True where a partner is read for every sample.</summary>
    public bool ReadsPartners => options.Partners == PartnerStream.Second && recipe.Mixes;

    /// <summary>What brings the samples to the batch's size.</summary>
    public Framer Framer { get; }

    /// <summary>What brings their boxes and masks there.</summary>
    public TargetFramer Targets { get; }

    /// <summary>Refuses what would fail at the first batch.</summary>
    public static void Check<T>(LoaderOptions options)
        where T : unmanaged
    {
        if (options.Size == default)
            throw new ArgumentException(
                "The batch's images need a size of at least 1×1 (LoaderOptions.Size).",
                nameof(options)
            );
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(float) && typeof(T) != typeof(BFloat16))
            throw new ArgumentException(
                $"A loader makes batches of byte, float or BFloat16, not {typeof(T).Name}.",
                nameof(options)
            );
        long elements = (long)LayoutOf(options).Extent * options.BatchSize;
        if (elements > int.MaxValue)
            throw new ArgumentException(
                $"A batch of {options.BatchSize} images of {options.Size} has {elements} elements, more than a span can hold ({int.MaxValue}): "
                    + "give a smaller batch or size.",
                nameof(options)
            );
        // One pixel painted says at once what every batch would.
        var pixel = new Size(1, 1);
        var layout = Layout.Interleaved(pixel, options.Channels);
        Collate(
            Recipe.None.Draw(new Key(0), Scene.Range(pixel, 0, 1)),
            [new SourceImage(new byte[layout.Extent], layout)],
            new ImageBatch<T>(new T[layout.Extent], layout, 1),
            PaletteOf<T>(options)
        );
    }

    /// <summary>Draws, and paints what was read; null where nothing was.</summary>
    /// <param name="slot">What was read.</param>
    /// <param name="memory">Where the batch lies.</param>
    /// <param name="nameOf">The name of a sample.</param>
    public LoadedBatch<T>? Paint<T>(BatchSlot<T> slot, LoaderMemory memory, Func<int, string> nameOf)
        where T : unmanaged
    {
        (StepSamples samples, int[] labels) = (slot.Samples, slot.Labels);
        if (slot.Failures is not null)
            (samples, labels, slot.Skipped) = LeaveOut(slot, nameOf);
        int read = samples.Indexes.Length;
        if (read == 0)
            return null;

        int count = ReadsPartners ? read / 2 : read;
        Scene scene = SceneOf(samples, 0, count, slot.SourceSizes);
        if (ReadsPartners)
            scene = scene.With(SceneOf(samples, count, count, slot.SourceSizes));
        Plan plan = recipe.Draw(key, scene);
        PooledBatch<T> images = memory.Images.Rent<T>(layout, count);
        BatchTargets? targets = null;
        try
        {
            targets = new BatchTargets
            {
                Boxes = Targets.Paint(plan.AsShown(), slot.Shown),
                SoftLabels = RentSoft(memory.Targets, count),
            };
            Collate(
                plan.AsShown(),
                slot.Images.AsSpan(0, read),
                images.Open(),
                PaletteOf<T>(options),
                LabelsInto(targets.SoftLabels, labels)
            );
            Targets.PaintMasks(plan.AsShown(), slot.Shown, memory.Targets, targets);
            if (options.KeepSources)
                targets.Sources = slot.TakeSources(read, Framer);
        }
        catch
        {
            images.Dispose();
            targets?.Dispose();
            throw;
        }
        return new LoadedBatch<T>(
            images,
            plan,
            slot.Step,
            labels,
            slot.SourceSizes,
            targets,
            slot.Skipped,
            memory.Forgotten
        );
    }

    private PooledBatch<float>? RentSoft(BatchPool pool, int count) =>
        options.Classes is { } classes ? pool.Rent<float>(Layout.Planar(new Size(1, classes), 1), count) : null;

    private Targets LabelsInto(PooledBatch<float>? soft, int[] labels) =>
        soft is { } rows
            ? Cutwork.Targets.Soft(labels, rows.Open().Data, rows.Layout.Size.Width, options.LabelSmoothing)
            : Cutwork.Targets.None;

    private Scene SceneOf(StepSamples samples, int first, int count, ReadOnlySpan<Size> sourceSizes)
    {
        var scene = new Scene(options.Size, samples.Indexes.AsSpan(first, count));
        ReadOnlySpan<int> occurrences = samples.Occurrences.AsSpan(first, count);
        if (occurrences.ContainsAnyExcept(0))
            scene = scene.WithOccurrences(occurrences);
        return recipe.Frames ? scene.From(sourceSizes.Slice(first, count)) : scene;
    }

    /// <summary>
    /// Moves the samples that were read together, an image without its partner as its own partner, which leaves it unmixed; throws the first
    /// failure that may not be skipped.
    /// </summary>
    private (StepSamples Samples, int[] Labels, ImmutableArray<SkippedSample> Skipped) LeaveOut<T>(
        BatchSlot<T> slot,
        Func<int, string> nameOf
    )
        where T : unmanaged
    {
        int[] indexes = slot.Samples.Indexes;
        var samples = new List<int>(slot.Count);
        var occurrences = new List<int>(slot.Count);
        var labels = new List<int>(slot.Count);
        var skipped = ImmutableArray.CreateBuilder<SkippedSample>();
        for (int place = 0; place < slot.Count; place++)
            if (slot.Failures![place] is { } failure)
                skipped.Add(
                    options.OnDamage == OnDamage.Skip && failure is ImagingException error
                        ? new SkippedSample(indexes[place], nameOf(indexes[place]), error.Reason)
                        : throw failure
                );
        int images = ReadsPartners ? slot.Count / 2 : slot.Count;
        int kept = 0;
        for (int place = 0; place < slot.Count; place++)
        {
            if (slot.Failures![place % images] is not null)
                continue;
            int to = samples.Count;
            bool wasRead = slot.Failures[place] is null;
            int from = wasRead ? place : to - kept; // its image, which was moved already
            slot.Images[to] = slot.Images[from];
            slot.SourceSizes[to] = slot.SourceSizes[from];
            slot.Shown.Copy(from, to);
            samples.Add(wasRead ? indexes[place] : samples[from]);
            occurrences.Add(wasRead ? slot.Samples.Occurrences[place] : occurrences[from]);
            labels.Add(wasRead ? slot.Labels[place] : labels[from]);
            kept += place < images ? 1 : 0;
        }
        return (new StepSamples([.. samples], [.. occurrences]), [.. labels], skipped.ToImmutable());
    }

    private static void Collate<T>(
        Plan plan,
        ReadOnlySpan<SourceImage> sources,
        ImageBatch<T> batch,
        Palette palette,
        Targets targets = default
    )
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            plan.Collate(sources, As<T, float>(batch), palette, targets, OneThread);
        else if (typeof(T) == typeof(BFloat16))
            plan.Collate(sources, As<T, BFloat16>(batch), palette, targets, OneThread);
        else
            plan.Collate(sources, As<T, byte>(batch), palette, targets, OneThread);
    }

    /// <summary>The same batch under the type that its element is known to be.</summary>
    private static ImageBatch<TKnown> As<T, TKnown>(ImageBatch<T> batch)
        where T : unmanaged
        where TKnown : unmanaged =>
        new(MemoryMarshal.Cast<T, TKnown>(batch.Data), batch.Layout, batch.Count, batch.ImageStride);

    private static Layout LayoutOf(LoaderOptions options) =>
        options.ChannelsLast
            ? Layout.Interleaved(options.Size, options.Channels)
            : Layout.Planar(options.Size, options.Channels);

    private static Palette PaletteOf<T>(LoaderOptions options)
    {
        if (options.Palette is not null)
            return options.Palette;
        Palette palette = typeof(T) == typeof(byte) ? Palette.Bytes : Palette.ImageNet;
        return options.Channels == 1 ? palette.ToGray() : palette;
    }
}
