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
    public async Task PicturesAreResizedWhereAskedAndLostBoxesAreSaid()
    {
        using var temporary = new TemporaryFolder();
        string shapes = Path.Combine(temporary.Path, "shapes.pack");
        string small = Path.Combine(temporary.Path, "small.pack");
        Assert.Empty((await Tool.Run("pack", "--out", shapes, "--limit", "12", "--size", "16")).Succeeds().Error);
        ToolResult result = (
            await Tool.Run("pack", shapes, "--out", small, "--limit", "7", "--size", "8x6")
        ).Succeeds();

        Assert.Contains("7 pictures were resized, and their boxes and masks left out", result.Error);
        using IDataSet large = DataSets.Open(shapes);
        using IDataSet set = DataSets.Open(small);
        Assert.Equal((12, 7), (large.Count, set.Count));
        Assert.NotNull(large.Read(6).Mask);
        Assert.Equal((new Size(8, 6), null), (set.Read(6).Picture.Size, set.Read(6).Mask));
    }

    [Fact]
    public async Task ADamagedInputStopsAndLeavesNothingOrIsSkippedAndListed()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/cats/2.png", "no picture"u8.ToArray());
        string output = Path.Combine(temporary.Path, "out.pack");
        (await Tool.Run("pack", source, "--out", output)).Fails(1, "2.png");
        Assert.Equal([source], Directory.GetFileSystemEntries(temporary.Path));

        ToolResult result = (await Tool.Run("pack", source, "--out", output, "--on-error", "skip")).Succeeds();
        Assert.Contains("skipped cats/2.png", result.Output);
        using IDataSet pack = DataSets.Open(output);
        Assert.Equal((9, "cats/3.png"), (pack.Count, pack.NameOf(2)));
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
