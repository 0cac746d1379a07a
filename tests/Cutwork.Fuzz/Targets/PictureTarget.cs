using System.Buffers.Binary;
using Cutwork.Imaging;

namespace Cutwork.Fuzz;

/// <summary>Files of all formats: header, whole and in part.</summary>
internal sealed class PictureTarget : Target
{
    private static readonly DecodeOptions Options = new() { MaximumPixels = 1 << 16 };

    public override string Name => "picture";

    public override string Promise =>
        "decoding, whole and in part, and reading the header of any file: PictureException alone; what is decoded has the header's size, the same pixels again, and a part is a part";

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(PictureException)];

    public override int PerMinute => 200_000;

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (int type in (int[])[0, 2, 3, 4, 6])
            yield return Samples.Png(
                4,
                6,
                8,
                type,
                [
                    .. Enumerable
                        .Range(
                            0,
                            24
                                * (
                                    type is 2 ? 3
                                    : type is 4 ? 2
                                    : type is 6 ? 4
                                    : 1
                                )
                        )
                        .Select(i => (byte)(type is 3 ? i % 4 : i * 9)),
                ],
                type is 3 ? [("PLTE", GifFiles.Colors), ("tRNS", [0, 128])] : []
            );
        yield return Samples.Png(2, 2, 16, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 7))]);
        yield return ExifFiles.Png("eXIf", ExifFiles.Tiff(true, 3, 6), behind: false);
        yield return ExifFiles.Png("eXIf", ExifFiles.Tiff(false, 4, 8), behind: true);
        yield return ExifFiles.WebP("EXIF", ExifFiles.Tiff(false, 3, 5), flags: 8);
        yield return PictureCodec.Encode(Samples.Ramp(5, 7), PictureFormat.WebP);
        yield return GifFiles.Still(GifFiles.Control(2), GifFiles.Image(0, 4, [0, 1, 2, 3, 3, 2, 1, 0]));
        yield return GifFiles.Still(GifFiles.Control(1), GifFiles.Image(1, 2, [0, 1, 2, 3], GifFiles.Colors));
        byte[] bitmap = new byte[54 + 8];
        "BM"u8.CopyTo(bitmap);
        (bitmap[2], bitmap[10], bitmap[14], bitmap[18], bitmap[22], bitmap[26], bitmap[28]) = (62, 54, 40, 2, 1, 1, 24);
        yield return bitmap;
        yield return JpegFiles.Waves(9, 12, 80);
    }

    /// <summary>Checksums of PNG chunks, and WebP's length.</summary>
    public override byte[] Repair(byte[] input)
    {
        var chunks = new PngChunks(input);
        if (input.AsSpan().StartsWith(PngChunks.Signature))
            while (chunks.MoveNext())
                BinaryPrimitives.WriteUInt32BigEndian(
                    input.AsSpan(chunks.At + chunks.Chunk.Length - 4),
                    Samples.Crc(chunks.Chunk[4..^4])
                );
        else if (PictureDamage.FormatOf(input) == "WebP")
            BinaryPrimitives.WriteInt32LittleEndian(input.AsSpan(4), input.Length - 8);
        return input;
    }

    public override void Run(byte[] input)
    {
        PictureHeader header = PictureCodec.ReadHeader(input, "a");
        Picture picture = PictureCodec.Decode(input, "a", Options);
        LawException.Check(picture.Size == header.Size, "the picture has not the size of its header");
        LawException.Check(header.Orientation is >= 1 and <= 8, "the orientation is none");
        Picture again = PictureCodec.Decode(input, "a", Options);
        LawException.Check(again.Pixels.AsSpan().SequenceEqual(picture.Pixels), "the same file has other pixels");
        var region = new Region(
            picture.Size.Height / 3,
            picture.Size.Width / 4,
            (picture.Size.Height + 1) / 2,
            (picture.Size.Width + 2) / 3
        );
        byte[] part = new byte[region.Area * 3];
        PictureCodec.DecodeTo(input, "a", part, 3, region, Options);
        for (int y = 0; y < region.Height; y++)
            LawException.Check(
                part.AsSpan(y * region.Width * 3, region.Width * 3)
                    .SequenceEqual(
                        picture.Pixels.AsSpan(
                            ((region.Top + y) * picture.Size.Width + region.Left) * 3,
                            region.Width * 3
                        )
                    ),
                "a part is no part of the picture"
            );
    }
}
