namespace Cutwork.Imaging;

/// <summary>What the header of an image file says, read without its pixels.</summary>
public sealed record PictureHeader
{
    private readonly bool reducible;

    internal PictureHeader(string format, Size size, int orientation, bool isGray)
    {
        Format = format;
        Size = size;
        Orientation = orientation;
        IsGray = isGray;
        reducible = format == "JPEG";
    }

    /// <summary>"JPEG", "PNG", "WebP", "BMP" or "GIF".</summary>
    public string Format { get; }

    /// <summary>Height and width of the upright picture, as it is decoded whole.</summary>
    public Size Size { get; }

    /// <summary>The orientation that the file states (EXIF, or else XMP), 1 to 8; 1 where it states none. Decoding applies it.</summary>
    public int Orientation { get; }

    /// <summary>True where the file stores one channel; it may be decoded to one, or to three equal ones.</summary>
    public bool IsGray { get; }

    /// <summary>Height and width of the upright picture as decoded with <see cref="DecodeOptions.Reduction"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1, 2, 4 or 8.</exception>
    public Size Reduced(int reduction)
    {
        if (reduction is not (1 or 2 or 4 or 8))
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "A reduction is 1, 2, 4 or 8.");
        return reducible ? JpegHeader.Reduce(Size, reduction) : Size;
    }

    /// <summary>The largest reduction that leaves both sides at least those of <paramref name="needed"/>; 1 where none does.</summary>
    public int LargestReduction(Size needed)
    {
        int reduction = reducible ? 8 : 1;
        while (reduction > 1 && !Covers(Reduced(reduction), needed))
            reduction /= 2;
        return reduction;
    }

    private static bool Covers(Size size, Size needed) => size.Height >= needed.Height && size.Width >= needed.Width;
}
