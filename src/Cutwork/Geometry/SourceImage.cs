namespace Cutwork;

/// <summary>One image of bytes anywhere in memory, with the window of it that a batch shows.</summary>
/// <remarks>The memory is read while a call runs, and never kept. Images of one batch may differ in size, layout and window.</remarks>
public readonly struct SourceImage
{
    /// <summary>An image of bytes.</summary>
    /// <param name="pixels">Its memory, from the first element on.</param>
    /// <param name="layout">
    /// Where each element lies: size and strides of the image itself, which may be larger or smaller than the batch's. One channel
    /// serves all channels of the batch; four-byte pixels are <c>new Layout(size, channels: 3, 1, rowStride, 4)</c>.
    /// </param>
    /// <param name="window">Which part is shown; the default is the upper left corner, not mirrored.</param>
    /// <exception cref="ArgumentException">The memory is shorter than the layout's extent.</exception>
    public SourceImage(ReadOnlyMemory<byte> pixels, Layout layout, Window window = default)
    {
        Pixels = pixels[..Extents.Check(pixels.Length, layout.Extent, "image")];
        Layout = layout;
        Window = window with { Mirror = Guard.Defined(window.Mirror, nameof(window)) };
    }

    /// <summary>The elements.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Where each element lies.</summary>
    public Layout Layout { get; }

    /// <summary>Which part is shown.</summary>
    public Window Window { get; }
}
