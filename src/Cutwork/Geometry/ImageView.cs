namespace Cutwork;

/// <summary>One image in memory that is written: a span and its <see cref="Layout"/>.</summary>
/// <typeparam name="T">The element: <see cref="byte"/> or <see cref="float"/>.</typeparam>
public readonly ref struct ImageView<T>
    where T : unmanaged
{
    /// <summary>Views the start of <paramref name="data"/> as one image.</summary>
    /// <exception cref="ArgumentException">The span is shorter than the layout's extent.</exception>
    public ImageView(Span<T> data, Layout layout)
    {
        Data = data[..Extents.Check(data.Length, layout.Extent, "image")];
        Layout = layout;
    }

    /// <summary>The elements, padding included.</summary>
    public Span<T> Data { get; }

    /// <summary>Where each element lies.</summary>
    public Layout Layout { get; }

    /// <summary>Height and width.</summary>
    public Size Size => Layout.Size;

    /// <summary>Channels.</summary>
    public int Channels => Layout.Channels;

    /// <summary>The element (channel, y, x).</summary>
    public ref T this[int channel, int y, int x] => ref Data[Layout.Offset(channel, y, x)];

    /// <summary>The channels from <paramref name="first"/> on, <paramref name="count"/> of them, of the same memory.</summary>
    public ImageView<T> Slice(int first, int count) =>
        new(
            Data[(first * Layout.ChannelStride)..],
            new Layout(Size, count, Layout.ChannelStride, Layout.RowStride, Layout.PixelStride)
        );

    /// <summary>The same image, to be read.</summary>
    public static implicit operator ReadOnlyImageView<T>(ImageView<T> view) => new(view.Data, view.Layout);
}
