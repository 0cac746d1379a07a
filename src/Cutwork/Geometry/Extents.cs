namespace Cutwork;

internal static class Extents
{
    /// <summary>The extent, where a span is long enough for it.</summary>
    public static int Check(int length, int extent, string what) =>
        length >= extent
            ? extent
            : throw new ArgumentException($"The {what} takes {extent} elements, but the span holds {length}.");

    /// <summary>Elements from the first of a batch to its last.</summary>
    public static int OfBatch(Layout layout, int count, long imageStride)
    {
        Guard.AtLeast(count, 1, nameof(count), "image");
        if (count > 1 && imageStride < layout.Extent)
            throw new ArgumentException(
                $"An image takes {layout.Extent} elements, so images {imageStride} elements apart would overlap."
            );
        Int128 extent = (Int128)(count - 1) * imageStride + layout.Extent;
        return extent <= int.MaxValue
            ? (int)extent
            : throw new ArgumentException(
                $"{count} images of {layout.Size}, {imageStride} elements apart, are larger than a span can be ({int.MaxValue} elements): give smaller batches."
            );
    }

    /// <summary>Elements from one image to the next without a gap, padding inside the image included.</summary>
    /// <remarks>More than there are numbers for is as much as there are: no second image lies there.</remarks>
    public static int Packed(Layout layout)
    {
        long rows = (long)layout.RowStride * layout.Size.Height;
        long channels = (long)layout.ChannelStride * layout.Channels;
        return (int)Math.Min(int.MaxValue, Math.Max(layout.Extent, Math.Max(rows, channels)));
    }

    /// <summary>Where an image of a batch begins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such image.</exception>
    public static int OfImage(int position, int count, int imageStride) =>
        (uint)position < (uint)count
            ? position * imageStride
            : throw new ArgumentOutOfRangeException(
                nameof(position),
                position,
                $"A batch of {count} images has the places 0 to {count - 1}."
            );
}
