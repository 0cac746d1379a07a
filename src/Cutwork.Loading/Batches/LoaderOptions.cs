using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>What a <see cref="Loader{T}"/> makes of a data set.</summary>
public sealed record LoaderOptions
{
    /// <summary>Height and width of every image of a batch.</summary>
    public required Size Size { get; init; }

    /// <summary>Samples in a batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = AtLeastOne(value, nameof(BatchSize), "sample");
    } = 128;

    /// <summary>Channels of a batch: 3, or 1 for gray data sets. Gray pictures serve all three.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither 1 nor 3.</exception>
    public int Channels
    {
        get;
        init =>
            field = value is 1 or 3
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Channels),
                    value,
                    "A batch has 3 channels (red, green, blue) or 1 (gray)."
                );
    } = 3;

    /// <summary>True for NHWC, as channels-last tensors lie in memory; false for NCHW.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>What is painted, by epoch.</summary>
    public Func<int, Recipe> RecipeAt { get; init; } = _ => Recipe.None;

    /// <summary>The same recipe in every epoch.</summary>
    public Recipe Recipe
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            RecipeAt = _ => value;
        }
    }

    /// <summary>Where images find those that they are mixed with: in their batch, or in a second pass over the data set.</summary>
    public PartnerStream Partners { get; init; }

    /// <summary>Of all that is random: order and recipe.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which sample comes when; all of them shuffled where left out.</summary>
    public SampleOrder? Order { get; init; }

    /// <summary>This process's part, where several train together.</summary>
    public Shard Shard { get; init; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>The numbers of the pixels; ImageNet's normalized ones for floats and its bytes for bytes where left out.</summary>
    public Palette? Palette { get; init; }

    /// <summary>How a picture comes to <see cref="Size"/>, where the recipe has no policy that says it (crops, flips).</summary>
    public Framing Framing { get; init; } = Framing.CenterCrop;

    /// <summary>
    /// How pixels are weighed where a view has another size than the batch: <see cref="Filter.Bilinear"/> and <see cref="Filter.Bicubic"/> as in
    /// Pillow, hence torchvision and timm; <see cref="Filter.BilinearPlain"/> as in OpenCV, hence Albumentations. Masks are always shown by
    /// <see cref="Filter.Nearest"/>.
    /// </summary>
    /// <remarks>
    /// The antialiased two decode a JPEG file at a half, a quarter or an eighth where its part is at least twice, four or eight times the batch's
    /// size. The other two take single pixels of the file, so it is decoded in its own size, which costs up to several times as much.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">None of the four.</exception>
    public Filter Filter
    {
        get;
        init =>
            field = Enum.IsDefined(value)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Filter),
                    value,
                    $"Filter must be one of {string.Join(", ", Enum.GetNames<Filter>())}."
                );
    } = Filter.Bilinear;

    /// <summary>
    /// Which objects are in <see cref="LoadedBatch{T}.BoxesOf"/>, and how far their boxes reach, once views and strokes have covered and brought some; all
    /// of which anything is seen, unless set.
    /// </summary>
    public BoxRule BoxRule
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(BoxRule));
            field = value;
        }
    } = BoxRule.Default;

    /// <summary>Whether batches have <see cref="LoadedBatch{T}.Masks"/>: of a set whose samples have some.</summary>
    public bool Masks { get; init; }

    /// <summary>What masks hold beyond their source, as where it is padded: 0 for the background, or what the loss ignores, as 255.</summary>
    public byte MaskPadding { get; init; }

    /// <summary>What masks hold where their image was erased, as 255 for what the loss ignores; they keep their class there unless set.</summary>
    public byte? MaskErased { get; init; }

    /// <summary>
    /// The number of classes for which workers write <see cref="LoadedBatch{T}.SoftTargets"/>, as <c>set.Classes.Count</c>; none are written where
    /// left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Classes
    {
        get;
        init => field = value is { } classes ? AtLeastOne(classes, nameof(Classes), "class") : null;
    }

    /// <summary>Label smoothing of <see cref="LoadedBatch{T}.SoftTargets"/>, from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in that range.</exception>
    public double LabelSmoothing
    {
        get;
        init => field = Share(value, nameof(LabelSmoothing));
    }

    /// <summary>
    /// Whether batches keep their images as they were before they were painted (<see cref="LoadedBatch{T}.SourceOf"/>): for pictures of what was done,
    /// or a teacher that sees what its student does not. It costs their memory, H · W · channels bytes an image, until the batch is disposed.
    /// </summary>
    public bool KeepSources { get; init; }

    /// <summary>What to do with a sample that cannot be read.</summary>
    public OnDamage OnDamage { get; init; }

    /// <summary>Threads that read, decode and paint; as many as there are processors where left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Workers
    {
        get;
        init => field = AtLeastOne(value, nameof(Workers), "worker");
    } = Environment.ProcessorCount;

    /// <summary>Batches that are being made or wait for the consumer, at most; those that it holds come on top.</summary>
    /// <remarks>
    /// What a reading holds at most, in bytes, whatever the number of samples:
    /// <code>
    ///   (BatchesInFlight + held) · B       B: N · C · H · W elements, for each sample H · W of mask (twice that where mixup blends) and 4 · classes of soft targets, and the plan
    /// + BatchesInFlight · S · C · H · W    S: samples read for a batch, N, or 2 · N with a second stream; what is shown of them, in bytes, and H · W of mask
    /// + Workers · (24 · P + 8 · F + 1 MiB) P: pixels of the largest picture, F: bytes of the largest file
    /// </code>
    /// Memory for B is rounded up by a quarter at most, and a last batch that is less than half full has its own. Of packs the second line
    /// is what has to be resampled, and the third 1 MiB a worker; of sets that are neither packs nor files, the second has all that
    /// their samples' pictures hold. Usual JPEG files take 3 bytes for each pixel that is shown, not 24; others are decoded whole by libraries. The set itself
    /// comes on top: a folder has its files' names.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BatchesInFlight
    {
        get;
        init => field = AtLeastOne(value, nameof(BatchesInFlight), "batch");
    } = 3;

    /// <summary>
    /// Is told of every step in order, just before its batch is delivered, or when all its samples were skipped: never by a worker, and never twice at
    /// once for one reading.
    /// </summary>
    /// <remarks>
    /// It is called by whoever reads; an exception of it ends the epoch and is the reader's. <see cref="Progress{T}"/> passes what it is told on to
    /// another thread, where it may arrive later and in another order.
    /// </remarks>
    public IProgress<LoaderProgress>? Progress { get; init; }

    /// <summary>The batches of an epoch.</summary>
    internal BatchOrder BatchOrder(int samples) =>
        new(Order ?? SampleOrder.Shuffled(samples), BatchSize, Shard, DropLast);

    private static double Share(double value, string name) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share: it must be from 0 to 1.");

    private static int AtLeastOne(int value, string name, string what) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1 {what}.");
}
