using Cutwork.Imaging;

namespace Cutwork.Fuzz;

/// <summary>EXIF data, by themselves and in files.</summary>
internal sealed class ExifTarget : Target
{
    public override string Name => "exif";

    public override string Promise =>
        "the orientation in any bytes is 1 to 8 or none, without an exception, and the same in JPEG, PNG and WebP files";

    public override IReadOnlyList<Type> Refusals { get; } = [];

    public override int PerMinute => 1_000_000;

    public override int LongestInput => 1 << 12;

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (bool little in (bool[])[true, false])
        foreach (int type in Enumerable.Range(1, 17))
            yield return ExifFiles.Tiff(little, type, 6, 1 + type % 3);
    }

    public override void Run(byte[] input)
    {
        int? orientation = ExifOrientation.Read(input);
        LawException.Check(orientation is null or (>= 1 and <= 8), "the orientation is none");
        XmpOrientation.Read(input);
        if (ExifOrientation.IsExif(input))
            return;
        byte[] png = [.. PngChunks.Signature, .. Samples.Chunk("eXIf", input)];
        LawException.Check(PngOrientation.Read(png) == orientation, "a PNG states another orientation");
        int length = 8 + input.Length;
        byte[] jpeg =
        [
            .. (byte[])[0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length],
            .. "Exif\0\0"u8,
            .. input,
            .. (byte[])[0xFF, 0xDA, 0, 2],
        ];
        LawException.Check(
            JpegMarkers.ReadOrientation(jpeg) == (orientation ?? 1),
            "a JPEG states another orientation"
        );
    }
}
