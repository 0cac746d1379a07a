using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>The orientation in a JPEG file's EXIF segment.</summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112;
    private const int SubdirectoryTag = 0x8769;
    private const int Short = 3;
    private const int Long = 4;
    private const int EntryLength = 12;

    /// <summary>True for "Exif", a zero and a byte that is not looked at, before more.</summary>
    public static bool IsExif(ReadOnlySpan<byte> segment) => segment.Length > 6 && segment.StartsWith("Exif\0"u8);

    /// <summary>1 to 8; 1 where none is stated.</summary>
    public static int Read(ReadOnlySpan<byte> segment)
    {
        ReadOnlySpan<byte> tiff = segment[6..];
        if (tiff.Length < 8)
            return 1;
        bool little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8))
            return 1;
        return FromDirectory(tiff, ReadLong(tiff[4..], little), little, isRoot: true) ?? 1;
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
            if (ReadLong(entry[4..], little) != 1)
                continue;
            int? found = (ReadShort(entry, little), ReadShort(entry[2..], little)) switch
            {
                (OrientationTag, Short) => ReadShort(entry[8..], little),
                (SubdirectoryTag, Long) when isRoot => FromDirectory(
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

    private static int ReadShort(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint ReadLong(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
