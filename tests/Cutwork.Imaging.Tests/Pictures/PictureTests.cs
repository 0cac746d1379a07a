namespace Cutwork.Imaging.Tests;

public sealed class PictureTests
{
    [Fact]
    public void Bytes_must_fit_size_and_channels()
    {
        Assert.Throws<ArgumentException>(() => new Picture(new Size(2, 2), 3, new byte[11]));
        Assert.Throws<ArgumentException>(() => new Picture(new Size(2, 2), 4, new byte[16]));
        Picture picture = Samples.Ramp(2, 5);
        Assert.Equal(picture.Pixels[(1 * 5 + 3) * 3 + 2], picture.View[2, 1, 3]);
        Assert.Same(picture, picture.ToRgb());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_plain_picture_stays_plain_at_every_size(int channels)
    {
        byte[] pixels = new byte[40 * 30 * channels];
        Array.Fill(pixels, (byte)77);
        Picture plain = new(new Size(40, 30), channels, pixels);
        foreach (Size size in (Size[])[new(1, 1), new(7, 90), new(224, 224), new(40, 30)])
        {
            Picture resized = plain.Resize(size);
            Assert.Equal(size, resized.Size);
            Assert.Equal(channels, resized.Channels);
            Assert.All(resized.Pixels, level => Assert.Equal(77, level));
        }
    }

    [Fact]
    public void Shrinking_averages_instead_of_skipping()
    {
        // Columns of black and white: one in eight kept as it is would be all black or all white.
        byte[] pixels = new byte[64 * 64];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % 2 * 255);
        Picture small = new Picture(new Size(64, 64), 1, pixels).Resize(new Size(8, 8));
        Assert.All(small.Pixels, level => Assert.InRange(level, 120, 136));
    }

    [Fact]
    public void A_long_picture_whose_short_side_would_grow_is_refused_with_both_sizes()
    {
        string message = Assert
            .Throws<ArgumentOutOfRangeException>(() => Samples.Ramp(4000, 1).Resize(new Size(896_000, 224)))
            .Message;
        Assert.Contains("4000×1 pixels would become 896000×224", message, StringComparison.Ordinal);
        Assert.Equal(new Size(224, 224), Samples.Ramp(4000, 1).Resize(new Size(224, 224)).Size);
    }

    [Fact]
    public void Sizes_beyond_an_array_are_refused_as_arguments()
    {
        Picture picture = Samples.Ramp(3, 4);
        foreach (Size size in (Size[])[new(100_000, 100_000), new(int.MaxValue, 1), new(int.MaxValue, int.MaxValue)])
        {
            Assert.ThrowsAny<ArgumentException>(() => picture.Resize(size));
            Assert.ThrowsAny<ArgumentException>(() => picture.Show(View.Whole(picture.Size), size));
            Assert.ThrowsAny<ArgumentException>(() => new Picture(size, 3, []));
            Assert.ThrowsAny<ArgumentException>(() => new ShapesDataSet(size, 1));
        }
    }
}
