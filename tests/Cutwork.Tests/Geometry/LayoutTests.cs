using CsCheck;

namespace Cutwork.Tests.Geometry;

public class LayoutTests
{
    [Fact]
    public void An_accepted_layout_never_shares_a_place_and_ends_at_its_extent() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40])
            .Sample(
                (channels, height, width, channelStride, rowStride, pixelStride) =>
                {
                    Layout layout;
                    try
                    {
                        layout = new Layout(new Size(height, width), channels, channelStride, rowStride, pixelStride);
                    }
                    catch (ArgumentException)
                    {
                        return true;
                    }
                    var places = new HashSet<int>();
                    for (int channel = 0; channel < channels; channel++)
                    for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++)
                        if (!places.Add(layout.Offset(channel, y, x)))
                            return false;
                    return places.Min() == 0 && places.Max() == layout.Extent - 1;
                }
            );

    [Fact]
    public void Planar_and_interleaved_are_CHW_and_HWC()
    {
        var size = new Size(2, 3);
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        var planar = new ReadOnlyImageView<float>(values, Layout.Planar(size, 2));
        var interleaved = new ReadOnlyImageView<float>(values, Layout.Interleaved(size, 2));

        Assert.Equal(1 * 6 + 1 * 3 + 2, planar[1, 1, 2]);
        Assert.Equal(1 * 6 + 2 * 2 + 1, interleaved[1, 1, 2]);
    }

    [Fact]
    public void Batches_without_a_gap_put_images_one_after_the_other()
    {
        var size = new Size(2, 3);
        foreach (
            Layout layout in (Layout[])
                [
                    Layout.Planar(size, 3),
                    Layout.Interleaved(size, 3),
                    Layout.Planar(size, 1),
                    Layout.Interleaved(size, 1),
                ]
        )
        {
            var batch = new ReadOnlyImageBatch<byte>(new byte[layout.Elements * 4], layout, 4);
            Assert.Equal(layout.Elements, batch.ImageStride);
        }
    }

    [Fact]
    public void Too_short_and_overlapping_batches_are_refused()
    {
        var layout = Layout.Planar(new Size(2, 3), 3);

        Assert.Contains(
            "18 elements",
            Assert.Throws<ArgumentException>(() => new ImageView<byte>(new byte[17], layout)).Message
        );
        Assert.Throws<ArgumentException>(() => new ImageBatch<byte>(new byte[35], layout, 2));
        Assert.Contains(
            "overlap",
            Assert.Throws<ArgumentException>(() => new ImageBatch<byte>(new byte[100], layout, 2, 17)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageBatch<byte>(new byte[100], layout, 0));
        Assert.Throws<ArgumentException>(() => new Layout(new Size(4, 4), 3, 1, 4, 1));
    }

    [Fact]
    public void Slices_see_their_channels()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        ImageView<float> slice = new ImageView<float>(values, Layout.Interleaved(new Size(2, 2), 3)).Slice(1, 2);

        Assert.Equal((1f, 2f, 10f, 11f), (slice[0, 0, 0], slice[1, 0, 0], slice[0, 1, 1], slice[1, 1, 1]));
    }
}
