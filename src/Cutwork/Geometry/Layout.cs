namespace Cutwork;

/// <summary>How the elements of one image lie in memory: element (channel, y, x) is at
/// <c>channel · ChannelStride + y · RowStride + x · PixelStride</c>, in elements.</summary>
/// <remarks>
/// <code>
/// planar (CHW)                          interleaved (HWC)
///   ┌ RRRRRRRR·· ┐ ← row, RowStride       ┌ RGBRGBRGBRGB·· ┐ ← row, RowStride
///   │ RRRRRRRR·· │   PixelStride = 1      │ RGBRGBRGBRGB·· │   PixelStride = C
///   ├ GGGGGGGG·· ┤ ← ChannelStride        └ RGBRGBRGBRGB·· ┘   ChannelStride = 1
///   │ GGGGGGGG·· │                          · is padding, never read or written
///   └ …          ┘
/// </code>
/// </remarks>
public readonly record struct Layout
{
    /// <summary>Any strides under which no two elements share a place.</summary>
    /// <exception cref="ArgumentException">A stride is below 1, two elements share a place, or the image is larger than a span.</exception>
    public Layout(Size size, int channels, int channelStride, int rowStride, int pixelStride)
    {
        Size = size;
        Channels = Guard.AtLeast(channels, 1, nameof(channels), "channel");
        ChannelStride = Guard.AtLeast(channelStride, 1, nameof(channelStride), "element");
        RowStride = Guard.AtLeast(rowStride, 1, nameof(rowStride), "element");
        PixelStride = Guard.AtLeast(pixelStride, 1, nameof(pixelStride), "element");

        Span<(int Stride, int Count)> axes =
        [
            (channelStride, channels),
            (rowStride, size.Height),
            (pixelStride, size.Width),
        ];
        axes.Sort((a, b) => a.Stride != b.Stride ? a.Stride.CompareTo(b.Stride) : a.Count.CompareTo(b.Count));
        long extent = 1;
        foreach ((int stride, int count) in axes)
        {
            if (count > 1 && stride < extent)
                throw new ArgumentException(
                    $"With channel stride {channelStride}, row stride {rowStride} and pixel stride {pixelStride}, elements of "
                        + $"{channels} channels of {size} would share places; use Layout.Planar or Layout.Interleaved, or larger strides."
                );
            extent += (long)(count - 1) * stride;
            if (extent > int.MaxValue)
                throw TooLarge(size, channels);
        }
        Extent = (int)extent;
    }

    /// <summary>Height and width.</summary>
    public Size Size { get; }

    /// <summary>Channels, at least 1.</summary>
    public int Channels { get; }

    /// <summary>Elements from a pixel's channel to its next.</summary>
    public int ChannelStride { get; }

    /// <summary>Elements from a row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Elements from a pixel to its right neighbor.</summary>
    public int PixelStride { get; }

    /// <summary>Elements from the first to the last, both included.</summary>
    public int Extent { get; }

    /// <summary>Elements without padding, C · H · W.</summary>
    public int Elements => checked((int)(Size.Area * Channels));

    /// <summary>True where a row's pixels follow each other with all their channels, as in HWC.</summary>
    public bool IsInterleaved => PixelStride == Channels && (ChannelStride == 1 || Channels == 1);

    /// <summary>True where the pixels of one channel's row follow each other, as in CHW.</summary>
    public bool IsPlanar => PixelStride == 1;

    /// <summary>Channel by channel, row by row (CHW); <paramref name="rowStride"/> 0 means no padding.</summary>
    /// <exception cref="ArgumentException">As the constructor.</exception>
    public static Layout Planar(Size size, int channels, int rowStride = 0)
    {
        int row = rowStride == 0 ? size.Width : rowStride;
        long plane = (long)row * size.Height;
        if (channels == 1)
            plane = Math.Min(plane, int.MaxValue); // nothing lies a plane away
        return plane <= int.MaxValue ? new Layout(size, channels, (int)plane, row, 1) : throw TooLarge(size, channels);
    }

    /// <summary>Pixel by pixel (HWC); <paramref name="rowStride"/> 0 means no padding.</summary>
    /// <exception cref="ArgumentException">As the constructor.</exception>
    public static Layout Interleaved(Size size, int channels, int rowStride = 0)
    {
        long row = rowStride == 0 ? (long)size.Width * channels : rowStride;
        return row <= int.MaxValue ? new Layout(size, channels, 1, (int)row, channels) : throw TooLarge(size, channels);
    }

    private static ArgumentException TooLarge(Size size, int channels) =>
        new($"{channels} channels of {size} are larger than a span can be ({int.MaxValue} elements).");

    /// <summary>Where element (channel, y, x) lies.</summary>
    public int Offset(int channel, int y, int x) => channel * ChannelStride + y * RowStride + x * PixelStride;
}
