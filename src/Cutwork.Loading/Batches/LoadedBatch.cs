using System.Collections.Immutable;

namespace Cutwork.Loading;

/// <summary>A painted batch with all that belongs to it. Dispose it when it is used up: its memory serves a later batch.</summary>
/// <typeparam name="T">byte, float or <see cref="BFloat16"/>.</typeparam>
public sealed class LoadedBatch<T> : IDisposable
    where T : unmanaged
{
    private PooledBatch<T>? images; // null when somebody took them
    private readonly int[] labels; // the images', then their partners' where the plan has some
    private readonly Size[] sourceSizes; // in the same order, perhaps with more
    private readonly BatchTargets targets;
    private readonly ForgottenNotice forgotten;

    internal LoadedBatch(
        PooledBatch<T> images,
        Plan plan,
        int step,
        int[] labels,
        Size[] sourceSizes,
        BatchTargets targets,
        ImmutableArray<SkippedSample> skipped,
        ForgottenNotice forgotten
    )
    {
        this.images = images;
        Plan = plan;
        Step = step;
        this.labels = labels;
        this.sourceSizes = sourceSizes;
        this.targets = targets;
        Skipped = skipped;
        this.forgotten = forgotten;
    }

    /// <summary>Gives back the memory of a batch that nobody disposed.</summary>
    ~LoadedBatch()
    {
        if (images is null && targets.IsEmpty)
            return;
        forgotten.Say("a batch");
        GiveBack();
    }

    /// <summary>The pixels: N images, planar or interleaved as asked for, in native memory aligned to 64 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    /// <exception cref="InvalidOperationException">They were taken.</exception>
    public ReadOnlyImageBatch<T> Images => ImageMemory.Images;

    /// <summary>The address of the first element, for tensors over this memory; valid until the batch is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    /// <exception cref="InvalidOperationException">The images were taken.</exception>
    public nint Address => ImageMemory.Address;

    /// <summary>
    /// The images' memory, which is the caller's from here on: disposing it gives it back to the loader, disposing the batch no longer does. This is how
    /// a tensor comes to own it (<c>batch.TakeImages().ToTensor()</c> of Cutwork.TorchSharp).
    /// </summary>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    /// <exception cref="InvalidOperationException">They were taken before.</exception>
    public PooledBatch<T> TakeImages()
    {
        PooledBatch<T> taken = ImageMemory;
        _ = taken.Address; // still lent?
        images = null;
        return taken;
    }

    /// <summary>What was done to the samples.</summary>
    public Plan Plan { get; }

    /// <summary>The epoch.</summary>
    public int Epoch => Plan.Key.Epoch;

    /// <summary>The step of the epoch, from 0.</summary>
    public int Step { get; }

    /// <summary>Images in the batch.</summary>
    public int Count => Plan.Count;

    /// <summary>The samples' indexes in the data set, by place in the batch.</summary>
    public ImmutableArray<int> Samples => Plan.Samples;

    /// <summary>The samples' own classes, by place; what the images show after mixing is in <see cref="SoftLabels"/> and <see cref="PairLabels"/>.</summary>
    public IReadOnlyList<int> Labels => labels.Length == Count ? labels : new ArraySegment<int>(labels, 0, Count);

    /// <summary>The sizes of the samples' pictures as they were stored, by place.</summary>
    public IReadOnlyList<Size> SourceSizes => new ArraySegment<Size>(sourceSizes, 0, Count);

    /// <summary>
    /// An image before it was painted, at the batch's size: what its view shows of its sample, as bytes. Valid until the batch, or the data set, is
    /// disposed.
    /// </summary>
    /// <param name="place">
    /// The image's place in the batch, or a partner's as strokes name it: those that were read beside the batch
    /// (<see cref="PartnerStream.Second"/>) have the places from <see cref="Count"/> on.
    /// </param>
    /// <exception cref="InvalidOperationException">They were not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public SourceImage SourceOf(int place) =>
        targets.Sources is { } sources
            ? sources.At(place)
            : throw new InvalidOperationException(
                "The images before they were painted were not kept; set LoaderOptions.KeepSources."
            );

    /// <summary>
    /// The objects that the painted image shows: its own in their sample's order, then those that came with what was mixed in, as
    /// <see cref="LoaderOptions.BoxRule"/> says; empty where there are none.
    /// </summary>
    /// <remarks>
    /// Views and strokes are in them: a box says which share of its object is seen, at which weight, and whose it is. <see cref="SeenBox.Id"/> is the
    /// object's number in its sample.
    /// </remarks>
    /// <param name="place">The image's place in the batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ImmutableArray<SeenBox> BoxesOf(int place)
    {
        if ((uint)place >= (uint)Count)
            throw new ArgumentOutOfRangeException(
                nameof(place),
                place,
                $"The batch has {Count} images: places are 0 to {Count - 1}."
            );
        return targets.Boxes is { } boxes ? boxes[place] : [];
    }

    /// <summary>
    /// The masks of the painted images, N · H · W bytes image by image: the class of each pixel plus 1, 0 for the background,
    /// <see cref="LoaderOptions.MaskPadding"/> beyond the source, <see cref="LoaderOptions.MaskErased"/> where it was erased.
    /// </summary>
    /// <exception cref="InvalidOperationException">They were not asked for, or the batch's images are blended: see <see cref="MaskPairs"/>.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public ReadOnlyImageBatch<byte> Masks => HardMaskMemory.Images;

    /// <summary>True where images of the batch are blended (mixup), so that each has two masks.</summary>
    public bool HasMaskPairs => targets.SecondMasks is not null;

    /// <summary>
    /// The own masks of blended images, their partners', and for each image the weight of its own:
    /// <c>loss = weight · loss(first) + (1 − weight) · loss(second)</c>, pixel by pixel. Where nothing is blended both are the same and weigh 1.
    /// </summary>
    /// <exception cref="InvalidOperationException">They were not asked for, or taken.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public void MaskPairs(
        out ReadOnlyImageBatch<byte> first,
        out ReadOnlyImageBatch<byte> second,
        out ReadOnlySpan<float> weights
    )
    {
        first = MaskMemory.Images;
        second = (targets.SecondMasks ?? MaskMemory).Images;
        weights = targets.MaskWeights ?? Enumerable.Repeat(1f, Count).ToArray();
    }

    /// <summary>The address of the first mask's first byte, for tensors over this memory; valid until the batch is disposed.</summary>
    /// <exception cref="InvalidOperationException">They were not asked for.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public nint MaskAddress => HardMaskMemory.Address;

    /// <summary>
    /// What <see cref="SoftLabels"/> gives for <see cref="LoaderOptions.Classes"/> and <see cref="LoaderOptions.LabelSmoothing"/>, ready made: N ·
    /// classes weights, row by row; valid until the batch is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">They were not asked for.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public ReadOnlySpan<float> SoftTargets => SoftMemory.Images.Data;

    /// <summary>The memory of <see cref="SoftTargets"/>, which is the caller's from here on, as <see cref="TakeImages"/>: N · 1 · 1 · classes.</summary>
    /// <exception cref="InvalidOperationException">They were not asked for, or taken before.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public PooledBatch<float> TakeSoftTargets()
    {
        PooledBatch<float> taken = SoftMemory;
        _ = taken.Address;
        targets.SoftLabels = null;
        return taken;
    }

    /// <summary>The memory of <see cref="Masks"/>, which is the caller's from here on, as <see cref="TakeImages"/>: N · 1 · H · W.</summary>
    /// <exception cref="InvalidOperationException">They were not asked for, or taken before.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public PooledBatch<byte> TakeMasks()
    {
        PooledBatch<byte> taken = HardMaskMemory;
        _ = taken.Address;
        targets.Masks = null;
        return taken;
    }

    /// <summary>The address of the first weight of <see cref="SoftTargets"/>, for tensors over this memory; valid until the batch is disposed.</summary>
    /// <exception cref="InvalidOperationException">They were not asked for.</exception>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public nint SoftTargetAddress => SoftMemory.Address;

    /// <summary>
    /// Samples of this step that could not be read. One that should have been a partner (<see cref="PartnerStream.Second"/>) leaves its image
    /// in the batch, unmixed.
    /// </summary>
    public ImmutableArray<SkippedSample> Skipped { get; }

    /// <summary>The weight of every class for every image, N · classes numbers, row by row; rows sum to 1.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="smoothing">Label smoothing, from 0 to 1.</param>
    /// <exception cref="ArgumentException">A label is not below the number of classes.</exception>
    public float[] SoftLabels(int classes, double smoothing = 0)
    {
        if (classes < 1 || (long)Count * classes > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(classes),
                classes,
                $"Soft labels have from 1 class on, and for {Count} images at most {Array.MaxLength / Count}."
            );
        float[] soft = new float[Count * classes];
        Plan.Apply(labels, soft, classes, smoothing);
        return soft;
    }

    /// <summary>Each image's own class, its partner's, and the weight λ of the own: loss = λ · loss(first) + (1 − λ) · loss(second).</summary>
    /// <exception cref="ArgumentException">An image has more than one partner; use <see cref="SoftLabels"/>.</exception>
    public (int[] First, int[] Second, float[] Lambda) PairLabels()
    {
        int[] first = new int[Count];
        int[] second = new int[Count];
        float[] lambda = new float[Count];
        Plan.Apply(labels, first, second, lambda);
        return (first, second, lambda);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        GiveBack();
    }

    private void GiveBack()
    {
        images?.Dispose();
        targets.Dispose();
    }

    private PooledBatch<T> ImageMemory =>
        images
        ?? throw new InvalidOperationException("The batch's images were taken (TakeImages); use what took them.");

    private PooledBatch<byte> HardMaskMemory =>
        HasMaskPairs
            ? throw new InvalidOperationException(
                "The batch's images are blended (mixup), so that each has two masks: use MaskPairs, or a recipe that pastes (CutMix)."
            )
            : MaskMemory;

    private PooledBatch<byte> MaskMemory =>
        targets.Masks
        ?? throw new InvalidOperationException(
            "The batch has no masks: set LoaderOptions.Masks, or use what took them (TakeMasks)."
        );

    private PooledBatch<float> SoftMemory =>
        targets.SoftLabels
        ?? throw new InvalidOperationException(
            "The batch has no soft labels ready: set LoaderOptions.Classes, call SoftLabels(classes), or use what took them (TakeSoftTargets)."
        );
}
