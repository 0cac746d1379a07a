using CsCheck;
using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>Cutwork's own decoder against SkiaSharp: the same pixels, refusals and messages.</summary>
public sealed class SequentialDecoderTests
{
    private static readonly SequentialJpegDecoder Own = new();
    private static readonly PictureDecoder Both = new(Own);

    [Fact]
    public void All_photos_have_the_same_pixels()
    {
        int files = 0;
        int left = 0;
        foreach (string path in Photos())
        {
            byte[] file = File.ReadAllBytes(path);
            files++;
            if (!JpegHeader.Read(file)!.Value.IsUsual)
            {
                left++;
                continue;
            }
            foreach (int reduction in (int[])[1, 2, 4, 8])
            {
                byte[]? pixels = By(Own, file, reduction);
                Assert.True(pixels is not null, path);
                Picture expected = Skia.Decode(file, path, new DecodeOptions { Reduction = reduction });
                Assert.True(expected.Pixels.AsSpan().SequenceEqual(pixels), $"{path}, 1/{reduction}");
            }
        }
        Assert.Equal(160, files);
        Assert.Equal(1, left); // its colors have half the height only (4:4:0)
    }

    [Fact]
    public void All_bad_files_meet_the_same_end()
    {
        int own = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.File("bad")))
        {
            byte[] file = File.ReadAllBytes(path);
            foreach (int reduction in (int[])[1, 4])
                Assert.Equal(Outcome(Skia, file, path, reduction), Outcome(Both, file, path, reduction));
            own += IsTaken(file) ? 1 : 0;
        }
        Assert.InRange(own, 1, 10);
    }

    [Fact]
    public void Changed_and_cut_files_meet_the_same_end()
    {
        byte[][] files = Kinds();
        int taken = 0;
        Gen.Select(
                Gen.Int[0, files.Length - 1],
                Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[0, 4],
                Gen.Frequency((3, Gen.Const(100)), (1, Gen.Int[1, 100])),
                Gen.OneOf(Gen.Const(1), Gen.Const(2), Gen.Const(4), Gen.Const(8))
            )
            .Sample(
                (which, changes, percent, reduction) =>
                {
                    byte[] file = [.. files[which]];
                    foreach ((int at, byte value) in changes)
                        file[at % file.Length] = value;
                    file = file[..(file.Length * percent / 100)];
                    taken += changes.Length > 0 && IsTaken(file) ? 1 : 0;
                    return Outcome(Skia, file, "changed", reduction) == Outcome(Both, file, "changed", reduction);
                },
                iter: 6000,
                threads: 1
            );
        Assert.NotEqual(0, taken);
    }

    [Fact]
    public void Every_size_sampling_and_reduction_has_the_same_pixels()
    {
        foreach (
            (int height, int width) in ((int, int)[])
                [
                    (1, 1),
                    (2, 3),
                    (3, 2),
                    (4, 5),
                    (5, 4),
                    (7, 9),
                    (8, 8),
                    (16, 17),
                    (17, 16),
                    (65, 33),
                    (1, 300),
                    (127, 17),
                ]
        )
        foreach (
            byte[] file in (byte[][])
                [
                    JpegFiles.Waves(height, width, 60),
                    JpegFiles.Waves(height, width, 95),
                    JpegFiles.Waves(height, width, 80, channels: 1),
                    JpegFiles.HalfWidth(height, width),
                ]
        )
        foreach (int reduction in (int[])[1, 2, 4, 8])
        {
            byte[]? pixels = By(Own, file, reduction);
            Picture expected = Skia.Decode(file, "waves.jpg", new DecodeOptions { Reduction = reduction });
            Assert.NotNull(pixels);
            Assert.True(expected.Pixels.AsSpan().SequenceEqual(pixels), $"{expected.Size}, 1/{reduction}");
        }
    }

    // What the digest program decodes on every kind of processor, without SkiaSharp.
    [Fact]
    public void The_digest_program_s_files_have_the_same_pixels()
    {
        int files = 0;
        foreach (byte[] file in Aot.JpegDigest.Files())
        {
            files++;
            foreach (int reduction in (int[])[1, 2, 4, 8])
                Assert.Equal(
                    Skia.Decode(file, "chance.jpg", new DecodeOptions { Reduction = reduction }).Pixels,
                    By(Own, file, reduction)
                );
        }
        Assert.Equal(76, files);
    }

    [Fact]
    public void The_hardest_pictures_have_the_same_pixels()
    {
        foreach (int quality in (int[])[1, 2, 5, 20, 50, 89, 90, 100])
            for (int seed = 0; seed < 8; seed++)
            {
                byte[] file = Noise(quality, seed);
                Assert.Equal(Skia.Decode(file, "noise.jpg", null).Pixels, By(Own, file));
            }
    }

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
    public void Small_pictures_of_noise_have_the_same_pixels_at_every_reduction()
    {
        PictureDecoder[] decoders = TurboLibrary.Find(TurboLibrary.UsualPlaces) is { } turbo
            ? [Both, new(turbo), PictureDecoder.Default]
            : [Both, PictureDecoder.Default];
        int taken = 0;
        for (int height = 1; height <= 17; height++)
        for (int width = 1; width <= 17; width++)
        {
            Picture noise = Samples.Noise(height, width, 3);
            foreach (
                byte[] file in (byte[][])
                    [
                        PictureCodec.Encode(noise, PictureFormat.Jpeg, 60),
                        PictureCodec.Encode(noise, PictureFormat.Jpeg, 95),
                        PictureCodec.Encode(Samples.Noise(height, width, 1), PictureFormat.Jpeg, 90),
                        JpegFiles.HalfWidth(noise),
                    ]
            )
            foreach (int reduction in (int[])[1, 2, 4, 8])
            {
                DecodeOptions options = new() { Reduction = reduction };
                Picture expected = Skia.Decode(file, "noise.jpg", options);
                foreach (PictureDecoder decoder in decoders)
                {
                    Picture found = decoder.Decode(file, "noise.jpg", options);
                    Assert.Equal(expected.Size, found.Size);
                    Assert.True(
                        expected.Pixels.AsSpan().SequenceEqual(found.Pixels),
                        $"{height}×{width}, 1/{reduction}"
                    );
                }
                taken += By(Own, file, reduction) is null ? 0 : 1;
            }
        }
        Assert.InRange(taken, 4400, 4624); // of 17·17·4·4; the few others are at most 5 pixels wide or high
    }

    [Fact]
    public void A_code_of_ones_alone_is_refused_as_libjpeg_does()
    {
        byte[] free = [1];
        foreach (
            byte[] complete in (byte[][])
                [
                    [2],
                    [1, 2],
                    [1, 1, 2],
                    [0, 4],
                ]
        )
        foreach (bool ofDifferences in (bool[])[true, false])
        {
            byte[] file = JpegFiles.Flat(8, 8, ofDifferences ? complete : free, ofDifferences ? free : complete);
            Assert.False(IsTaken(file));
            Assert.Equal(Outcome(Skia, file, "a", 1), Outcome(Both, file, "a", 1));
        }
        Assert.True(IsTaken(JpegFiles.Flat(8, 8, [1, 1], [1, 1])));
    }

    [Fact]
    public void A_side_beyond_libjpegs_longest_is_refused_from_the_header_on()
    {
        foreach ((int height, int width) in ((int, int)[])[(1, 65_500), (65_500, 1), (1, 65_501), (65_535, 3)])
        {
            byte[] file = JpegFiles.Flat(height, width, [1], [1]);
            bool fits = Math.Max(height, width) <= 65_500;
            Assert.Equal(fits, IsTaken(file));
            foreach (PictureDecoder decoder in (PictureDecoder[])[Both, PictureDecoder.Default])
                Assert.Equal(Outcome(Skia, file, "a", 1), Outcome(decoder, file, "a", 1));
            if (fits)
                Assert.Equal(new Size(height, width), PictureCodec.ReadHeader(file, "a").Size);
            else
                Assert.Throws<PictureException>(() => PictureCodec.ReadHeader(file, "a"));
        }
        Assert.Throws<PictureException>(() =>
            PictureCodec.Encode(Samples.Ramp(1, 65_501, channels: 1), PictureFormat.Jpeg)
        );
    }

    [Fact]
    public void Tables_of_the_file_before_are_not_used()
    {
        byte[] file = JpegFiles.Waves(16, 16, 90);
        foreach (byte table in (byte[])[0xDB, 0xC4])
        {
            Assert.True(IsTaken(file));
            byte[] bare = [.. file];
            bare[JpegFiles.Find(file, table) + 1] = 0xE2;
            Assert.False(IsTaken(bare));
        }
    }

    [Fact]
    public void What_is_not_usual_is_left()
    {
        byte[] file = JpegFiles.Waves(48, 48, 80);
        Assert.True(IsTaken(file));
        Assert.False(IsTaken(File.ReadAllBytes(SharedData.File("bad", "progressive.jpg"))));
        byte[] more = [.. file[..^2], 0x12, 0x34, 0xFF, 0xD9]; // coded bits after the last block
        Assert.False(IsTaken(more));
        byte[] restart = [.. file[..^2], 0xFF, 0xD0, 0xFF, 0xD9];
        Assert.False(IsTaken(restart));
        byte[] restarts = JpegFiles.WithRestarts();
        Assert.True(IsTaken(restarts));
        restarts[JpegFiles.Find(restarts, 0xD1) + 1] = 0xD2;
        Assert.False(IsTaken(restarts));
    }

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

    private static byte[][] Kinds() =>
        [
            JpegFiles.Waves(40, 56, 95),
            JpegFiles.Waves(33, 47, 60),
            JpegFiles.Waves(24, 24, 80, channels: 1),
            JpegFiles.WithExif(JpegFiles.Waves(20, 30, 80), JpegFiles.Orientation(6)),
            JpegFiles.WithExif(JpegFiles.Waves(41, 30, 95), JpegFiles.Orientation(3)),
            JpegFiles.HalfWidth(35, 50),
            JpegFiles.WithRestarts(),
        ];

    private static bool IsTaken(byte[] file) => By(Own, file) is not null;
}
