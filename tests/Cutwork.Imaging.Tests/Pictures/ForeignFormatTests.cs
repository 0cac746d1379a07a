namespace Cutwork.Imaging.Tests;

/// <summary>A file that is no picture we read says what it is, whatever its name.</summary>
public class ForeignFormatTests
{
    public static TheoryData<string, byte[]> Begins =>
        new()
        {
            { "a HEIC picture", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8] },
            { "a HEIC picture", [0, 0, 0, 24, .. "ftypmif1"u8, 0, 0, 0, 0, .. "mif1heic"u8] },
            { "an AVIF picture", [0, 0, 0, 28, .. "ftypavif"u8, 0, 0, 0, 0, .. "avifmif1miaf"u8] },
            { "an AVIF picture", [0, 0, 0, 24, .. "ftypmif1"u8, 0, 0, 0, 0, .. "mif1avif"u8] },
            { "a film", [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2"u8] },
            { "a TIFF picture", [.. "II*"u8, 0, 8, 0, 0, 0, 0, 0, 0, 0] },
            { "a TIFF picture", [.. "MM"u8, 0, (byte)'*', 0, 0, 0, 8, 0, 0, 0, 0] },
            { "a JPEG XL picture", [0xFF, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
            { "a JPEG XL picture", [0, 0, 0, 12, .. "JXL "u8, 13, 10, 0x87, 10] },
            { "a JPEG 2000 picture", [0, 0, 0, 12, .. "jP  "u8, 13, 10, 0x87, 10] },
            { "a Photoshop picture", [.. "8BPS"u8, 0, 1, 0, 0, 0, 0, 0, 0] },
            { "an SVG drawing", Samples.Text("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>") },
            { "a web page", Samples.Text("\n<!DOCTYPE html><html><title>404 Not Found</title>") },
            { "a PDF document", Samples.Text("%PDF-1.7 and more") },
            { "a ZIP archive", [.. "PK"u8, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0] },
            { "a PNM picture", Samples.Text("P6\n2 2\n255\n............") },
            { "a Git LFS pointer", Samples.Text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n") },
            { "macOS's note", [0, 5, 0x16, 7, 0, 2, 0, 0, 0, 0, 0, 0] },
        };

    [Theory]
    [MemberData(nameof(Begins))]
    public void Its_format_is_said_and_no_hexadecimal_digits(string format, byte[] begin)
    {
        foreach (byte[] data in (byte[][])[begin, [.. begin, .. new byte[4000]]])
        {
            string message = Assert.Throws<PictureException>(() => PictureCodec.Decode(data, "holiday.jpg")).Message;
            Assert.Contains($"holiday.jpg: it is {format}", message, StringComparison.Ordinal);
            Assert.Contains("which is not read", message, StringComparison.Ordinal);
        }
    }
}
