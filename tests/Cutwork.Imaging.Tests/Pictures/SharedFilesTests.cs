using System.Globalization;

namespace Cutwork.Imaging.Tests;

/// <summary>The files of data/bad and data/photos, and what their READMEs ask of a reader.</summary>
public sealed class SharedFilesTests
{
    private static string Bad(string name) => SharedData.File("bad", name);

    [Theory]
    [InlineData("truncated-10.jpg", "end early")]
    [InlineData("truncated-50.jpg", "end early")]
    [InlineData("truncated-99.jpg", "end early")]
    [InlineData("empty.jpg", "empty")]
    [InlineData("text.jpg", "not an image")]
    [InlineData("wrong-crc.png", "IDAT at byte")]
    [InlineData("bomb-60000x60000.png", "60000 x 60000")]
    public void Refused_with_name_and_reason(string name, string reason)
    {
        PictureException error = Assert.Throws<PictureException>(() => PictureCodec.Read(Bad(name)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<PictureException>(() => PictureCodec.Read(Bad(name))).Message);
    }

    [Theory]
    [InlineData("1x1.png", 1, 1)]
    [InlineData("1x4000.png", 4000, 1)]
    [InlineData("gray16.png", 64, 64)]
    [InlineData("palette-alpha.png", 64, 64)]
    [InlineData("wide-65500x1.jpg", 1, 65500)]
    [InlineData("cmyk.jpg", 480, 640)]
    [InlineData("progressive.jpg", 480, 640)]
    [InlineData("orientation-6.jpg", 240, 320)]
    [InlineData("animated.gif", 48, 48)]
    [InlineData("photo.webp", 240, 320)]
    [InlineData("changed-bytes.jpg", 480, 640)] // the decoder does not notice: a wrong picture, of the right size
    public void Loads_at_its_size(string name, int height, int width) =>
        Assert.Equal(new Size(height, width), PictureCodec.Read(Bad(name)).Size);

    [Fact]
    public void Known_pixels_are_right()
    {
        Assert.Equal([10, 20, 30], PictureCodec.Read(Bad("1x1.png")).Pixels);
        Assert.Equal([159, 249, 96], PictureCodec.Read(Bad("1x4000.png")).Pixels[^3..]);
        Assert.Equal([252, 252, 252], PictureCodec.Read(Bad("gray16.png")).Pixels[^3..]);
        Assert.Equal([32, 223, 74], PictureCodec.Read(Bad("palette-alpha.png")).Pixels[24..27]);
        Assert.Equal([255, 0, 0], PictureCodec.Read(Bad("animated.gif")).Pixels[..3]);
    }

    [Fact]
    public void Cmyk_is_not_a_negative()
    {
        byte[] cmyk = PictureCodec.Read(Bad("cmyk.jpg")).Pixels;
        byte[] rgb = PictureCodec.Read(Bad("progressive.jpg")).Pixels;
        Assert.InRange(cmyk.Zip(rgb, (a, b) => Math.Abs(a - b)).Average(), 0, 2);
    }

    [Fact]
    public void Upright_has_its_red_square_at_the_top_left()
    {
        Picture picture = PictureCodec.Read(Bad("orientation-6.jpg"));
        Assert.InRange(picture.View[0, 16, 16], 200, 255);
        Assert.InRange(picture.View[1, 16, 16], 0, 60);
        Assert.InRange(picture.View[1, 16, 300], 61, 255);
    }

    [Fact]
    public void The_name_with_everything_in_it_is_listed_read_and_shown_safely()
    {
        string path = Directory.EnumerateFiles(SharedData.File("bad"), "caf*.png").Single();
        Assert.Equal(new Size(64, 64), PictureCodec.Read(path).Size);
        Assert.EndsWith("日本\\u200D😀\\u202E.png", SafeName.Show(Path.GetFileName(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Color_profiles_change_nothing()
    {
        int profiles = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.File("photos", "dogs")))
        {
            byte[] file = File.ReadAllBytes(path);
            byte[] bare = WithoutProfile(file);
            if (bare.Length == file.Length)
                continue;
            profiles++;
            Assert.Equal(PictureCodec.Decode(bare, path).Pixels, PictureCodec.Decode(file, path).Pixels);
        }
        Assert.InRange(profiles, 1, 53);
    }

    // JPEG: FF D8, then segments FF type length(2, itself included); profiles are in APP2, FF E2.
    private static byte[] WithoutProfile(byte[] file)
    {
        List<byte> bare = [0xFF, 0xD8];
        int at = 2;
        while (file[at + 1] != 0xDA)
        {
            int length = 2 + file[at + 2] * 256 + file[at + 3];
            if (file[at + 1] != 0xE2)
                bare.AddRange(file.AsSpan(at, length));
            at += length;
        }
        return [.. bare, .. file[at..]];
    }

    [Fact]
    public void All_photos_load_upright_at_their_listed_sizes()
    {
        string folder = SharedData.File("photos");
        string[][] rows = [.. File.ReadLines(SharedData.File("photos.tsv")).Select(line => line.Split('\t'))];
        int Column(string name) => Array.IndexOf(rows[0], name);
        Dictionary<string, Size> expected = new(StringComparer.Ordinal);
        foreach (string[] row in rows.Skip(1))
        {
            int width = int.Parse(row[Column("width")], CultureInfo.InvariantCulture);
            int height = int.Parse(row[Column("height")], CultureInfo.InvariantCulture);
            bool turned = row[Column("exif_orientation")] is "5" or "6" or "7" or "8";
            expected.Add(row[Column("file")], turned ? new Size(width, height) : new Size(height, width));
        }
        using IDataSet set = DataSets.Open(folder);
        Assert.Equal(["birds", "dogs", "food", "instruments", "other", "vehicles"], set.Classes);
        Assert.Equal(160, set.Count);
        for (int index = 0; index < set.Count; index++)
        {
            DataSample sample = set.Read(index);
            Assert.Equal(expected[sample.Name], sample.Picture.Size);
            Assert.StartsWith(set.Classes[sample.Label] + "/", sample.Name, StringComparison.Ordinal);
        }
    }
}
