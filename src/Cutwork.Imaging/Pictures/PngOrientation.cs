using System.IO.Compression;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>The orientation that a PNG file states, before or behind its pixels.</summary>
/// <remarks>
/// In the chunk eXIf; in a text "Raw profile type exif", as ImageMagick wrote it before that chunk was standard; or in XMP.
/// </remarks>
internal static class PngOrientation
{
    private const int MostText = 1 << 18; // EXIF of a picture has 64 KiB at most in JPEG files, here twice in hexadecimal digits

    /// <summary>1 to 8; null where none is stated.</summary>
    public static int? Read(ReadOnlySpan<byte> file)
    {
        (int? exif, int? profile, int? xmp) = (null, null, null);
        var chunks = new PngChunks(file);
        while (chunks.MoveNext())
            if (chunks.Type.SequenceEqual("eXIf"u8))
                exif = ExifOrientation.Read(chunks.Data);
            else if (TextOf(chunks.Type, chunks.Data, "Raw profile type exif"u8) is { } digits)
                profile = FromDigits(digits);
            else if (TextOf(chunks.Type, chunks.Data, "XML:com.adobe.xmp"u8) is { } text)
                xmp = XmpOrientation.Read(text);
            else if (chunks.Type.SequenceEqual("IEND"u8))
                break;
        return exif ?? profile ?? xmp;
    }

    // tEXt: keyword, 0, text. zTXt: keyword, 0, method (1), packed. iTXt: keyword, 0, whether packed (1), method (1), language, 0,
    // translated keyword, 0, text.
    private static byte[]? TextOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, ReadOnlySpan<byte> keyword)
    {
        if (data.Length < keyword.Length + 3 || !data.StartsWith(keyword) || data[keyword.Length] != 0)
            return null;
        data = data[(keyword.Length + 1)..];
        if (type.SequenceEqual("tEXt"u8))
            return data.ToArray();
        if (type.SequenceEqual("zTXt"u8))
            return Unpack(data[1..]);
        if (!type.SequenceEqual("iTXt"u8))
            return null;
        bool packed = data[0] == 1;
        data = data[2..];
        for (int i = 0; i < 2; i++)
            data = data[(data.IndexOf((byte)0) + 1)..];
        return packed ? Unpack(data) : data.ToArray();
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        byte[] text = new byte[MostText];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            return text[..zlib.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    // A line feed, the profile's name, a line feed, its length, a line feed, hexadecimal digits in lines.
    private static int? FromDigits(ReadOnlySpan<byte> text)
    {
        for (int line = 0; line < 3; line++)
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        string digits = Encoding.Latin1.GetString(text).Replace("\n", "", StringComparison.Ordinal);
        byte[] exif = new byte[digits.Length / 2];
        Convert.FromHexString(digits, exif, out _, out int written);
        return ExifOrientation.Read(exif.AsSpan(0, written));
    }
}
