namespace Cutwork.Imaging.Tests;

/// <summary>Cutwork's own decoder against SkiaSharp: the same pixels, refusals and messages.</summary>
public sealed class SequentialDecoderTests
{
    private static readonly PictureDecoder Skia = new();
    private static readonly SequentialJpegDecoder Own = new();
    private static readonly PictureDecoder Both = new(Own);

    [Fact]
    public void All_photos_have_the_same_pixels()
    {
        int files = 0;
        int left = 0;
        foreach (
            string path in Directory.EnumerateFiles(SharedData.File("photos"), "*.jpg", SearchOption.AllDirectories)
        )
        {
            byte[] file = File.ReadAllBytes(path);
            JpegHeader header = JpegHeader.Read(file)!.Value;
            files++;
            if (!header.IsUsual)
            {
                left++;
                continue;
            }
            foreach (int reduction in (int[])[1, 2, 4, 8])
            {
                Size size = JpegHeader.Reduce(header.Size, reduction);
                byte[] pixels = new byte[size.Area * 3];
                Assert.True(Own.TryDecode(file, header, reduction, Region.Whole(size), pixels, 3), path);
                Picture expected = Skia.Decode(file, path, new DecodeOptions { Reduction = reduction });
                Assert.Equal(expected.Size, size);
                Assert.True(expected.Pixels.AsSpan().SequenceEqual(pixels), $"{path}, 1/{reduction}");
            }
        }
        Assert.Equal(160, files);
        Assert.Equal(1, left); // its colors have half the height only (4:4:0)
    }
}
