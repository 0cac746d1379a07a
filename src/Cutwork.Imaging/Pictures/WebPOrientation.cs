using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>The orientation that a WebP file states, before or behind its pixels.</summary>
internal static class WebPOrientation
{
    private const int HasExif = 8;
    private const int HasXmp = 4;

    /// <summary>1 to 8; null where none is stated.</summary>
    public static int? Read(ReadOnlySpan<byte> file)
    {
        (int? exif, int? xmp) = (null, null);
        int flags = 0;
        // "RIFF", length (4), "WEBP", then chunks: type (4), length (4), data, a byte more where the length is odd. VP8X says what there is.
        ReadOnlySpan<byte> rest = file[12..];
        while (rest.Length >= 8)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                break;
            ReadOnlySpan<byte> data = rest.Slice(8, (int)length);
            if (rest.StartsWith("VP8X"u8) && length > 0)
                flags = data[0];
            else if (rest.StartsWith("EXIF"u8) && (flags & HasExif) != 0)
                exif ??= ExifOrientation.Read(data);
            else if (rest.StartsWith("XMP "u8) && (flags & HasXmp) != 0)
                xmp ??= XmpOrientation.Read(data);
            rest = rest[(int)Math.Min(8 + length + (length & 1), rest.Length)..];
        }
        return exif ?? xmp;
    }
}
