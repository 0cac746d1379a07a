using Cutwork.Tests.Kernels;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Vectors of every width make what the reference makes, element by element, and touch nothing else.</summary>
public class ResamplerVectorTests
{
    /// <summary>128 always: where there are no vectors, it is what ARM runs, computed element by element.</summary>
    private static readonly int[] Widths =
    [
        .. ((int[])[128, 256, 512]).Where(bits => bits == 128 || bits <= HorizontalPass.Bits),
    ];

    [Theory]
    [InlineData(Filter.Bilinear)]
    [InlineData(Filter.Bicubic)]
    [InlineData(Filter.BilinearPlain)]
    public void Every_width_of_image_is_the_reference_s(Filter filter)
    {
        for (int channels = 1; channels <= 4; channels++)
        for (int width = 1; width <= 90; width++)
            Compare(filter, new Size(5, 3 + width * 5 / 3), channels, new Size(4, width), Mirror.None);
    }

    [Theory]
    [InlineData(Filter.Bilinear)]
    [InlineData(Filter.Bicubic)]
    [InlineData(Filter.BilinearPlain)]
    public void Every_scale_is_the_reference_s(Filter filter)
    {
        for (int channels = 1; channels <= 4; channels++)
        for (int width = 1; width <= 400; width += 1 + width / 9)
        {
            Compare(filter, new Size(3, width), channels, new Size(2, 37), Mirror.Horizontal);
            Compare(filter, new Size(width, 3), channels, new Size(37, 2), Mirror.None);
        }
    }

    private static void Compare(Filter filter, Size size, int channels, Size target, Mirror mirror)
    {
        Layout source = Layout.Interleaved(size, channels);
        Layout result = Layout.Interleaved(target, channels);
        byte[] pixels = HashedPictures.Hashed(size, channels, contrast: size.Width % 3 == 0);
        byte[] expected = new byte[result.Extent];
        new Resampler { Bits = 0 }.Resample(
            new ReadOnlyImageView<byte>(pixels, source),
            new ImageView<byte>(expected, result),
            filter,
            mirror
        );

        using var from = new GuardedMemory(source.Extent);
        using var to = new GuardedMemory(result.Extent);
        foreach (int bits in Widths)
        foreach (bool atEnd in (bool[])[false, true])
        {
            Span<byte> read = atEnd ? from.Last<byte>(source.Extent) : from.First<byte>(source.Extent);
            Span<byte> written = atEnd ? to.Last<byte>(result.Extent) : to.First<byte>(result.Extent);
            pixels.CopyTo(read);
            written.Clear();
            new Resampler { Bits = bits }.Resample(
                new ReadOnlyImageView<byte>(read, source),
                new ImageView<byte>(written, result),
                filter,
                mirror
            );

            Assert.True(
                written.SequenceEqual(expected),
                $"{filter}, {bits} bits: {channels} channels of {size} to {target}, mirror {mirror}"
            );
        }
    }
}
