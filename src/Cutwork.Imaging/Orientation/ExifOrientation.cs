using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>The orientation in EXIF data: a TIFF directory, of either byte order.</summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112;
    private const int SubdirectoryTag = 0x8769;
    private const int Long = 4;
    private const int EntryLength = 12;

    /// <summary>True for "Exif", a zero and a byte that is not looked at, before more.</summary>
    public static bool IsExif(ReadOnlySpan<byte> segment) => segment.Length > 6 && segment.StartsWith("Exif\0"u8);

    /// <summary>1 to 8; null where none is stated.</summary>
    /// <param name="exif">A TIFF directory, or the same behind "Exif" and two bytes, as JPEG segments have it.</param>
    public static int? Read(ReadOnlySpan<byte> exif)
    {
        ReadOnlySpan<byte> tiff = IsExif(exif) ? exif[6..] : exif;
        if (tiff.Length < 8)
            return null;
        bool little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8))
            return null;
        return FromDirectory(tiff, ReadLong(tiff[4..], little), little, isRoot: true);
    }

    // The number of entries (2), then for each: tag (2), type (2), count (4), the value or where it is (4).
    private static int? FromDirectory(ReadOnlySpan<byte> tiff, uint offset, bool little, bool isRoot)
    {
        if (offset > tiff.Length - 2)
            return null;
        ReadOnlySpan<byte> entries = tiff[((int)offset + 2)..];
        int count = Math.Min(ReadShort(tiff[(int)offset..], little), entries.Length / EntryLength);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(i * EntryLength, EntryLength);
            int type = ReadShort(entry[2..], little);
            uint values = ReadLong(entry[4..], little);
            int? found = ReadShort(entry, little) switch
            {
                OrientationTag => First(tiff, entry[8..], type, values, little),
                SubdirectoryTag when isRoot && type == Long && values == 1 => FromDirectory(
                    tiff,
                    ReadLong(entry[8..], little),
                    little,
                    isRoot: false
                ),
                _ => null,
            };
            if (found is >= 1 and <= 8)
                return found;
        }
        return null;
    }

    // The first of the entry's values: in the entry itself where all of them take 4 bytes or less. The standard has one of 16 bits;
    // Pillow takes any type of numbers, but not bytes without a sign, which it reads as text.
    private static int? First(ReadOnlySpan<byte> tiff, ReadOnlySpan<byte> value, int type, uint values, bool little)
    {
        long length = values * (long)LengthOf(type);
        if (length == 0)
            return null;
        if (length > 4)
        {
            uint place = ReadLong(value, little);
            if (place + length > tiff.Length)
                return null;
            value = tiff.Slice((int)place, (int)Math.Min(length, 8));
        }
        return type switch
        {
            3 or 8 => ReadShort(value, little),
            4 or 9 or 13 => Whole(ReadLong(value, little)),
            5 or 10 => Ratio(ReadLong(value, little), ReadLong(value[4..], little)),
            6 => value[0],
            11 => Whole(
                little ? BinaryPrimitives.ReadSingleLittleEndian(value) : BinaryPrimitives.ReadSingleBigEndian(value)
            ),
            12 => Whole(
                little ? BinaryPrimitives.ReadDoubleLittleEndian(value) : BinaryPrimitives.ReadDoubleBigEndian(value)
            ),
            _ => Whole(
                little ? BinaryPrimitives.ReadUInt64LittleEndian(value) : BinaryPrimitives.ReadUInt64BigEndian(value)
            ),
        };
    }

    // TIFF 6.0: 3 unsigned and 8 signed of 16 bits; 4 and 9 of 32, 13 a place; 5 and 10 ratios of two of these; 6 signed of 8 bits; 11 and 12
    // floats. BigTIFF: 16 of 64 bits. 0 for others.
    private static int LengthOf(int type) =>
        type switch
        {
            6 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 => 8,
            _ => 0,
        };

    private static int? Ratio(uint dividend, uint divisor) =>
        divisor != 0 && dividend % divisor == 0 ? Whole(dividend / divisor) : null;

    private static int? Whole(double number) => number is >= 1 and <= 8 && number == (int)number ? (int)number : null;

    private static int ReadShort(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint ReadLong(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
