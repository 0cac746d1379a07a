namespace Cutwork.Imaging.Tests.Resampling;

public class ResamplingLaws
{
    private static readonly Filter[] Filters = Enum.GetValues<Filter>();

    private static readonly (Size Source, Size Target)[] Sizes =
    [
        (new Size(37, 53), new Size(24, 24)),
        (new Size(9, 11), new Size(20, 31)),
        (new Size(40, 300), new Size(7, 5)),
        (new Size(1, 1), new Size(3, 2)),
        (new Size(2, 5), new Size(5, 2)),
        (new Size(64, 70), new Size(33, 70)),
    ];

    public static TheoryData<Filter> EveryFilter => [.. Filters];

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void The_same_size_is_a_copy(Filter filter)
    {
        for (int channels = 1; channels <= 4; channels++)
            foreach ((Size size, _) in Sizes)
            {
                byte[] pixels = HashedPictures.Hashed(size, channels);

                Assert.Equal(pixels, Resampled(pixels, size, channels, Region.Whole(size), size, filter));
            }
    }

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void A_part_of_the_same_size_is_a_copy_of_it(Filter filter)
    {
        var size = new Size(37, 53);
        var part = new Region(5, 17, 24, 31);
        byte[] pixels = HashedPictures.Hashed(size, 3);
        ReadOnlyImageView<byte> cut = View(pixels, size, 3).Slice(part);

        Assert.Equal(HashedPictures.Gather(cut), Resampled(pixels, size, 3, part, new Size(24, 31), filter));
    }

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void What_is_constant_stays_so(Filter filter)
    {
        foreach ((Size size, Size target) in Sizes)
        foreach (byte value in (byte[])[0, 1, 127, 254, 255])
        {
            byte[] pixels = new byte[size.Area * 3];
            pixels.AsSpan().Fill(value);

            Assert.All(
                Resampled(pixels, size, 3, Region.Whole(size), target, filter),
                result => Assert.Equal(value, result)
            );
        }
    }

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void Mirrored_is_the_mirror_of_the_result(Filter filter)
    {
        for (int channels = 1; channels <= 4; channels++)
            foreach ((Size size, Size target) in Sizes)
            {
                byte[] pixels = HashedPictures.Hashed(size, channels);
                byte[] straight = Resampled(pixels, size, channels, Region.Whole(size), target, filter);
                byte[] mirrored = Resampled(
                    pixels,
                    size,
                    channels,
                    Region.Whole(size),
                    target,
                    filter,
                    Mirror.Horizontal
                );

                for (int y = 0; y < target.Height; y++)
                for (int x = 0; x < target.Width; x++)
                    Assert.Equal(
                        straight.AsSpan((y * target.Width + x) * channels, channels),
                        mirrored.AsSpan((y * target.Width + target.Width - 1 - x) * channels, channels)
                    );
            }
    }

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void A_slice_is_the_image_that_was_cut_out(Filter filter)
    {
        var size = new Size(37, 53);
        var part = new Region(5, 17, 24, 31);
        var target = new Size(15, 40);
        byte[] pixels = HashedPictures.Hashed(size, 3);
        ReadOnlyImageView<byte> slice = View(pixels, size, 3).Slice(part);
        ImageView<byte> result = HashedPictures.Empty(target, 3);
        new Resampler().Resample(slice, result, filter);
        var cut = new Size(part.Height, part.Width);

        Assert.Equal(
            Resampled(HashedPictures.Gather(slice), cut, 3, Region.Whole(cut), target, filter),
            result.Data.ToArray()
        );
    }

    /// <summary>Pillow's rule for boxes: what lies around a part takes part in its edges, and in nothing else.</summary>
    [Theory]
    [InlineData(Filter.Bilinear, 1)]
    [InlineData(Filter.Bicubic, 2)]
    [InlineData(Filter.BilinearPlain, 0)]
    [InlineData(Filter.Nearest, 0)]
    public void What_lies_around_a_part_is_seen_at_its_edges_alone(Filter filter, int support)
    {
        var size = new Size(60, 80);
        var part = new Region(10, 20, 40, 40);
        var target = new Size(20, 20);
        byte[] pixels = HashedPictures.Hashed(size, 1);
        byte[] within = Resampled(pixels, size, 1, part, target, filter);
        byte[] cut = HashedPictures.Gather(View(pixels, size, 1).Slice(part));
        byte[] alone = Resampled(cut, new Size(40, 40), 1, Region.Whole(new Size(40, 40)), target, filter);
        int edge = support; // the support in pixels of the result

        for (int y = edge; y < 20 - edge; y++)
            Assert.Equal(alone.AsSpan(y * 20 + edge, 20 - 2 * edge), within.AsSpan(y * 20 + edge, 20 - 2 * edge));
        Assert.Equal(support == 0, alone.AsSpan().SequenceEqual(within));
    }

