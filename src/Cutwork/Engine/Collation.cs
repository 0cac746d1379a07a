namespace Cutwork;

/// <summary>
/// One pass from source images to a painted batch: every element of the destination is written once, when its last word is known.
/// </summary>
/// <remarks>
/// <code>
/// plan ─ Composition ─ bands of rows ─┬ one ground, a box of one color over it ─ one run a row: convert or mix, covered in passing
///                                     ├ sources side by side                   ─ one run a row, the source chosen turn by turn
///                                     ├ segments that have no common ground    ─ a run a segment: source, blend, color, noise
///                                     └ several layers on the same pixels      ─ a few rows at a time, stage by stage
/// </code>
/// Small images without blends are put together as bytes first and converted in one run. Rows are read where they are, and joined where memory allows; those that are mirrored, padded or of another order are gathered first.
/// Copies alone (byte to byte, float to float) are put together in the cache where a band has several segments, and moved out in
/// whole lines.
/// </remarks>
/// <typeparam name="TIn">Elements of the sources: byte or float.</typeparam>
/// <typeparam name="TWork">Elements in which layers are laid over each other: byte for bytes, else float.</typeparam>
/// <typeparam name="TOut">Elements of the destination: byte, float or <see cref="BFloat16"/>.</typeparam>
internal sealed unsafe partial class Collation<TIn, TWork, TOut> : Crew
    where TIn : unmanaged
    where TWork : unmanaged
    where TOut : unmanaged
{
    /// <summary>Bytes of a destination that a thread takes at a time, at least one image.</summary>
    private const long PartBytes = 128 << 10;

    /// <summary>Bytes of the rows that are put together before they stream out: they stay in the first-level cache.</summary>
    private const int StageBytes = 20 << 10;

    /// <summary>Bytes of sources that are brought into another order at a time.</summary>
    private const int GatherBytes = 12 << 10;

    [ThreadStatic]
    private static Collation<TIn, TWork, TOut>? idle;

    private readonly Sources<TIn> sources = new();
    private Plan plan = null!;
    private Palette palette = null!;
    private TOut* destination;
    private nint destinationStride;
    private Layout layout;
    private Region whole;
    private Order order;
    private Tones tones = null!;
    private TIn[] padding = [];
    private bool readsRows;
    private bool readsInterleaved;
    private bool streams;
    private bool erases;
    private bool putsTogether;
    private int fromStage;
    private int toStage;
    private int first;
    private int count;
    private int partImages;
    private int levels;

    private enum Order
    {
        Planar,
        Interleaved,
        Strided,
    }

    private int Channels => layout.Channels;

    private int Width => layout.Size.Width;

    /// <summary>From images anywhere in memory.</summary>
    public static void Run(
        Plan plan,
        ReadOnlySpan<SourceImage> images,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options
    )
    {
        if (StageGroups.AreNeededFor(plan))
            StageGroups.Run<TWork, TOut>(plan, images, destination, palette, options);
        else
            RunOnePass(plan, images, destination, palette, options);
    }

    /// <summary>The same, whatever its stages.</summary>
    public static void RunOnePass(
        Plan plan,
        ReadOnlySpan<SourceImage> images,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options
    )
    {
        Collation<TIn, TWork, TOut> collation = Rent();
        collation.sources.Take(images, destination.Layout.Size);
        collation.Run(plan, 0, destination, palette, options);
    }

    /// <summary>From a batch of one layout; the destination holds the images from <paramref name="first"/> on.</summary>
    public static void Run(
        Plan plan,
        ReadOnlyImageBatch<TIn> sources,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options,
        int first = 0
    )
    {
        if (StageGroups.AreNeededFor(plan))
            StageGroups.Run<TIn, TWork, TOut>(plan, sources, destination, palette, options, first);
        else
            RunOnePass(plan, sources, destination, palette, options, first);
    }

    /// <summary>The same, whatever its stages.</summary>
    public static void RunOnePass(
        Plan plan,
        ReadOnlyImageBatch<TIn> sources,
        ImageBatch<TOut> destination,
        Palette palette,
        ApplyOptions options,
        int first = 0
    )
    {
        Collation<TIn, TWork, TOut> collation = Rent();
        fixed (TIn* memory = sources.Data)
        {
            collation.sources.Take(memory, sources.ImageStride, sources.Layout);
            collation.Run(plan, first, destination, palette, options);
        }
    }

    /// <summary>Erases where the images are: the erasers of some stages; partners' strokes among them are left out.</summary>
    public static void RunErasers(
        Plan plan,
        ImageBatch<TOut> images,
        Palette palette,
        ApplyOptions options,
        int fromStage,
        int toStage
    )
    {
        Collation<TIn, TWork, TOut> collation = Rent();
        collation.erases = true;
        collation.fromStage = fromStage;
        collation.toStage = toStage;
        fixed (TOut* memory = images.Data)
        {
            collation.sources.Take((TIn*)memory, images.ImageStride, images.Layout);
            collation.Run(plan, 0, images, palette, options);
        }
    }

    /// <summary>This thread's, until its run ends; another one where it is in use: a source's memory may run code of the caller's, which may collate.</summary>
    private static Collation<TIn, TWork, TOut> Rent()
    {
        Collation<TIn, TWork, TOut> collation = idle ?? new();
        idle = null;
        return collation;
    }

    private void Run(Plan painted, int from, ImageBatch<TOut> batch, Palette colors, ApplyOptions options)
    {
        try
        {
            first = from;
            count = batch.Count;
            plan = painted;
            palette = colors;
            layout = batch.Layout;
            whole = Region.Whole(layout.Size);
            order =
                layout.IsPlanar ? Order.Planar
                : layout.IsInterleaved && (typeof(TIn) == typeof(TOut) || Tone.Closes(Channels)) ? Order.Interleaved
                : Order.Strided;
            SetReading();
            long imageBytes = (long)layout.Elements * sizeof(TOut);
            long bytes = imageBytes * count;
            streams = bytes >= options.StreamsFrom && !erases;
            putsTogether =
                typeof(TIn) != typeof(TOut)
                && order != Order.Strided
                && !erases
                && !streams // 64×64 pasted, past the caches: 2.1 instead of 1.9 µs an image (Zen 4)
                && layout.Elements <= Math.Min(options.TogetherTo, GatherElements);
            levels = 1;
            foreach (Stage stage in plan.Stages)
                levels += stage.IsErasing ? 0 : 1;
            partImages = (int)Math.Clamp(PartBytes / imageBytes, 1, count);
            tones = Tones.Of(colors, Channels, tones);
            SetPadding(options.Padding);
            fixed (TOut* memory = batch.Data)
            {
                destination = memory;
                destinationStride = batch.ImageStride;
                Run(
                    (count + partImages - 1) / partImages,
                    bytes < options.ThreadsFrom ? 1 : options.Threads,
                    options.Cancellation
                );
            }
        }
        finally
        {
            sources.Release();
            destination = null;
            plan = null!;
            erases = false;
            idle = this;
        }
    }

    protected override void Do(int part)
    {
        Scratch scratch = Scratch.Rent();
        try
        {
            Desk desk = DeskOf(scratch);
            int last = Math.Min((part + 1) * partImages, count);
            for (int number = part * partImages; number < last; number++)
                PaintImage(first + number, destination + number * destinationStride, scratch.Composition, desk);
        }
        finally
        {
            scratch.Return();
        }
    }

    protected override void Finish()
    {
        if (streams)
            Stream.Finish();
    }

    /// <summary>How a batch's rows are read; images of a list are asked one by one.</summary>
    private void SetReading()
    {
        readsRows = false;
        if (sources.AreListed || order == Order.Strided)
            return;
        ImageSource<TIn> source = sources[0];
        readsInterleaved = Interleaves(source);
        readsRows = readsInterleaved ? source.IsInterleaved(Channels) : source.Layout.IsPlanar;
    }

    private void SetPadding(Paint paint)
    {
        if (padding.Length < Channels)
            padding = new TIn[Channels];
        if (typeof(TIn) != typeof(byte) || !sources.AreListed)
            return;
        Palette bytes = palette.ToBytes();
        for (int channel = 0; channel < Channels; channel++)
            padding[channel] = (TIn)(object)(byte)bytes.Fill(paint, channel);
    }
}
