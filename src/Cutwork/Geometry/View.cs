namespace Cutwork;

/// <summary>Which part of its source an image shows, before it is brought to the batch's size: a crop, and whether it is mirrored.</summary>
/// <remarks>
/// <code>
/// source                     view                   image of the batch
/// ┌───────────────┐
/// │   ┌───────┐   │          ┌───────┐ resampled    ┌────────┐
/// │   │ crop  │   │    →     │ crop  │      →       │  Size  │ mirrored, where asked
/// │   └───────┘   │          └───────┘              └────────┘
/// └───────────────┘   what a crop has beyond its source is padding
/// </code>
/// </remarks>
public readonly record struct View
{
    /// <summary>A part of a source.</summary>
    /// <param name="sourceSize">The source's size in pixels.</param>
    /// <param name="crop">The part in the source's rows and columns; it may reach beyond, and must not be empty.</param>
    /// <param name="mirror">Whether left and right are exchanged after cropping.</param>
    /// <exception cref="ArgumentException">The source or the crop is empty.</exception>
    public View(Size sourceSize, Region crop, Mirror mirror = Mirror.None)
    {
        if (sourceSize == default)
            throw new ArgumentException("A view needs the size of its source, at least 1×1.", nameof(sourceSize));
        if (crop.IsEmpty)
            throw new ArgumentException(
                $"A view of a source of {sourceSize} shows nothing of it; a crop has at least 1×1 pixels.",
                nameof(crop)
            );
        SourceSize = sourceSize;
        Crop = crop;
        Mirror = Guard.Defined(mirror, nameof(mirror));
    }

    /// <summary>The source's size in pixels.</summary>
    public Size SourceSize { get; }

    /// <summary>The part that is shown, in the source's rows and columns.</summary>
    public Region Crop { get; }

    /// <summary>Whether left and right are exchanged.</summary>
    public Mirror Mirror { get; }

    /// <summary>The crop's height and width.</summary>
    public Size Size => new(Crop.Height, Crop.Width);

    /// <summary>All of a source, as it is.</summary>
    public static View Whole(Size sourceSize) => new(sourceSize, Region.Whole(sourceSize));

    /// <summary>A part of what this view shows, in its own rows and columns: what is left in it is left in the part.</summary>
    /// <exception cref="ArgumentException">The part is empty.</exception>
    public View Part(Region part) =>
        new(
            SourceSize,
            new Region(
                Crop.Top + part.Top,
                Crop.Left + (Mirror == Mirror.Horizontal ? Crop.Width - part.Right : part.Left),
                part.Height,
                part.Width
            ),
            Mirror
        );

    /// <summary>The same part with left and right exchanged once more.</summary>
    public View Flipped() => new(SourceSize, Crop, Mirror == Mirror.Horizontal ? Mirror.None : Mirror.Horizontal);

    /// <summary>
    /// Where a rectangle of the source is shown: <c>view.Show(box, size, out double visible)</c>; null where the view shows nothing of it.
    /// </summary>
    /// <param name="box">In the source's rows and columns, a <see cref="Region"/> or a box with edges within pixels.</param>
    /// <param name="size">The size that the view is brought to.</param>
    /// <param name="visible">The share of its area that lies in the crop, from 0 to 1.</param>
    /// <returns>What is left of it, in rows and columns of the image of that size, which it fits in.</returns>
    /// <exception cref="ArgumentException">The size is empty.</exception>
    public Box? Show(Box box, Size size, out double visible) =>
        Show(box.Top, box.Left, box.Bottom, box.Right, size, out visible);

    /// <inheritdoc cref="Show(Box, Size, out double)"/>
    /// <remarks>A region without pixels is shown nowhere.</remarks>
    public Box? Show(Region box, Size size, out double visible) =>
        Show(box.Top, box.Left, box.Bottom, box.Right, size, out visible);

    private Box? Show(double top, double left, double bottom, double right, Size size, out double visible)
    {
        if (size == default)
            throw new ArgumentException("What is shown needs the size of an image, at least 1×1.", nameof(size));
        double area = (bottom - top) * (right - left);
        (top, bottom) = (Math.Max(top, Crop.Top), Math.Min(bottom, Crop.Bottom));
        (left, right) = (Math.Max(left, Crop.Left), Math.Min(right, Crop.Right));
        if (bottom <= top || right <= left)
        {
            visible = 0;
            return null;
        }
        visible = (bottom - top) * (right - left) / area;
        (left, right) =
            Mirror == Mirror.Horizontal
                ? (Crop.Right - right, Crop.Right - left)
                : (left - Crop.Left, right - Crop.Left);
        (float upper, float lower) = Scaled(top - Crop.Top, bottom - Crop.Top, Crop.Height, size.Height);
        (float first, float last) = Scaled(left, right, Crop.Width, size.Width);
        return new Box(upper, first, lower, last);
    }

    private static (float From, float To) Scaled(double from, double to, int before, int after)
    {
        float start = (float)(from * after / before);
        float end = (float)(to * after / before);
        return (start < end ? start : MathF.BitDecrement(end), end); // two edges may round to one
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Crop} of {SourceSize}{(Mirror == Mirror.Horizontal ? ", mirrored" : "")}";
}
