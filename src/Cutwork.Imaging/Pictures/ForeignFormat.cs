using System.Text;

namespace Cutwork.Imaging;

/// <summary>Formats that are not read, known by their first bytes, whatever a file's name says.</summary>
internal static class ForeignFormat
{
    private const int MostText = 1024;

    /// <summary>What the bytes are, with its article: "a TIFF picture"; null where they show nothing.</summary>
    public static string? Of(ReadOnlySpan<byte> data) => OfBox(data) ?? OfMark(data) ?? OfText(data);

    // ISO's media files: the length of a box, "ftyp", and the brand.
    private static string? OfBox(ReadOnlySpan<byte> data)
    {
        if (data.Length < 12 || !data[4..8].SequenceEqual("ftyp"u8))
            return null;
        string brands = Encoding.Latin1.GetString(data[8..Math.Min(data.Length, 40)]);
        string first = brands[..4];
        if (first is "avif" or "avis")
            return "an AVIF picture";
        if (first is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx")
            return "a HEIC picture";
        if (first is "mif1" or "msf1" or "miaf")
            return brands.Contains("avif", StringComparison.Ordinal) ? "an AVIF picture" : "a HEIC picture";
        return first == "crx " ? "a camera's raw picture" : "a film (MP4 or alike)";
    }

    private static string? OfMark(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("II*\0"u8) || data.StartsWith("MM\0*"u8))
            return "a TIFF picture (or a camera's raw one)";
        if (data.StartsWith("II+\0"u8) || data.StartsWith("MM\0+"u8))
            return "a BigTIFF picture";
        if (data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || HasSignature(data, "JXL "u8))
            return "a JPEG XL picture";
        if (data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) || HasSignature(data, "jP  "u8))
            return "a JPEG 2000 picture";
        if (data.StartsWith("8BPS"u8))
            return "a Photoshop picture (PSD)";
        if (data.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) || data.StartsWith((ReadOnlySpan<byte>)[0, 0, 2, 0]))
            return "an icon (ICO)";
        if (data.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2F, 0x31, 0x01]))
            return "an OpenEXR picture";
        if (data.Length > 2 && data[0] == 'P' && data[1] is >= (byte)'1' and <= (byte)'7' && data[2] <= ' ')
            return "a PNM picture (PBM, PGM or PPM)";
        if (data.StartsWith("qoif"u8))
            return "a QOI picture";
        if (data.StartsWith("DDS "u8))
            return "a DDS picture";
        if (data.StartsWith("%PDF"u8))
            return "a PDF document";
        if (data.StartsWith("%!PS"u8))
            return "a PostScript document";
        if (data.StartsWith("gimp xcf"u8))
            return "a GIMP picture (XCF)";
        if (data.StartsWith("PK\u0003\u0004"u8))
            return "a ZIP archive";
        if (data.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "gzipped data";
        if (data.StartsWith("Rar!"u8))
            return "a RAR archive";
        if (data.Length > 132 && data[128..132].SequenceEqual("DICM"u8))
            return "a DICOM picture";
        return data.StartsWith((ReadOnlySpan<byte>)[0, 5, 0x16, 7])
            ? "macOS's note on another file (AppleDouble)"
            : null;
    }

    // A box of 12 bytes whose kind is the format's name.
    private static bool HasSignature(ReadOnlySpan<byte> data, ReadOnlySpan<byte> kind) =>
        data.Length >= 12 && data.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12]) && data[4..8].SequenceEqual(kind);

    private static string? OfText(ReadOnlySpan<byte> data)
    {
        string text = Encoding.UTF8.GetString(data[..Math.Min(data.Length, MostText)]).TrimStart('\uFEFF').TrimStart();
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            return "a Git LFS pointer (`git lfs pull` fetches the file)";
        if (!text.StartsWith('<'))
            return null;
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase))
            return "an SVG drawing";
        return
            text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? "a web page (HTML)"
            : null;
    }
}
