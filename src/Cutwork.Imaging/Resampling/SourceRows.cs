namespace Cutwork.Imaging;

/// <summary>The rows of an image as the passes read them: pixels of one to four bytes, channels one byte apart.</summary>
/// <remarks>Rows that lie otherwise, or are shorter than a vector, are copied first.</remarks>
internal sealed unsafe class SourceRows
{
    private readonly Reused<byte> copies = new();
    private byte* first;
    private Layout layout;
    private bool copied;
    private long copyBytes;

    /// <summary>Bytes from a pixel to the next, at most 4.</summary>
    public int PixelStride { get; private set; }

    /// <summary>Bytes of a row that can be read.</summary>
    public int RowBytes { get; private set; }

    /// <summary>Channels of a pixel.</summary>
    public int Channels { get; private set; }

    /// <summary>Looks at an image.</summary>
    /// <param name="from">Its first element.</param>
    /// <param name="source">Where the others lie.</param>
    /// <param name="channels">Those that are read at once.</param>
    public void View(byte* from, Layout source, int channels)
    {
        first = from;
        layout = source;
        Channels = channels;
        RowBytes = (int)Math.Min((source.Size.Width - 1L) * source.PixelStride + channels, int.MaxValue);
        copied = source.PixelStride > 4 || (channels > 1 && source.ChannelStride != 1) || RowBytes < TapBlocks.LeastRow;
        PixelStride = copied ? channels : source.PixelStride;
        if (!copied)
            return;
        RowBytes = Math.Max(checked(source.Size.Width * channels), TapBlocks.Line);
        copyBytes = RowBytes;
    }

    /// <summary>A row's first pixel; two rows are kept at a time.</summary>
    public byte* Row(int row, int copy)
    {
        byte* start = first + (nint)row * layout.RowStride;
        if (!copied)
            return start;
        byte* to = copies.Take(2 * copyBytes) + copy * copyBytes;
        PixelCopy.Run(
            start,
            layout.PixelStride,
            Channels == 1 ? 1 : layout.ChannelStride,
            to,
            Channels,
            1,
            layout.Size.Width,
            Channels
        );
        return to;
    }
}
