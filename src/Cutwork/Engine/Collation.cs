using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>
/// One pass from source images to a painted batch: every element of the destination is written once, when its last word is known.
/// </summary>
/// <remarks>
/// <code>
/// plan ─ Composition ─ bands × segments ─┬ own pixels, pasted partner ─ Gatherer ─ convert ─┐
///                                        ├ blended pair               ─ Gatherer ─ mix     ─┼─ destination, or a stage of a few rows
///                                        ├ color, noise                                    ─┤   that then streams into it
///                                        └ several layers at once     ─ StagedRows         ─┘
/// </code>
/// A band with one segment runs straight into the destination, rows joined where memory allows. A band with several is put together in
/// the cache first, where segments may begin at any column, and is then moved out in whole lines.
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

    private Plan plan = null!;
    private Palette palette = null!;
    private TIn* sources;
    private nint sourceStride;
    private Layout sourceLayout;
    private SourceImage[] images = [];
    private bool hasImages;
    private TOut* destination;
    private nint destinationStride;
    private Layout layout;
    private Order order;
    private Tones tones = null!;
    private TIn[] padding = [];
    private bool streams;
    private bool erases;
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
        Collation<TIn, TWork, TOut> collation = idle ?? new();
        idle = null; // a source's memory may run code of the caller's, which may collate
        if (collation.images.Length < images.Length)
            collation.images = new SourceImage[images.Length];
        images.CopyTo(collation.images);
        collation.hasImages = true;
        try
        {
            collation.Run(plan, 0, destination, palette, options);
        }
        finally
        {
            collation.images.AsSpan(0, images.Length).Clear();
            idle = collation;
        }
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
        Collation<TIn, TWork, TOut> collation = idle ?? new();
        idle = null;
        fixed (TIn* memory = sources.Data)
        {
            collation.sources = memory;
            collation.sourceStride = sources.ImageStride;
            collation.sourceLayout = sources.Layout;
            collation.hasImages = false;
            try
            {
                collation.Run(plan, first, destination, palette, options);
            }
            finally
            {
                collation.sources = null;
                idle = collation;
            }
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
        Collation<TIn, TWork, TOut> collation = idle ?? new();
        idle = null;
        fixed (TOut* memory = images.Data)
        {
            collation.sources = (TIn*)memory;
            collation.sourceStride = images.ImageStride;
            collation.sourceLayout = images.Layout;
            collation.hasImages = false;
            collation.erases = true;
            collation.fromStage = fromStage;
            collation.toStage = toStage;
            try
            {
                collation.Run(plan, 0, images, palette, options);
            }
            finally
            {
                collation.sources = null;
                collation.erases = false;
                idle = collation;
            }
        }
    }

    private void Run(Plan painted, int from, ImageBatch<TOut> batch, Palette colors, ApplyOptions options)
    {
        first = from;
        count = batch.Count;
        plan = painted;
        palette = colors;
        layout = batch.Layout;
        order =
            layout.IsPlanar ? Order.Planar
            : layout.IsInterleaved && (typeof(TIn) == typeof(TOut) || Tone.Closes(Channels)) ? Order.Interleaved
            : Order.Strided;
        long imageBytes = (long)layout.Elements * sizeof(TOut);
        long bytes = imageBytes * count;
        streams = bytes >= options.StreamsFrom && !erases;
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
            try
            {
                Run(
                    (count + partImages - 1) / partImages,
                    bytes < options.ThreadsFrom ? 1 : options.Threads,
                    options.Cancellation
                );
            }
            finally
            {
                destination = null;
                plan = null!;
            }
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

    private void SetPadding(Paint paint)
    {
        if (padding.Length < Channels)
            padding = new TIn[Channels];
        if (typeof(TIn) != typeof(byte) || !hasImages)
            return;
        for (int channel = 0; channel < Channels; channel++)
            padding[channel] = (TIn)(object)(byte)tones.Bytes.Fill(paint, channel);
    }

    private ImageSource<TIn> SourceOf(int position)
    {
        if (!hasImages)
            return new(
                new ReadOnlySpan<TIn>(sources + position * sourceStride, sourceLayout.Extent),
                sourceLayout,
                default
            );
        ref SourceImage image = ref images[position];
        return new(
            MemoryMarshal.Cast<byte, TIn>(image.Pixels.Span),
            image.Layout,
            Near(image.Window, image.Layout.Size)
        );
    }

    /// <summary>A window that shows the same and is at most its own size away from its image: its places can be added up.</summary>
    private Window Near(Window window, Size size) =>
        window with
        {
            Top = Math.Clamp(window.Top, -layout.Size.Height, size.Height),
            Left = Math.Clamp(window.Left, -Width, size.Width),
        };
}
