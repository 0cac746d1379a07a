using CsCheck;
using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>Parts of pictures, and threads.</summary>
public sealed class SequentialRegionTests : SequentialDecoderCase
{
    [Fact]
    public void Regions_are_cut_out_of_the_whole_and_nothing_around_them_is_written()
    {
        byte[][] files = Kinds();
        Gen.Select(
                Gen.Int[0, files.Length - 1],
                Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(4), Gen.Const(8)),
                Gen.Int[0, 1000],
                Gen.Int[0, 1000],
                Gen.Int[0, 1000],
                Gen.Int[0, 1000]
            )
            .Sample(
                (which, reduction, a, b, c, d) =>
                {
                    DecodeOptions options = new() { Reduction = reduction };
                    Picture whole = Skia.Decode(files[which], "whole", options);
                    (int top, int left) = (a % whole.Size.Height, b % whole.Size.Width);
                    Region region = new(
                        top,
                        left,
                        c % (whole.Size.Height - top) + 1,
                        d % (whole.Size.Width - left) + 1
                    );
                    byte[] pixels = new byte[region.Area * 3 + 9];
                    Both.DecodeTo(files[which], "part", pixels, 3, region, options);
                    return By(Own, files[which], reduction, region) is { } taken
                        && taken.AsSpan().SequenceEqual(Cut(whole, region))
                        && taken.AsSpan().SequenceEqual(pixels.AsSpan(..^9))
                        && pixels.AsSpan(^9..).IndexOfAnyExcept((byte)0) < 0;
                },
                iter: 4000,
                threads: 1
            );
    }

    [Fact]
    public void What_is_below_a_region_is_not_read_but_a_cut_file_is_refused()
    {
        byte[] file = JpegFiles.Waves(200, 200, 80);
        Region region = new(20, 30, 60, 50);
        byte[] expected = new byte[region.Area * 3];
        Skia.DecodeTo(file, "a.jpg", expected, 3, region, null);

        byte[] damaged = [.. file];
        damaged.AsSpan(file.Length * 3 / 4, 20).Fill(0x55);
        Assert.Equal(expected, By(Own, damaged, 1, region));
        Assert.False(IsTaken(file[..^2]));
        Assert.Throws<PictureException>(() => Both.DecodeTo(file[..^40], "cut.jpg", expected, 3, region, null));
    }

    // libjpeg chooses among eight scales the largest that gives a size; of small pictures that is not 1, 1/2, 1/4 or 1/8.
    [Fact]
    public async Task Eight_threads_get_the_same_bytes()
    {
        byte[][] files = Kinds();
        byte[][] expected = [.. files.Select(file => Skia.Decode(file, "a", null).Pixels)];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(thread =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            for (int turn = 0; turn < 100; turn++)
                            {
                                int which = (turn * 5 + thread) % files.Length;
                                Assert.Equal(expected[which], Both.Decode(files[which], "a", null).Pixels);
                            }
                        },
                        TaskCreationOptions.LongRunning
                    )
                )
        );
    }
}
