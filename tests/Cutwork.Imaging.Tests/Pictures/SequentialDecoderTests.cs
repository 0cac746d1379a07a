using CsCheck;
using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>Cutwork's own decoder against SkiaSharp: the same pixels, refusals and messages.</summary>
public sealed class SequentialDecoderTests : SequentialDecoderCase
{
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
}
