using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>What stands before the first scan of a JPEG file.</summary>
/// <param name="Stored">The size as stored, before the orientation is applied.</param>
/// <param name="Components">1 gray, 3 color, 4 CMYK.</param>
/// <param name="Orientation">EXIF, 1 to 8.</param>
/// <param name="IsUsual">
/// Huffman codes, 8 bits, gray or color at 4:4:4, 4:2:2 or 4:2:0: what every libjpeg decodes to the same bytes.
/// </param>
internal readonly record struct JpegHeader(Size Stored, int Components, int Orientation, bool IsUsual)
{
    /// <summary>Pixels; libjpeg refuses what is longer, by a limit of its own (JPEG_MAX_DIMENSION).</summary>
    public const int LongestSide = 65_500;

    private const int StartOfScan = 0xDA;

    /// <summary>The upright size.</summary>
    public Size Size => new Turn(Orientation, Stored).Upright;

    /// <summary>Sides divided and rounded up, as libjpeg does.</summary>
    public static Size Reduce(Size size, int reduction) =>
        new((size.Height - 1) / reduction + 1, (size.Width - 1) / reduction + 1);

    /// <summary>
    /// How many eighths of the sides SkiaSharp decodes for a reduction: the most that give the reduced size. Of pictures with a side of 5 or
    /// less, that may be more than 8 / reduction, and 3, 5, 6 or 7, whose transforms the fast decoders do not have.
    /// </summary>
    public static int EighthsOf(Size stored, int reduction)
    {
        Size reduced = Reduce(stored, reduction);
        int eighths = 8;
        while (new Size(Scale(stored.Height, eighths), Scale(stored.Width, eighths)) != reduced)
            eighths--;
        return eighths;
    }

    /// <summary>Reads up to the first scan; null for anything irregular, which a decoder has to judge.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> data)
    {
        JpegHeader? frame = null;
        var orientation = new JpegOrientation();
        int at = 2;
        ReadOnlySpan<byte> content = data;
        while (Segment(data, ref at, out int marker, out content))
        {
            switch (marker)
            {
                case StartOfScan:
                    return frame is { } found ? found with { Orientation = orientation.Value } : null;
                case 0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA:
                    if (frame is not null || ReadFrame(marker, content) is not { } read)
                        return null;
                    frame = read;
                    break;
                case 0xE1:
                    orientation.See(content);
                    break;
                // Huffman tables, quantization tables, restart interval, arithmetic conditioning, applications, comments.
                case 0xC4 or 0xDB or 0xDD or 0xCC or (>= 0xE0 and <= 0xEF) or 0xFE:
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    /// <summary>Reads a segment: FF, which may repeat, the marker, the length of what follows (2 bytes, itself included).</summary>
    internal static bool Segment(
        ReadOnlySpan<byte> data,
        scoped ref int at,
        out int marker,
        out ReadOnlySpan<byte> content
    )
    {
        marker = 0;
        content = default;
        int start = at;
        while (at < data.Length && data[at] == 0xFF)
            at++;
        if (at == start || at + 3 > data.Length)
            return false;
        marker = data[at];
        int length = BinaryPrimitives.ReadUInt16BigEndian(data[(at + 1)..]);
        if (length < 2 || length > data.Length - at - 1)
            return false;
        content = data.Slice(at + 3, length - 2);
        at += 1 + length;
        return true;
    }

    private static int Scale(int side, int eighths) => (side * eighths + 7) / 8;

    // Precision, height (2), width (2), components, and for each: id, sampling factors (4 bits each), table.
    private static JpegHeader? ReadFrame(int marker, ReadOnlySpan<byte> content)
    {
        if (content.Length < 6 || content.Length != 6 + 3 * content[5])
            return null;
        int height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        int components = content[5];
        if (height is 0 or > LongestSide || width is 0 or > LongestSide || components is not (1 or 3 or 4))
            return null;
        bool sampled =
            components == 1
                ? content[7] == 0x11
                : components == 3 && content[7] is (0x11 or 0x21 or 0x22) && content[10] == 0x11 && content[13] == 0x11;
        return new JpegHeader(
            new Size(height, width),
            components,
            1,
            sampled && content[0] == 8 && marker is (0xC0 or 0xC1 or 0xC2)
        );
    }
}