    [Theory]
    [MemberData(nameof(EveryFilter))]
    public void Every_layout_is_the_same_image(Filter filter)
    {
        var resampler = new Resampler();
        for (int channels = 1; channels <= 4; channels++)
            foreach ((Size size, Size target) in Sizes)
            {
                byte[] pixels = HashedPictures.Hashed(size, channels);
                byte[] expected = Resampled(pixels, size, channels, Region.Whole(size), target, filter);
                foreach (string from in HashedPictures.Layouts)
                foreach (string to in HashedPictures.Layouts)
                {
                    Layout source = HashedPictures.Lay(from, size, channels);
                    Layout result = HashedPictures.Lay(to, target, channels);
                    byte[] written = new byte[result.Extent];
                    written.AsSpan().Fill(0xAA);
                    resampler.Resample(
                        new ReadOnlyImageView<byte>(HashedPictures.Spread(pixels, source), source),
                        new ImageView<byte>(written, result),
                        filter
                    );

                    Assert.Equal(HashedPictures.Spread(expected, result), written);
                }
            }
    }

    [Theory]
    [InlineData(Filter.Bilinear)]
    [InlineData(Filter.Bicubic)]
    public void A_side_of_very_many_pixels_becomes_their_mean(Filter filter)
    {
        var size = new Size(1, 70_000);
        byte[] pixels = new byte[70_000];
        for (int x = 0; x < pixels.Length; x++)
            pixels[x] = (byte)(x % 2 == 0 ? 60 : 100);

        // The kernel's weights are rounded to 22 bits, of which each of 70,000 has few.
        Assert.InRange(Resampled(pixels, size, 1, Region.Whole(size), new Size(1, 1), filter)[0], 75, 85);
    }

    private static byte[] Resampled(
        byte[] pixels,
        Size size,
        int channels,
        Region part,
        Size target,
        Filter filter,
        Mirror mirror = Mirror.None
    )
    {
        ImageView<byte> result = HashedPictures.Empty(target, channels);
        new Resampler().Resample(View(pixels, size, channels), part, result, filter, mirror);
        return result.Data.ToArray();
    }

    private static ReadOnlyImageView<byte> View(byte[] pixels, Size size, int channels) =>
        new(pixels, Layout.Interleaved(size, channels));

    /// <summary>A view that reaches over its source is the same part of the source with a black margin.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Beyond_a_view_s_source_is_black(bool planar)
    {
        var size = new Size(9, 11);
        Layout layout = planar ? Layout.Planar(size, 3) : Layout.Interleaved(size, 3);
        byte[] pixels = HashedPictures.Hashed(new Size(1, layout.Extent), 1);
        var wide = Layout.Interleaved(new Size(19, 21), 3);
        byte[] margin = new byte[wide.Extent];
        for (int channel = 0; channel < 3; channel++)
        for (int y = 0; y < size.Height; y++)
        for (int x = 0; x < size.Width; x++)
            margin[wide.Offset(channel, y + 5, x + 5)] = pixels[layout.Offset(channel, y, x)];
        var to = Layout.Interleaved(new Size(7, 6), 3);
        var resampler = new Resampler();
        foreach (Region crop in (Region[])[new(-5, -5, 19, 21), new(-3, 2, 8, 13), new(4, -2, 3, 5), new(2, 3, 4, 5)])
        foreach (Mirror mirror in Enum.GetValues<Mirror>())
        {
            byte[] shown = new byte[to.Extent];
            byte[] expected = new byte[to.Extent];
            resampler.Show(
                new ReadOnlyImageView<byte>(pixels, layout),
                new Cutwork.View(size, crop, mirror),
                new ImageView<byte>(shown, to)
            );
            new Resampler().Resample(
                new ReadOnlyImageView<byte>(margin, wide).Slice(
                    new Region(crop.Top + 5, crop.Left + 5, crop.Height, crop.Width)
                ),
                new ImageView<byte>(expected, to),
                Filter.Bilinear,
                mirror
            );
            Assert.Equal(expected, shown);
        }
        Assert.Throws<ArgumentException>(() =>
            resampler.Show(
                new ReadOnlyImageView<byte>(pixels, layout),
                Cutwork.View.Whole(new Size(9, 10)),
                new ImageView<byte>(new byte[to.Extent], to)
            )
        );
    }
}
