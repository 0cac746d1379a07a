namespace Cutwork.Imaging;

/// <summary>Decodes usual JPEG files to the byte as SkiaSharp does, from any thread, and leaves what it would decode otherwise.</summary>
internal interface IJpegDecoder
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>Whether it decodes files of several scans, whose number decides how long that takes.</summary>
    bool TakesManyScans { get; }

    /// <summary>Decodes a part of a file, as stored.</summary>
    /// <param name="file">The whole file, whose header <see cref="JpegHeader.IsUsual"/>.</param>
    /// <param name="part">What is decoded.</param>
    /// <param name="pixels">H · W · channels bytes of its region.</param>
    /// <returns>False, with anything in <paramref name="pixels"/>, for whatever is not as it should be.</returns>
    bool TryDecode(ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels);
}
