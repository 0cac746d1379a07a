using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

/// <summary><c>cutwork pack</c>: the source, decoded once.</summary>
public sealed class PackTests
{
    [Fact]
    public async Task APackIsItsSourceWhateverTheWorkers()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string one = Path.Combine(temporary.Path, "one.pack");
        string five = Path.Combine(temporary.Path, "five.pack");
        ToolResult result = (await Tool.Run("pack", source, "--out", one, "--workers", "1")).Succeeds();
        (await Tool.Run("pack", source, "--out", five, "--workers", "5")).Succeeds();

        Assert.Contains("10 of 2 classes", result.Output);
        Assert.Contains($"written to {one}", result.Output);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(five));
        using IDataSet set = DataSets.Open(source);
        using IDataSet pack = DataSets.Open(one);
        Assert.Equal(set.Classes, pack.Classes);
        for (int index = 0; index < set.Count; index++)
            Assert.Equal(set.Read(index).Picture.Pixels, pack.Read(index).Picture.Pixels);
    }

    [Fact]
    public async Task APackIsASourceOfEveryVerb()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string pack = Path.Combine(temporary.Path, "source.pack");
        (await Tool.Run("pack", source, "--out", pack)).Succeeds();
        string fromPack = Path.Combine(temporary.Path, "from-pack");
        string fromFiles = Path.Combine(temporary.Path, "from-files");
        (await Tool.Run("augment", pack, "--out", fromPack)).Succeeds();
        (await Tool.Run("augment", source, "--out", fromFiles)).Succeeds();

        string[] files = Directory.GetFiles(Path.Combine(fromFiles, "images"));
        Assert.Equal(10, files.Length);
        foreach (string file in files)
            Assert.Equal(
                File.ReadAllBytes(file),
                File.ReadAllBytes(Path.Combine(fromPack, "images", Path.GetFileName(file)))
            );
    }

    [Fact]
    public async Task FilesAreKeptByteForByteWhateverTheWorkers()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string one = Path.Combine(temporary.Path, "one.pack");
        string five = Path.Combine(temporary.Path, "five.pack");
        string again = Path.Combine(temporary.Path, "again.pack");
        ToolResult result = (
            await Tool.Run("pack", source, "--out", one, "--store", "files", "--workers", "1")
        ).Succeeds();
        (await Tool.Run("pack", source, "--out", five, "--store", "files", "--workers", "5")).Succeeds();
        (await Tool.Run("pack", one, "--out", again, "--store", "files", "--limit", "7")).Succeeds();

        Assert.Contains("its file as it is", result.Output);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(five));
        using var set = (IEncodedDataSet)DataSets.Open(source);
        using var pack = (IEncodedDataSet)DataSets.Open(one);
        using IDataSet part = DataSets.Open(again);
        Assert.Equal((set.Count, 7), (pack.Count, part.Count));
        for (int index = 0; index < set.Count; index++)
        {
            using EncodedSample expected = set.ReadEncoded(index);
            using EncodedSample found = pack.ReadEncoded(index);
            Assert.Equal(expected.Data.ToArray(), found.Data.ToArray());
            Assert.Equal((set.NameOf(index), expected.Label), (pack.NameOf(index), found.Label));
        }
    }

    [Fact]
    public async Task SourcesWithoutFilesAreEncodedLosslesslyOrAtAQuality()
    {
        using var temporary = new TemporaryFolder();
        string png = Path.Combine(temporary.Path, "png.pack");
        string fine = Path.Combine(temporary.Path, "fine.pack");
        string coarse = Path.Combine(temporary.Path, "coarse.pack");
        string[] shapes = ["pack", "--limit", "12", "--out"];
        (await Tool.Run([.. shapes, png, "--store", "png"])).Succeeds();
        ToolResult result = (await Tool.Run([.. shapes, fine, "--store", "jpeg"])).Succeeds();
        (await Tool.Run([.. shapes, coarse, "--store", "jpeg", "--quality", "20"])).Succeeds();
        (await Tool.Run([.. shapes, $"{fine}-not", "--store", "files"])).Fails(2, "shapes has pixels");

        Assert.Contains("a JPEG file of quality 95", result.Output);
        Assert.True(new FileInfo(coarse).Length < new FileInfo(fine).Length);
        using IDataSet set = DataSets.Open("shapes");
        using IDataSet pack = DataSets.Open(png);
        using var jpeg = (IEncodedDataSet)DataSets.Open(fine);
        for (int index = 0; index < 12; index++)
        {
            DataSample expected = set.Read(index);
            DataSample found = pack.Read(index);
            Assert.Equal(expected.Picture.Pixels, found.Picture.Pixels);
            Assert.Equal((expected.Name, expected.Label), (found.Name, found.Label));
            Assert.Equal(expected.Boxes, found.Boxes);
            Assert.Equal(expected.Mask, found.Mask);
            using EncodedSample file = jpeg.ReadEncoded(index);
            Assert.Equal(("JPEG", expected.Picture.Size), (file.Header.Format, file.Header.Size));
            Assert.Equal(expected.Mask, file.Mask.ToArray());
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    public async Task GrayFilesStayGray(string store)
    {
        using var temporary = new TemporaryFolder();
        var gray = new Picture(new Size(12, 10), 1, [.. Enumerable.Range(0, 120).Select(i => (byte)(2 * i))]);
        string source = temporary.Write("set/gray.png", PictureCodec.Encode(gray, PictureFormat.Png));
        string output = Path.Combine(temporary.Path, "out.pack");
        (await Tool.Run("pack", source, "--out", output, "--store", store, "--size", "6x5")).Succeeds();
        using var pack = (IEncodedDataSet)DataSets.Open(output);
        using EncodedSample file = pack.ReadEncoded(0);
        Assert.Equal((true, new Size(6, 5)), (file.Header.IsGray, file.Header.Size));
        if (store == "png")
            Assert.Equal(gray.Resize(new Size(6, 5)).ToRgb().Pixels, file.Decode().Pixels);
    }

    [Theory]
    [InlineData("pixels")]
    [InlineData("files")]
    [InlineData("jpeg")]
    public async Task ADamagedInputStopsAndLeavesNothingOrIsSkippedAndListed(string store)
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/cats/2.png", "no picture"u8.ToArray());
        string output = Path.Combine(temporary.Path, "out.pack");
        byte[] cut = Pngs.Of(12, 10);
        temporary.Write("source/dogs/7.png", cut[..(cut.Length / 2)]);
        string[] pack = ["pack", source, "--out", output, "--store", store];
        (await Tool.Run(pack)).Fails(1, "2.png");
        Assert.Equal([source], Directory.GetFileSystemEntries(temporary.Path));

        ToolResult result = (await Tool.Run([.. pack, "--on-error", "skip"])).Succeeds();
        Assert.Contains("skipped cats/2.png", result.Output);
        Assert.Contains("skipped dogs/7.png", result.Output);
        using IDataSet set = DataSets.Open(output);
        Assert.Equal((8, "cats/3.png"), (set.Count, set.NameOf(2)));
    }

    [Fact]
    public async Task WhereNothingCanBeReadNothingIsWritten()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("source/cats/1.png", "no picture"u8.ToArray());
        string source = Path.Combine(temporary.Path, "source");
        string output = Path.Combine(temporary.Path, "out.pack");
        (await Tool.Run("pack", source, "--out", output, "--on-error", "skip")).Fails(1, "none of its 1 pictures");
        Assert.Equal([source], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task AFileIsReplacedOnlyWithForce()
    {
        using var temporary = new TemporaryFolder();
        string output = temporary.Write("out.pack", "mine");
        (await Tool.Run("pack", "--out", output, "--limit", "2")).Fails(1, output, "--force");
        Assert.Equal("mine", File.ReadAllText(output));
        (await Tool.Run("pack", "--out", output, "--limit", "2", "--force")).Succeeds();
        // Its own source too: the mapping keeps what was there.
        (await Tool.Run("pack", output, "--out", output, "--limit", "1", "--force")).Succeeds();
        using IDataSet pack = DataSets.Open(output);
        Assert.Equal(1, pack.Count);
        (await Tool.Run("pack", "--out", temporary.Path)).Fails(1, "folder");
        (await Tool.Run("pack", "--out", Path.Combine(temporary.Path, "no", "x.pack"))).Fails(1, "there is no folder");
    }
}
