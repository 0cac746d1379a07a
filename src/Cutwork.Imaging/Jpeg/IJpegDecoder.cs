namespace Cutwork.Imaging;

/// <summary>Decodes usual JPEG files to the byte as SkiaSharp does, from any thread, and leaves what it would decode otherwise.</summary>
internal interface IJpegDecoder
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>Decodes a region of the upright, reduced picture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">What it begins with, <see cref="JpegHeader.IsUsual"/>.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    /// <param name="region">What is decoded.</param>
    /// <param name="pixels">H · W · channels bytes of the region.</param>
    /// <param name="channels">3, or 1 for a gray file.</param>
    /// <returns>False, with anything in <paramref name="pixels"/>, for whatever is not as it should be.</returns>
    bool TryDecode(
        ReadOnlySpan<byte> file,
        JpegHeader header,
        int reduction,
        Region region,
        Span<byte> pixels,
        int channels
    );
}
