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
        long extent = (count - 1) * imageStride + layout.Extent;
        return extent <= int.MaxValue
            ? (int)extent
            : throw new ArgumentException(
                $"{count} images of {layout.Size}, {imageStride} elements apart, are larger than a span can be ({int.MaxValue} elements): give smaller batches."
            );
    }

    /// <summary>Elements from one image to the next without a gap, padding inside the image included.</summary>
    public static int Packed(Layout layout) =>
        checked(
            Math.Max(
                layout.Extent,
                Math.Max(layout.RowStride * layout.Size.Height, layout.ChannelStride * layout.Channels)
            )
        );
}
