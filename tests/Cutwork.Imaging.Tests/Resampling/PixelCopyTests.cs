using Cutwork.Tests.Kernels;

namespace Cutwork.Imaging.Tests.Resampling;

/// <summary>Between any two strides, pixels arrive where they belong, and nothing beside them is read or written.</summary>
public unsafe class PixelCopyTests
{
    /// <summary>Every layout to every other.</summary>
    public static TheoryData<string, string> Layouts
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (string from in HashedPictures.Layouts)
            foreach (string to in HashedPictures.Layouts)
                pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_row_is_the_loop_s(string from, string to)
    {
        using var read = new GuardedMemory(4096);
        using var written = new GuardedMemory(4096);
        for (int channels = 1; channels <= 4; channels++)
        for (int width = 1; width <= 70; width++)
            foreach (bool atEnd in (bool[])[false, true])
            {
                var size = new Size(1, width);
                Layout source = HashedPictures.Lay(from, size, channels);
                Layout target = HashedPictures.Lay(to, size, channels);
                byte[] pixels = HashedPictures.Hashed(size, channels);
                Span<byte> given = atEnd ? read.Last<byte>(source.Extent) : read.First<byte>(source.Extent);
                Span<byte> result = atEnd ? written.Last<byte>(target.Extent) : written.First<byte>(target.Extent);
                HashedPictures.Spread(pixels, source).CopyTo(given);
                result.Fill(0xAA);

                fixed (byte* first = given)
                fixed (byte* place = result)
                    PixelCopy.Run(
                        first,
                        source.PixelStride,
                        source.ChannelStride,
                        place,
                        target.PixelStride,
                        target.ChannelStride,
                        width,
                        channels
                    );

                Assert.Equal(HashedPictures.Spread(pixels, target), result);
            }
    }
}
