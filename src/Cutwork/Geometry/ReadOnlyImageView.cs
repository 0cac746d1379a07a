namespace Cutwork;

/// <summary>One image in memory that is read: a span and its <see cref="Layout"/>.</summary>
/// <typeparam name="T">The element: <see cref="byte"/> or <see cref="float"/>.</typeparam>
public readonly ref struct ReadOnlyImageView<T>
    where T : unmanaged
{
    /// <summary>Views the start of <paramref name="data"/> as one image.</summary>
    /// <exception cref="ArgumentException">The span is shorter than the layout's extent.</exception>
    public ReadOnlyImageView(ReadOnlySpan<T> data, Layout layout)
    {
        Data = data[..Extents.Check(data.Length, layout.Extent, "image")];
        Layout = layout;
    }

    /// <summary>The elements, padding included.</summary>
    public ReadOnlySpan<T> Data { get; }

    /// <summary>Where each element lies.</summary>
    public Layout Layout { get; }

    /// <summary>Height and width.</summary>
    public Size Size => Layout.Size;

    /// <summary>Channels.</summary>
    public int Channels => Layout.Channels;

    /// <summary>The element (channel, y, x).</summary>
    public T this[int channel, int y, int x] => Data[Layout.Offset(channel, y, x)];

    /// <summary>The channels from <paramref name="first"/> on, <paramref name="count"/> of them, of the same memory.</summary>
    public ReadOnlyImageView<T> Slice(int first, int count) =>
        new(
            Data[(first * Layout.ChannelStride)..],
            new Layout(Size, count, Layout.ChannelStride, Layout.RowStride, Layout.PixelStride)
        );

    /// <summary>The pixels of a part, of the same memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or reaches over the border.</exception>
    public ReadOnlyImageView<T> Slice(Region part) =>
        !part.IsEmpty && part.FitsIn(Size)
            ? new(
                Data[Layout.Offset(0, part.Top, part.Left)..],
                new Layout(
                    new Size(part.Height, part.Width),
                    Channels,
                    Layout.ChannelStride,
                    Layout.RowStride,
                    Layout.PixelStride
                )
            )
            : throw new ArgumentOutOfRangeException(
                nameof(part),
                $"The part ({part}) must have pixels, and lie within the image's {Size}: cut it with Region.Clip first."
            );
}
