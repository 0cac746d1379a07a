using Cutwork.Tests;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Resampling allocates nothing once an image as large has been resampled.</summary>
public class ResamplerMemoryTests
{
    private static readonly byte[] Source = new byte[3 * 90 * 120];
    private static readonly byte[] Target = new byte[3 * 64 * 64];

    [Theory]
    [InlineData(Filter.Bilinear)]
    [InlineData(Filter.Bicubic)]
    [InlineData(Filter.BilinearPlain)]
    [InlineData(Filter.Nearest)]
    public void Another_image_allocates_nothing(Filter filter)
    {
        var resampler = new Resampler();
        Crops(resampler, filter);
        Assert.Equal(0, Allocation.Of(() => Crops(resampler, filter)));
    }

    private static void Crops(Resampler resampler, Filter filter)
    {
        var size = new Size(90, 120);
        var target = new Size(64, 64);
        for (int i = 0; i < 20; i++)
        {
            Layout from = i % 2 == 0 ? Layout.Interleaved(size, 3) : Layout.Planar(size, 3);
            Layout to = i % 3 == 0 ? Layout.Interleaved(target, 3) : Layout.Planar(target, 3);
            resampler.Resample(
                new ReadOnlyImageView<byte>(Source, from),
                new Region(i, 2 * i, 90 - 3 * i, 120 - 4 * i),
                new ImageView<byte>(Target, to),
                filter,
                i % 4 == 0 ? Mirror.Horizontal : Mirror.None
            );
        }
    }
}
