namespace Cutwork;

/// <summary>Images of one layout, one after the other in memory, that are read.</summary>
/// <typeparam name="T">The element: <see cref="byte"/> or <see cref="float"/>.</typeparam>
public readonly ref struct ReadOnlyImageBatch<T>
    where T : unmanaged
{
    /// <summary>
    /// Views <paramref name="data"/> as <paramref name="count"/> images, <paramref name="imageStride"/> elements apart (0:
    /// without a gap).
    /// </summary>
    /// <exception cref="ArgumentException">The span is too short, or the images would overlap.</exception>
    public ReadOnlyImageBatch(ReadOnlySpan<T> data, Layout layout, int count, int imageStride = 0)
    {
        ImageStride = imageStride == 0 ? Extents.Packed(layout) : imageStride;
        Data = data[..Extents.Check(data.Length, Extents.OfBatch(layout, count, ImageStride), "batch")];
        Layout = layout;
        Count = count;
    }

    /// <summary>The elements of all images.</summary>
    public ReadOnlySpan<T> Data { get; }

    /// <summary>The layout of each image.</summary>
    public Layout Layout { get; }

    /// <summary>Images, at least 1.</summary>
    public int Count { get; }

    /// <summary>Elements from an image's first to the next image's first.</summary>
    public int ImageStride { get; }

    /// <summary>The image at a place in the batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ReadOnlyImageView<T> this[int position] =>
        new(Data[Extents.OfImage(position, Count, ImageStride)..], Layout);
}
