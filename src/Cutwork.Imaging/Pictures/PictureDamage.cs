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
        : data.StartsWith(PngChunks.Signature) ? "PNG"
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
        var chunks = new PngChunks(data);
        while (chunks.MoveNext())
            if (chunks.Type.SequenceEqual("IEND"u8))
                return true;
        return false;
    }

    private static string? WrongChunk(ReadOnlySpan<byte> data)
    {
        var chunks = new PngChunks(data);
        while (chunks.MoveNext())
            if (Crc(chunks.Chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunks.Chunk[^4..]))
                return $"{SafeName.Show(Encoding.Latin1.GetString(chunks.Type))} at byte {chunks.At}";
        return null;
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
