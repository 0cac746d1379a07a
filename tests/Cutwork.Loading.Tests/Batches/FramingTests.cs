using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Pictures of any size come to the batch's.</summary>
public class FramingTests
{
    private static LoadedBatch<byte> First(FakeSet set, Framing framing, int channels = 3)
    {
        using var loader = new Loader<byte>(
            set,
            new LoaderOptions
            {
                Size = new Size(8, 8),
                BatchSize = 2,
                Channels = channels,
                ChannelsLast = true,
                Framing = framing,
                Order = SampleOrder.Sequential(set.Count),
            }
        );
        return loader.Epoch(0).First();
    }

    [Fact]
    public void The_center_of_a_long_picture_is_shown()
    {
        // As high as the batch: no resizing, columns 6 to 13 of 20.
        using var set = new FakeSet(2, new Size(8, 20));
        using LoadedBatch<byte> batch = First(set, Framing.CenterCrop);
        Picture picture = set.Read(0).Picture;
        for (int y = 0; y < 8; y++)
            Assert.Equal(
                picture.Pixels.AsSpan((y * 20 + 6) * 3, 24).ToArray(),
                batch.Images.Data.Slice(y * 24, 24).ToArray()
            );
    }

    [Theory]
    [InlineData(16, 40)]
    [InlineData(5, 3)]
    [InlineData(1, 9)]
    [InlineData(100, 101)]
    public void Larger_and_smaller_pictures_cover_the_batch(int height, int width)
    {
        using var set = new FakeSet(2, new Size(height, width));
        using LoadedBatch<byte> batch = First(set, Framing.CenterCrop);
        using LoadedBatch<byte> stretched = First(set, Framing.Stretch);
        Assert.Equal((2, new Size(8, 8)), (batch.Count, batch.Images.Layout.Size));
        Picture expected = set.Read(0).Picture.Resize(new Size(8, 8));
        Assert.Equal(expected.Pixels, stretched.Images.Data[..expected.Pixels.Length].ToArray());
    }

    [Fact]
    public void Another_size_is_an_error_where_the_framing_is_exact()
    {
        using var set = new FakeSet(2, new Size(8, 9));
        Assert.Equal(
            "picture 0: it has 8×9 pixels, but the batch 8×8; choose Framing.CenterCrop or Framing.Stretch, or that size.",
            Assert.Throws<DataSetException>(() => First(set, Framing.Exact)).Message
        );
    }

    [Fact]
    public void Gray_pictures_serve_three_channels_and_color_none_of_one()
    {
        using var gray = new FakeSet(2, new Size(8, 8)) { Channels = 1 };
        using LoadedBatch<byte> colored = First(gray, Framing.Exact);
        byte[] pixels = gray.Read(0).Picture.Pixels;
        Assert.Equal(pixels.SelectMany(pixel => new[] { pixel, pixel, pixel }), colored.Images.Data[..192].ToArray());
        using LoadedBatch<byte> single = First(gray, Framing.Exact, channels: 1);
        Assert.Equal(pixels, single.Images.Data[..64].ToArray());
        using var color = new FakeSet(2, new Size(8, 8));
        Assert.Contains(
            "it is in color",
            Assert.Throws<DataSetException>(() => First(color, Framing.Exact, channels: 1)).Message
        );
    }
}
