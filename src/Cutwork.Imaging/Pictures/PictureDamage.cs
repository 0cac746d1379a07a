using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Why an image file was not read, in words for its owner.</summary>
internal static class PictureDamage
{
    /// <summary>The format the first bytes show, or null.</summary>
    public static string? FormatOf(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : data.StartsWith(PngSignature) ? "PNG"
        : data.StartsWith("GIF8"u8) ? "GIF"
        : data.StartsWith("BM"u8) ? "BMP"
        : data.StartsWith("RIFF"u8) && data.Length >= 12 && data.Slice(8, 4).SequenceEqual("WEBP"u8) ? "WebP"
        : null;

    /// <summary>What is wrong with data no decoder took.</summary>
    public static string DescribeUnopened(ReadOnlySpan<byte> data)
    {
        string? format = FormatOf(data);
        if (format is not null)
            return $"it begins as a {format} file, but its header is damaged, cut short or of a kind not supported.";
        if (ForeignFormat.Of(data) is { } foreign)
            return $"it is {foreign}, which is not read; JPEG, PNG, WebP, BMP and GIF are, so convert it.";
        return $"it is not an image in JPEG, PNG, WebP, BMP or GIF format; its first bytes are {Begin(data)}.";
    }

    /// <summary>What is wrong with data whose decoder gave up.</summary>
    public static string Describe(ReadOnlySpan<byte> data, SKCodecResult result)
    {
        string format = FormatOf(data) ?? "image";
        return result switch
        {
            SKCodecResult.IncompleteInput =>
                $"the {format} data end early ({data.Length} bytes are there): the file is truncated or damaged.",
            SKCodecResult.ErrorInInput when format == "PNG" && WrongChunk(data) is { } chunk =>
                $"the PNG chunk {chunk} has a wrong checksum, so its data are damaged.",
            SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => $"the {format} data are damaged.",
            SKCodecResult.InvalidConversion or SKCodecResult.Unimplemented =>
                $"this kind of {format} file is not supported.",
            _ => $"the {format} decoder failed ({result}).",
        };
    }

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// True for a PNG or WebP without its end. Their decoders are content once they have all rows, and would pass a file
    /// whose last bytes, checksums included, are missing.
    /// </summary>
    public static bool IsCut(ReadOnlySpan<byte> data) =>
        FormatOf(data) switch
        {
            "PNG" => !HasEnd(data),
            "WebP" => data.Length - 8 < BinaryPrimitives.ReadUInt32LittleEndian(data[4..]),
            _ => false,
        };

    private static bool HasEnd(ReadOnlySpan<byte> data)
    {
        int at = PngSignature.Length;
        while (Chunk(data, at) is { Length: > 0 } chunk)
        {
            if (chunk[4..8].SequenceEqual("IEND"u8))
                return true;
            at += chunk.Length;
        }
        return false;
    }

    private static string? WrongChunk(ReadOnlySpan<byte> data)
    {
        int at = PngSignature.Length;
        while (Chunk(data, at) is { Length: > 0 } chunk)
        {
            if (Crc(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]))
                return $"{SafeName.Show(Encoding.Latin1.GetString(chunk[4..8]))} at byte {at}";
            at += chunk.Length;
        }
        return null;
    }

    // PNG: signature, then chunks of length (4), type (4), data, CRC-32 of type and data (4), big-endian.
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> data, int at)
    {
        if (data.Length - at < 12)
            return [];
        long whole = 12L + BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
        return whole <= data.Length - at ? data.Slice(at, (int)whole) : [];
    }

    // Bit by bit: only files already found damaged come here.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }

    private static string Begin(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> first = data[..Math.Min(data.Length, 12)];
        bool text = first.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        return text ? $"the text \"{Encoding.ASCII.GetString(first)}\"" : Convert.ToHexString(first);
    }
}
