namespace Cutwork.Imaging;

/// <content>Views of sources.</content>
public sealed unsafe partial class Resampler
{
    private readonly Reused<byte> padded = new();

    /// <summary>
    /// What a view shows of its source, at the target's size: as after a crop, so that pixels around it take no part; padding beyond the source.
    /// </summary>
    /// <remarks>
    /// Masks of classes are shown beside their pictures by <see cref="Filter.Nearest"/>: each pixel is that of the source under its center.
    /// </remarks>
    /// <param name="source">1 to 4 channels of bytes in any layout.</param>
    /// <param name="view">A view of a source of this size.</param>
    /// <param name="target">As many channels, in any layout; its size is the result's.</param>
    /// <param name="filter">How pixels are weighed.</param>
    /// <param name="padding">What lies beyond the source, in every channel: black, or what stands for no class in a mask.</param>
    /// <exception cref="ArgumentException">
    /// The view is one of a source of another size, channels differ or are more than 4, or the two share memory.
    /// </exception>
    public void Show(
        ReadOnlyImageView<byte> source,
        View view,
        ImageView<byte> target,
        Filter filter = Filter.Bilinear,
        byte padding = 0
    )
    {
        Check(source, target);
        if (view.SourceSize != source.Size)
            throw new ArgumentException(
                $"The view is one of a source of {view.SourceSize}, but the source has {source.Size}.",
                nameof(view)
            );
        ReadOnlyImageView<byte> part = view.Crop.FitsIn(source.Size)
            ? source.Slice(view.Crop)
            : Padded(source, view.Crop, padding);
        Resample(part, target, filter, view.Mirror);
    }

    private ReadOnlyImageView<byte> Padded(ReadOnlyImageView<byte> source, Region crop, byte padding)
    {
        Layout from = source.Layout;
        var to = Layout.Interleaved(new Size(crop.Height, crop.Width), source.Channels);
        byte* memory = padded.Take(to.Extent);
        new Span<byte>(memory, to.Extent).Fill(padding);
        Region there = crop.Clip(source.Size);
        fixed (byte* first = source.Data)
            for (int y = there.Top; y < there.Bottom; y++)
                PixelCopy.Run(
                    first + from.Offset(0, y, there.Left),
                    from.PixelStride,
                    from.ChannelStride,
                    memory + to.Offset(0, y - crop.Top, there.Left - crop.Left),
                    to.PixelStride,
                    to.ChannelStride,
                    there.Width,
                    source.Channels
                );
        return new ReadOnlyImageView<byte>(new ReadOnlySpan<byte>(memory, to.Extent), to);
    }
}
