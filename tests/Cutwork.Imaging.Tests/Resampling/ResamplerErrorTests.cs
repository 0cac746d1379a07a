namespace Cutwork.Imaging.Tests.Resampling;

public class ResamplerErrorTests
{
    private static readonly Size Size = new(10, 12);
    private static readonly Size Small = new(5, 6);

    [Fact]
    public void A_part_must_have_pixels()
    {
        Assert.Contains(
            "empty",
            Assert.Throws<ArgumentOutOfRangeException>(() => Resample(new Region(2, 2, 0, 4))).Message
        );
        Assert.Contains(
            "must have pixels",
            Assert.Throws<ArgumentOutOfRangeException>(() => Resample(default(Box))).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new Box(1, 2, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Box(float.NaN, 2, 1, 4));
    }

    [Theory]
    [InlineData(-1, 0, 5, 6)]
    [InlineData(0, -1, 5, 6)]
    [InlineData(6, 0, 5, 6)]
    [InlineData(0, 7, 5, 6)]
    public void A_part_must_lie_on_the_source(int top, int left, int height, int width) =>
        Assert.Contains(
            "within the source's 10×12",
            Assert.Throws<ArgumentOutOfRangeException>(() => Resample(new Region(top, left, height, width))).Message
        );

    [Fact]
    public void A_slice_must_lie_on_the_image()
    {
        byte[] pixels = new byte[120];

        Assert.Contains(
            "within the image's 10×12",
            Assert
                .Throws<ArgumentOutOfRangeException>(() =>
                    new ReadOnlyImageView<byte>(pixels, Layout.Planar(Size, 1)).Slice(new Region(5, 5, 6, 6)).Size
                )
                .Message
        );
    }

    [Fact]
    public void Plain_parts_are_whole_pixels() =>
        Assert.Contains(
            "within pixels",
            Assert.Throws<ArgumentException>(() => Resample(new Box(0, 0, 5.5f, 6), Filter.BilinearPlain)).Message
        );

    [Fact]
    public void Channels_are_one_to_four_and_as_many()
    {
        Assert.Contains("5 channels", Assert.Throws<ArgumentException>(() => Channels(5, 5)).Message);
        Assert.Contains("3 channels and the target 1", Assert.Throws<ArgumentException>(() => Channels(3, 1)).Message);
    }

    [Fact]
    public void Memory_must_be_there_and_not_the_same()
    {
        byte[] pixels = new byte[200];

        Assert.Contains(
            "target has no pixels",
            Assert
                .Throws<ArgumentException>(() =>
                    new Resampler().Resample(
                        new ReadOnlyImageView<byte>(pixels, Layout.Planar(Size, 1)),
                        default(ImageView<byte>)
                    )
                )
                .Message
        );
        Assert.Contains(
            "source has no pixels",
            Assert
                .Throws<ArgumentException>(() =>
                    new Resampler().Resample(default, new ImageView<byte>(pixels, Layout.Planar(Size, 1)))
                )
                .Message
        );
        Assert.Contains(
            "shares memory",
            Assert
                .Throws<ArgumentException>(() =>
                    new Resampler().Resample(
                        new ReadOnlyImageView<byte>(pixels, Layout.Planar(Size, 1)),
                        new ImageView<byte>(pixels.AsSpan(100), Layout.Planar(Small, 1))
                    )
                )
                .Message
        );
        Assert.Contains(
            "takes 30 elements, but the span holds 29",
            Assert
                .Throws<ArgumentException>(() => new ImageView<byte>(new byte[29], Layout.Planar(Small, 1)).Size)
                .Message
        );
    }

    [Fact]
    public void Filter_and_mirror_are_of_those_that_there_are()
    {
        Assert.Contains(
            "Bilinear, Bicubic, BilinearPlain, Nearest",
            Assert.Throws<ArgumentOutOfRangeException>(() => Resample(new Region(0, 0, 5, 5), (Filter)9)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Resample(new Region(0, 0, 5, 5), Filter.Bilinear, (Mirror)9));
    }

    private static void Resample(Box part, Filter filter = Filter.Bilinear, Mirror mirror = Mirror.None) =>
        new Resampler().Resample(
            new ReadOnlyImageView<byte>(new byte[120], Layout.Planar(Size, 1)),
            part,
            new ImageView<byte>(new byte[30], Layout.Planar(Small, 1)),
            filter,
            mirror
        );

    private static void Channels(int from, int to) =>
        new Resampler().Resample(
            new ReadOnlyImageView<byte>(new byte[600], Layout.Planar(Size, from)),
            new ImageView<byte>(new byte[600], Layout.Planar(Size, to))
        );
}
