using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>What is refused, and what is left to other decoders.</summary>
public sealed class SequentialRefusalTests : SequentialDecoderCase
{
    [Fact]
    public void A_code_of_ones_alone_is_refused_as_libjpeg_does()
    {
        byte[] free = [1];
        foreach (
            byte[] complete in (byte[][])
                [
                    [2],
                    [1, 2],
                    [1, 1, 2],
                    [0, 4],
                ]
        )
        foreach (bool ofDifferences in (bool[])[true, false])
        {
            byte[] file = JpegFiles.Flat(8, 8, ofDifferences ? complete : free, ofDifferences ? free : complete);
            Assert.False(IsTaken(file));
            Assert.Equal(Outcome(Skia, file, "a", 1), Outcome(Both, file, "a", 1));
        }
        Assert.True(IsTaken(JpegFiles.Flat(8, 8, [1, 1], [1, 1])));
    }

    [Fact]
    public void A_side_beyond_libjpegs_longest_is_refused_from_the_header_on()
    {
        foreach ((int height, int width) in ((int, int)[])[(1, 65_500), (65_500, 1), (1, 65_501), (65_535, 3)])
        {
            byte[] file = JpegFiles.Flat(height, width, [1], [1]);
            bool fits = Math.Max(height, width) <= 65_500;
            Assert.Equal(fits, IsTaken(file));
            foreach (PictureDecoder decoder in (PictureDecoder[])[Both, PictureDecoder.Default])
                Assert.Equal(Outcome(Skia, file, "a", 1), Outcome(decoder, file, "a", 1));
            if (fits)
                Assert.Equal(new Size(height, width), PictureCodec.ReadHeader(file, "a").Size);
            else
                Assert.Throws<PictureException>(() => PictureCodec.ReadHeader(file, "a"));
        }
        Assert.Throws<PictureException>(() =>
            PictureCodec.Encode(Samples.Ramp(1, 65_501, channels: 1), PictureFormat.Jpeg)
        );
    }

    [Fact]
    public void Tables_of_the_file_before_are_not_used()
    {
        byte[] file = JpegFiles.Waves(16, 16, 90);
        foreach (byte table in (byte[])[0xDB, 0xC4])
        {
            Assert.True(IsTaken(file));
            byte[] bare = [.. file];
            bare[JpegFiles.Find(file, table) + 1] = 0xE2;
            Assert.False(IsTaken(bare));
        }
    }

    [Fact]
    public void What_is_not_usual_is_left()
    {
        byte[] file = JpegFiles.Waves(48, 48, 80);
        Assert.True(IsTaken(file));
        Assert.False(IsTaken(File.ReadAllBytes(SharedData.File("bad", "progressive.jpg"))));
        byte[] more = [.. file[..^2], 0x12, 0x34, 0xFF, 0xD9]; // coded bits after the last block
        Assert.False(IsTaken(more));
        byte[] restart = [.. file[..^2], 0xFF, 0xD0, 0xFF, 0xD9];
        Assert.False(IsTaken(restart));
        byte[] restarts = JpegFiles.WithRestarts();
        Assert.True(IsTaken(restarts));
        restarts[JpegFiles.Find(restarts, 0xD1) + 1] = 0xD2;
        Assert.False(IsTaken(restarts));
    }
}
