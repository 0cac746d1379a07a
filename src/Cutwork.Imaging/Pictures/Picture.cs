namespace Cutwork.Imaging;

/// <summary>A decoded image: bytes, row by row, the 1 (gray) or 3 (red, green, blue) channels of a pixel together.</summary>
public sealed class Picture
{
    [ThreadStatic]
    private static Resampler? resampler;

    /// <summary>Wraps <paramref name="pixels"/>, which is kept, not copied.</summary>
    /// <exception cref="ArgumentException">Channels are neither 1 nor 3, or the array is not H · W · channels long.</exception>
    public Picture(Size size, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (channels is not (1 or 3))
            throw new ArgumentException(
                $"A picture has 1 channel (gray) or 3 (RGB), not {channels}.",
                nameof(channels)
            );
        if (pixels.Length != size.Area * channels)
            throw new ArgumentException(
                $"{size} pixels of {channels} channels take {size.Area * channels} bytes, but the array holds {pixels.Length}.",
                nameof(pixels)
            );
        Layout = Layout.Interleaved(size, channels);
        Pixels = pixels;
    }

    /// <summary>Height and width.</summary>
    public Size Size => Layout.Size;

    /// <summary>1 (gray) or 3 (red, green, blue).</summary>
    public int Channels => Layout.Channels;

    /// <summary>Interleaved (HWC), without padding.</summary>
    public Layout Layout { get; }

    /// <summary>The H · W · channels bytes themselves.</summary>
    public byte[] Pixels { get; }

    /// <summary>The picture as the core reads it.</summary>
    public ReadOnlyImageView<byte> View => new(Pixels, Layout);

    /// <summary>The same picture with three channels, a gray one's copied into each; itself where it has three.</summary>
    public Picture ToRgb()
    {
        if (Channels == 3)
            return this;
        byte[] rgb = new byte[Layout.Interleaved(Size, channels: 3).Elements];
        for (int i = 0; i < Pixels.Length; i++)
            rgb.AsSpan(i * 3, 3).Fill(Pixels[i]);
        return new Picture(Size, 3, rgb);
    }

    /// <summary>What a view shows of the picture, brought to a size: cut out, resized, mirrored; black beyond the picture.</summary>
    /// <param name="view">A view of a source of this picture's size.</param>
    /// <param name="size">The size of the result.</param>
    /// <param name="filter">How pixels are weighed; antialiased bilinear unless said otherwise, nearest for masks.</param>
    /// <exception cref="ArgumentException">The view is one of a source of another size, or the size is larger than an array can be.</exception>
    public Picture Show(Cutwork.View view, Size size, Filter filter = Filter.Bilinear)
    {
        var target = new Picture(size, Channels, new byte[Layout.Interleaved(size, Channels).Elements]);
        resampler ??= new Resampler();
        resampler.Show(View, view, new ImageView<byte>(target.Pixels, target.Layout), filter);
        return target;
    }

    /// <summary>The picture at another size, stretched where the proportions differ; itself where it has that size.</summary>
    /// <remarks>
    /// The bytes of Pillow's filters (<see cref="Resampler"/>); values are interpolated as they are, without linearizing.
    /// </remarks>
    /// <param name="size">Height and width.</param>
    /// <param name="filter">How pixels are weighed; antialiased bilinear unless said otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The new size has more than 100 megapixels and more than this picture: the short side of a very long one was enlarged.
    /// </exception>
    public Picture Resize(Size size, Filter filter = Filter.Bilinear)
    {
        if (size == Size)
            return this;
        if (size.Area > Math.Max(Size.Area, new DecodeOptions().MaximumPixels))
            throw new ArgumentOutOfRangeException(
                nameof(size),
                $"{Size} pixels would become {size}, which is {size.Area / 1_000_000} megapixels; crop first, or choose a smaller size."
            );
        return Show(Cutwork.View.Whole(Size), size, filter);
    }
}
