namespace Cutwork.Imaging.Tests;

public sealed class PictureCodecTests
{
    [Fact]
    public void Png_gives_back_the_same_bytes()
    {
        foreach ((int height, int width) in ((int, int)[])[(1, 1), (1, 300), (257, 1), (31, 64)])
        {
            Picture picture = Samples.Ramp(height, width);
            Picture back = PictureCodec.Decode(PictureCodec.Encode(picture, PictureFormat.Png), "ramp.png");
            Assert.Equal(picture.Size, back.Size);
            Assert.Equal(picture.Pixels, back.Pixels);
        }
    }

    [Fact]
    public void A_gray_picture_becomes_a_gray_png_and_comes_back_as_rgb()
    {
        Picture gray = Samples.Ramp(5, 7, channels: 1);
        byte[] file = PictureCodec.Encode(gray, PictureFormat.Png);
        Assert.Equal(0, file[25]); // the color type in IHDR: 0 is gray
        Picture back = PictureCodec.Decode(file, "gray.png");
        Assert.Equal(3, back.Channels);
        Assert.Equal(gray.ToRgb().Pixels, back.Pixels);
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.WebP)]
    public void Lossy_formats_come_close(PictureFormat format)
    {
        Picture back = PictureCodec.Decode(Samples.Plain(200, 40, 90, format), "plain");
        Assert.Equal(new Size(2, 3), back.Size);
        Assert.All(Enumerable.Range(0, 6), i => Assert.InRange(back.Pixels[i * 3], 194, 206));
        Assert.All(Enumerable.Range(0, 6), i => Assert.InRange(back.Pixels[i * 3 + 1], 34, 46));
        Assert.All(Enumerable.Range(0, 6), i => Assert.InRange(back.Pixels[i * 3 + 2], 84, 96));
    }

    [Fact]
    public void Alpha_is_dropped_not_composited()
    {
        byte[] file = Samples.Png(1, 2, 8, 6, [10, 200, 30, 0, 250, 20, 130, 128]);
        Assert.Equal([10, 200, 30, 250, 20, 130], PictureCodec.Decode(file, "rgba.png").Pixels);
    }

    [Fact]
    public void A_palette_gives_its_colors()
    {
        byte[] file = Samples.Png(
            1,
            3,
            8,
            3,
            [2, 0, 1],
            ("PLTE", [1, 2, 3, 40, 50, 60, 200, 210, 220]),
            ("tRNS", [0, 255, 9])
        );
        Assert.Equal([200, 210, 220, 1, 2, 3, 40, 50, 60], PictureCodec.Decode(file, "palette.png").Pixels);
    }

    [Fact]
    public void Sixteen_bits_keep_their_high_byte()
    {
        byte[] gray = Samples.Png(1, 3, 16, 0, [0x12, 0xFF, 0x80, 0x00, 0xFF, 0x01]);
        Assert.Equal(
            [0x12, 0x12, 0x12, 0x80, 0x80, 0x80, 0xFF, 0xFF, 0xFF],
            PictureCodec.Decode(gray, "gray16.png").Pixels
        );
        byte[] rgb = Samples.Png(1, 1, 16, 2, [0x12, 0xFF, 0x80, 0x7F, 0xFE, 0xFF]);
        Assert.Equal([0x12, 0x80, 0xFE], PictureCodec.Decode(rgb, "rgb16.png").Pixels);
        byte[] rgba = Samples.Png(1, 1, 16, 6, [0x12, 0xFF, 0x80, 0x7F, 0xFE, 0xFF, 0x40, 0x00]);
        Assert.Equal([0x12, 0x80, 0xFE], PictureCodec.Decode(rgba, "rgba16.png").Pixels);
    }

    [Fact]
    public void A_gamma_chunk_changes_nothing()
    {
        byte[] file = Samples.Png(1, 1, 8, 2, [10, 100, 200], ("gAMA", [0, 1, 0x86, 0xA0])); // 1.0: linear
        Assert.Equal([10, 100, 200], PictureCodec.Decode(file, "gamma.png").Pixels);
    }

    [Fact]
    public void A_bitmap_is_read()
    {
        // BITMAPFILEHEADER, BITMAPINFOHEADER, one row of two BGR pixels, bottom up, padded to 8 bytes.
        byte[] file = new byte[54 + 8];
        "BM"u8.CopyTo(file);
        (file[2], file[10], file[14], file[18], file[22], file[26], file[28]) = (62, 54, 40, 2, 1, 1, 24);
        ((byte[])[3, 2, 1, 30, 20, 10]).CopyTo(file, 54);
        Assert.Equal([1, 2, 3, 10, 20, 30], PictureCodec.Decode(file, "two.bmp").Pixels);
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 1, 2, 3, 4, 5 }, 2, 3)]
    [InlineData(2, new byte[] { 2, 1, 0, 5, 4, 3 }, 2, 3)]
    [InlineData(3, new byte[] { 5, 4, 3, 2, 1, 0 }, 2, 3)]
    [InlineData(4, new byte[] { 3, 4, 5, 0, 1, 2 }, 2, 3)]
    [InlineData(5, new byte[] { 0, 3, 1, 4, 2, 5 }, 3, 2)]
    [InlineData(6, new byte[] { 3, 0, 4, 1, 5, 2 }, 3, 2)]
    [InlineData(7, new byte[] { 5, 2, 4, 1, 3, 0 }, 3, 2)]
    [InlineData(8, new byte[] { 2, 5, 1, 4, 0, 3 }, 3, 2)]
    public void Every_exif_orientation_is_turned_upright(int orientation, byte[] upright, int height, int width)
    {
        // Stored: 0 1 2 over 3 4 5, each a block of 16×16 pixels, so that JPEG keeps the levels.
        byte[] pixels = new byte[32 * 48];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(40 * (i / 48 / 16 * 3 + i % 48 / 16));
        byte[] file = PictureCodec.Encode(new Picture(new Size(32, 48), 1, pixels), PictureFormat.Jpeg);
        byte[] exif =
        [
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0II*\0"u8,
            8,
            0,
            0,
            0,
            1,
            0,
            0x12,
            1,
            3,
            0,
            1,
            0,
            0,
            0,
            (byte)orientation,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        Picture picture = PictureCodec.Decode((byte[])[.. file[..2], .. exif, .. file[2..]], "turned.jpg");
        Assert.Equal(new Size(height * 16, width * 16), picture.Size);
        byte[] seen =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(i => (byte)((picture.View[0, i / width * 16 + 8, i % width * 16 + 8] + 20) / 40)),
        ];
        Assert.Equal(upright, seen);
    }

    [Fact]
    public void Quality_and_format_are_checked()
    {
        Picture picture = Samples.Ramp(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureCodec.Encode(picture, PictureFormat.Jpeg, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureCodec.Encode(picture, PictureFormat.Jpeg, 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureCodec.Encode(picture, (PictureFormat)9));
        PictureException error = Assert.Throws<PictureException>(() =>
            PictureCodec.Encode(Samples.Ramp(1, 16_384), PictureFormat.WebP)
        );
        Assert.Contains("16383", error.Message, StringComparison.Ordinal);
    }
}
