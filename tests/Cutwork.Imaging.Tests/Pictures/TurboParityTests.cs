using CsCheck;
using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>The same pixels, refusals and messages from both decoders of JPEG.</summary>
public sealed class TurboParityTests
{
    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void All_photos_have_the_same_pixels(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        int files = 0;
        foreach (string path in Photos())
        {
            byte[] file = File.ReadAllBytes(path);
            JpegHeader header = JpegHeader.Read(file)!.Value;
            foreach (int reduction in (int[])[1, 2, 8])
            {
                Size size = JpegHeader.Reduce(header.Size, reduction);
                var turn = new Turn(header.Orientation, JpegHeader.Reduce(header.Stored, reduction));
                var part = new JpegPart(header.Stored, reduction, Region.Whole(turn.Stored), 3);
                byte[] stored = new byte[part.Length];
                Assert.True(turbo.TryDecode(file, part, stored), path);
                byte[] pixels = new byte[part.Length];
                turn.Copy(stored, part.Region, 3, Region.Whole(size), pixels, 3);
                Picture expected = Skia.Decode(file, path, new DecodeOptions { Reduction = reduction });
                Assert.Equal(expected.Size, size);
                Assert.True(expected.Pixels.AsSpan().SequenceEqual(pixels), path);
            }
            files++;
        }
        Assert.Equal(160, files);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void All_bad_files_meet_the_same_end(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        PictureDecoder both = new(turbo);
        foreach (string path in Directory.EnumerateFiles(SharedData.File("bad")))
        {
            byte[] file = File.ReadAllBytes(path);
            foreach (int reduction in (int[])[1, 4])
                Assert.Equal(Outcome(Skia, file, path, reduction), Outcome(both, file, path, reduction));
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void Changed_and_cut_files_meet_the_same_end(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        PictureDecoder both = new(turbo);
        byte[][] files =
        [
            JpegFiles.Waves(40, 56, 95),
            JpegFiles.Waves(33, 47, 60),
            JpegFiles.Waves(24, 24, 80, channels: 1),
            JpegFiles.WithExif(JpegFiles.Waves(20, 30, 80), JpegFiles.Orientation(6)),
        ];
        Gen.Select(
                Gen.Int[0, files.Length - 1],
                Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[0, 4],
                Gen.Frequency((3, Gen.Const(100)), (1, Gen.Int[1, 100]))
            )
            .Sample(
                (which, changes, percent) =>
                {
                    byte[] file = [.. files[which]];
                    foreach ((int at, byte value) in changes)
                        file[at % file.Length] = value;
                    file = file[..(file.Length * percent / 100)];
                    // Coefficients that no encoder makes overflow in one way with vectors, in another without: sizes alone are compared.
                    return Outcome(Skia, file, "changed", 1).Split(' ')[0]
                        == Outcome(both, file, "changed", 1).Split(' ')[0];
                },
                iter: 3000,
                threads: 1
            );
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void Reduced_sides_are_rounded_up_and_pixels_are_the_same(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        PictureDecoder both = new(turbo);
        foreach ((int height, int width) in ((int, int)[])[(1, 1), (7, 9), (64, 48), (65, 33), (1, 300), (127, 17)])
        foreach (int quality in (int[])[60, 95])
        foreach (int channels in (int[])[1, 3])
        foreach (int reduction in (int[])[1, 2, 4, 8])
        {
            byte[] file = JpegFiles.Waves(height, width, quality, channels);
            DecodeOptions options = new() { Reduction = reduction };
            Picture picture = both.Decode(file, "waves.jpg", options);
            Size expected = new((height + reduction - 1) / reduction, (width + reduction - 1) / reduction);
            Assert.Equal(expected, picture.Size);
            Assert.Equal(expected, PictureDecoder.ReadHeader(file, "waves.jpg").Reduced(reduction));
            Assert.Equal(Skia.Decode(file, "waves.jpg", options).Pixels, picture.Pixels);
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void The_hardest_pictures_have_the_same_pixels(string generation)
    {
        PictureDecoder both = new(TurboLibraries.Open(generation));
        foreach (int quality in (int[])[1, 2, 5, 20, 50, 89, 90, 100])
            for (int seed = 0; seed < 8; seed++)
            {
                byte[] file = Noise(quality, seed);
                Assert.Equal(Skia.Decode(file, "noise.jpg", null).Pixels, both.Decode(file, "noise.jpg", null).Pixels);
            }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void Tables_of_the_file_before_are_not_used(string generation)
    {
        PictureDecoder both = new(TurboLibraries.Open(generation));
        byte[] file = JpegFiles.Waves(16, 16, 90);
        both.Decode(file, "whole.jpg", null);
        byte[] bare = [.. file];
        bare[JpegFiles.Find(file, 0xDB) + 1] = 0xE2;
        Assert.Equal(
            "bare.jpg: the JPEG data are damaged.",
            Assert.Throws<PictureException>(() => both.Decode(bare, "bare.jpg", null)).Message
        );
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void Refused_files_leave_no_memory_behind(string generation)
    {
        PictureDecoder both = new(TurboLibraries.Open(generation));
        byte[] file = File.ReadAllBytes(SharedData.File("bad", "progressive.jpg"))[..15_000];
        long before = 0;
        for (int turn = 0; turn < 600; turn++) // each holds 0.9 MB of coefficients
        {
            if (turn == 20)
                before = Environment.WorkingSet;
            Assert.Throws<PictureException>(() => both.Decode(file, "cut.jpg", null));
        }
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 300_000_000);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void Regions_are_cut_out_of_the_whole_in_every_orientation(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        PictureDecoder[] decoders = [Skia, new(turbo)];
        foreach (int quality in (int[])[60, 95])
        foreach (int orientation in Enumerable.Range(1, 8))
        foreach (int reduction in (int[])[1, 2, 4, 8])
        {
            byte[] file = JpegFiles.WithExif(JpegFiles.Waves(150, 203, quality), JpegFiles.Orientation(orientation));
            DecodeOptions options = new() { Reduction = reduction };
            Picture whole = Skia.Decode(file, "turned.jpg", options);
            Assert.Equal(orientation >= 5, whole.Size.Height > whole.Size.Width);
            int height = whole.Size.Height;
            int width = whole.Size.Width;
            foreach (
                Region region in (Region[])
                    [
                        Region.Whole(whole.Size),
                        new(height / 2, width / 2, height / 3, width / 4),
                        new(height - 1, 0, 1, width),
                        new(0, width - 1, height, 1),
                        new(3, 5, 7, 9),
                    ]
            )
            foreach (PictureDecoder decoder in decoders)
            {
                byte[] pixels = new byte[region.Area * 3];
                decoder.DecodeTo(file, "turned.jpg", pixels, 3, region, options);
                Assert.True(
                    Cut(whole, region).AsSpan().SequenceEqual(pixels),
                    $"{orientation}, 1/{reduction}: {region}"
                );
            }
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public void A_region_above_the_damage_does_not_hide_it(string generation)
    {
        TurboDecoder turbo = TurboLibraries.Open(generation);
        byte[] file = JpegFiles.Waves(200, 200, 80);
        byte[] pixels = new byte[8 * 8 * 3];
        Assert.Throws<PictureException>(() =>
            new PictureDecoder(turbo).DecodeTo(file[..^40], "cut.jpg", pixels, 3, new Region(0, 0, 8, 8), null)
        );
    }

    [Fact]
    public void An_orientation_that_skia_reads_is_read_alike()
    {
        byte[] file = JpegFiles.Waves(8, 8, 80);
        byte[] little = JpegFiles.Orientation(7);
        byte[] nested =
        [
            .. "MM\0*"u8,
            .. (byte[])
                [0, 0, 0, 8, 0, 2, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 42, 1, 0, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0],
            .. (byte[])[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0, 0, 0, 0, 0],
        ];
        Assert.Equal(7, Orientation(JpegFiles.WithExif(file, little)));
        Assert.Equal(5, Orientation(JpegFiles.WithExif(file, nested)));
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 60], Gen.Byte).Array[0, 3], Gen.Int[0, 60], Gen.Bool)
            .Sample(
                (which, changes, length, twice) =>
                {
                    byte[] tiff = [.. which ? little : nested];
                    foreach ((int at, byte value) in changes)
                        tiff[at % tiff.Length] = (byte)(value % 3 == 0 ? value % 12 : value);
                    byte[] changed = JpegFiles.WithExif(file, tiff[..Math.Min(length + 4, tiff.Length)]);
                    if (twice)
                        changed = JpegFiles.WithExif(JpegFiles.WithExif(file, little), tiff);
                    using SkiaSharp.SKCodec codec = SkiaDecoder.Open(changed, "exif.jpg");
                    int orientation = (int)codec.EncodedOrigin;
                    return orientation == 1 || orientation == Orientation(changed); // more types of numbers are read than Skia reads
                },
                iter: 20_000,
                threads: 1
            );
    }

    private static int Orientation(byte[] file) => JpegHeader.Read(file)!.Value.Orientation;
}
