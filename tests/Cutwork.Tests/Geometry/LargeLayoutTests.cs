namespace Cutwork.Tests.Geometry;

/// <summary>Sizes and strides beyond a span are an ArgumentException, whichever product of them is too large.</summary>
public class LargeLayoutTests
{
    private const int Most = int.MaxValue;

    public static TheoryData<int, int, int> Sizes =>
        [
            (100_000, 100_000, 3),
            (Most, Most, Most),
            (Most, 1, 2),
            (1, Most, 2),
            (46_341, 46_341, 1),
            (65_536, 65_536, 1),
            (1, 1_000_000, 1_000_000),
        ];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sizes_times_channels(int height, int width, int channels)
    {
        var size = new Size(height, width);
        Assert.Contains("span", Assert.Throws<ArgumentException>(() => Layout.Planar(size, channels)).Message);
        Assert.Contains("span", Assert.Throws<ArgumentException>(() => Layout.Interleaved(size, channels)).Message);
    }

    [Theory]
    [InlineData(3, Most, 1, 1)]
    [InlineData(3, 1, Most, 3)]
    [InlineData(2, Most, Most, Most)]
    [InlineData(1, Most, Most, Most)]
    public void Strides(int channels, int channelStride, int rowStride, int pixelStride) =>
        Assert.Throws<ArgumentException>(() =>
            new Layout(new Size(5, 7), channels, channelStride, rowStride, pixelStride)
        );

    [Fact]
    public void Every_product_of_large_numbers_is_refused_or_right()
    {
        int[] numbers = [1, 2, 3, 46_341, 65_536, 1 << 20, 1 << 30, Most - 1, Most];
        foreach (int height in numbers)
        foreach (int width in numbers)
        foreach (int channels in numbers)
        foreach (int stride in numbers)
        {
            var size = new Size(height, width);
            foreach (
                Func<Layout> make in (Func<Layout>[])
                    [
                        () => Layout.Planar(size, channels, stride),
                        () => Layout.Interleaved(size, channels, stride),
                        () => new Layout(size, channels, stride, stride, 1),
                        () => new Layout(size, channels, 1, stride, stride),
                    ]
            )
            {
                Layout layout;
                try
                {
                    layout = make();
                }
                catch (ArgumentException)
                {
                    continue;
                }
                Int128 extent =
                    1
                    + (Int128)(channels - 1) * layout.ChannelStride
                    + (Int128)(height - 1) * layout.RowStride
                    + (Int128)(width - 1) * layout.PixelStride;
                Assert.Equal(extent, (Int128)layout.Extent);
                Assert.True(layout.Elements >= 1);
            }
        }
    }

    [Fact]
    public void A_row_stride_that_ends_beyond_the_integers_serves_one_image()
    {
        var layout = Layout.Planar(new Size(2, 3), 1, rowStride: 1_500_000_000);
        Assert.Equal(1_500_000_003, layout.Extent);
        Assert.Throws<ArgumentException>(() => new ImageBatch<byte>(new byte[10], layout, 1));
        Assert.Throws<ArgumentException>(() => new ImageBatch<byte>(new byte[10], layout, 2));
        Assert.Throws<ArgumentException>(() => new ReadOnlyImageBatch<byte>(new byte[10], layout, Most, Most));
        using var pool = new BatchPool();
        Assert.Throws<ArgumentException>(() => pool.Rent<float>(layout, 2));
        Assert.Throws<ArgumentException>(() => pool.Rent<float>(Layout.Planar(new Size(1024, 1024), 3), Most));
    }

    [Fact]
    public void Places_beyond_a_batch_are_refused()
    {
        byte[] memory = new byte[12];
        foreach (int place in (int[])[-1, 3, Most, int.MinValue, 1 << 30])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                _ = new ImageBatch<byte>(memory, Layout.Planar(new Size(2, 2), 1), 3)[place].Data.Length
            );
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                _ = new ReadOnlyImageBatch<byte>(memory, Layout.Planar(new Size(2, 2), 1), 3)[place].Data.Length
            );
        }
    }
}
