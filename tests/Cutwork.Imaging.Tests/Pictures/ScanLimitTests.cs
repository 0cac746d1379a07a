namespace Cutwork.Imaging.Tests;

/// <summary>Scans are counted before the first is decoded.</summary>
public sealed class ScanLimitTests
{
    [Fact]
    public void Too_many_scans_are_refused_by_every_decoder_in_the_same_words()
    {
        byte[] file = ProgressiveFiles.Gray(64, 64, 300);
        foreach (JpegDecoding jpeg in Enum.GetValues<JpegDecoding>())
        {
            DecodeOptions options = new() { Jpeg = jpeg };
            string whole = Refusal(() => PictureCodec.Decode(file, "scans.jpg", options));
            Assert.StartsWith("scans.jpg: it has more than 64 scans", whole, StringComparison.Ordinal);
            Assert.Contains("DecodeOptions.MaximumScans", whole, StringComparison.Ordinal);
            byte[] part = new byte[3];
            Assert.Equal(
                whole,
                Refusal(() => PictureCodec.DecodeTo(file, "scans.jpg", part, 3, new Region(0, 0, 1, 1), options))
            );
        }
    }

    [Fact]
    public void The_limit_is_the_most_that_is_accepted()
    {
        byte[] file = ProgressiveFiles.Gray(40, 24, 12);
        foreach (JpegDecoding jpeg in Enum.GetValues<JpegDecoding>())
        {
            DecodeOptions options = new() { Jpeg = jpeg, MaximumScans = 12 };
            byte[] pixels = PictureCodec.Decode(file, "a.jpg", options).Pixels;
            Assert.Equal(-1, pixels.AsSpan().IndexOfAnyExcept((byte)128));
            Assert.Contains(
                "more than 11 scans",
                Refusal(() => PictureCodec.Decode(file, "a.jpg", options with { MaximumScans = 11 })),
                StringComparison.Ordinal
            );
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecodeOptions { MaximumScans = 0 });
        DecodeOptions skia = new() { Jpeg = JpegDecoding.SkiaSharp, MaximumScans = 1000 };
        Assert.Equal(new Size(8, 8), PictureCodec.Decode(ProgressiveFiles.Gray(8, 8, 99), "a.jpg", skia).Size);
        Assert.Contains(
            "more than 99 scans",
            Refusal(() => PictureCodec.Decode(ProgressiveFiles.Gray(8, 8, 100), "a.jpg", skia)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sequential_files_of_many_scans_count_as_well()
    {
        byte[] file = JpegFiles.Waves(16, 16, 90, channels: 1);
        int scan = JpegFiles.Find(file, 0xDA);
        byte[] again = [.. file[..^2], .. Enumerable.Repeat(file[scan..^2], 4).SelectMany(bytes => bytes), 0xFF, 0xD9];
        DecodeOptions options = new() { MaximumScans = 4 };
        Assert.Contains(
            "more than 4 scans",
            Refusal(() => PictureCodec.Decode(again, "a.jpg", options)),
            StringComparison.Ordinal
        );
        // Marks in segments and behind the end are no scans.
        byte[] comment = [.. file[..2], 0xFF, 0xFE, 0, 6, 0xFF, 0xDA, 0xFF, 0xDA, .. file[2..], 0xFF, 0xDA, 0, 2];
        PictureCodec.Decode(comment, "a.jpg", new DecodeOptions { MaximumScans = 1, Jpeg = JpegDecoding.SkiaSharp });
        Assert.Equal(1, JpegMarkers.CountScans(comment, 10));
        Assert.Equal(5, JpegMarkers.CountScans(again, 10));
    }

    [Fact]
    public void No_shared_file_has_many()
    {
        int most = 0;
        foreach (string path in Decoding.Photos().Append(SharedData.File("bad", "progressive.jpg")))
            most = Math.Max(most, JpegMarkers.CountScans(File.ReadAllBytes(path), 1000));
        Assert.InRange(most, 2, 20);
    }

    private static string Refusal(Action decode) => Assert.Throws<PictureException>(decode).Message;
}
