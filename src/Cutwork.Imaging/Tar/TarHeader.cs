using System.Text;

namespace Cutwork.Imaging;

/// <summary>One 512-byte block that begins a member of a tar.</summary>
/// <remarks>
/// <code>
///   0 name 100 │ 100 mode, owner │ 124 size 12 │ 136 time │ 148 checksum 8 │ 156 type │ 257 "ustar" │ 345 prefix 155 │
/// </code>
/// POSIX.1-1988 (ustar), with GNU's base-256 sizes.
/// </remarks>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Length = 512;

    private readonly ReadOnlySpan<byte> block = block;

    public bool IsEmpty => block.IndexOfAnyExcept((byte)0) < 0;

    public char Type => (char)block[156];

    public bool IsFile => Type is '0' or '\0' or '7';

    /// <summary>The bytes of data after the header; −1 where the field is damaged.</summary>
    public long Size => Number(block.Slice(124, 12));

    public bool HasRightChecksum
    {
        get
        {
            // The sum counts its own field as spaces. Some old writers summed signed bytes.
            long unsigned = 8 * ' ';
            long signed = 8 * ' ';
            for (int i = 0; i < Length; i++)
            {
                if (i is >= 148 and < 156)
                    continue;
                unsigned += block[i];
                signed += (sbyte)block[i];
            }
            long stored = Number(block.Slice(148, 8));
            return stored == unsigned || stored == signed;
        }
    }

    public byte[] Name
    {
        get
        {
            ReadOnlySpan<byte> name = Text(block[..100]);
            // GNU writes "ustar  " and keeps other things where POSIX has the prefix.
            ReadOnlySpan<byte> prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8)
                ? Text(block.Slice(345, 155))
                : [];
            return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
        }
    }

    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    private static long Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
        {
            long large = 0;
            foreach (byte value in field[1..])
            {
                if (large >> 55 != 0)
                    return -1;
                large = (large << 8) | value;
            }
            return large;
        }
        long number = 0;
        foreach (byte digit in Encoding.ASCII.GetString(Text(field)).Trim(' '))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return -1;
            number = number * 8 + (digit - '0');
        }
        return number;
    }
}
