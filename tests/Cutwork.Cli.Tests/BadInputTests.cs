using System.Text.Json;

namespace Cutwork.Cli.Tests;

/// <summary>Whatever is wrong is named, and nothing is left.</summary>
public sealed class BadInputTests
{
    private static async Task Refused(TemporaryFolder temporary, string source, params string[] said)
    {
        string output = Path.Combine(temporary.Path, "never");
        (await Tool.Run("augment", source, "--out", output)).Fails(1, said);
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path, "never*"));
    }

    [Fact]
    public async Task ThereIsNoSuchSource()
    {
        using var temporary = new TemporaryFolder();
        await Refused(temporary, Path.Combine(temporary.Path, "none"), "none", "there is no such file or folder");
    }

    [Fact]
    public async Task AnEmptyFolder()
    {
        using var temporary = new TemporaryFolder();
        string empty = Directory.CreateDirectory(Path.Combine(temporary.Path, "empty")).FullName;
        await Refused(temporary, empty, "empty", "the folder is empty", "A data set is");
    }

    [Fact]
    public async Task ADamagedPictureStopsTheRun()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/cats/3.png", Pngs.Of(12, 10)[..50]);
        await Refused(temporary, source, "cats/3.png");
    }

    [Fact]
    public async Task DamagedPicturesAreSkippedAndListedWhereAskedFor()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/cats/0.png", "");
        temporary.Write("source/dogs/7.png", "no picture");
        string[] args = ["augment", source, "--on-error", "skip", "--batch", "3", "--copies", "2"];
        string one = Path.Combine(temporary.Path, "one");
        string four = Path.Combine(temporary.Path, "four");
        ToolResult result = (await Tool.Run([.. args, "--out", one, "--workers", "1"])).Succeeds();
        (await Tool.Run([.. args, "--out", four, "--workers", "4"])).Succeeds();

        Assert.Equal(Written.Digests(one), Written.Digests(four));
        Assert.Equal(16, Written.Labels(one).Length);
        JsonElement skipped = Written.Summary(one).GetProperty("skipped");
        Assert.Equal(
            ["cats/0.png", "dogs/7.png"],
            skipped
                .EnumerateArray()
                .Select(entry => entry.GetProperty("source").GetString())
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains("skipped cats/0.png: the file is empty", result.Output);
        Assert.Contains("skipped dogs/7.png:", result.Output);
    }

    [Fact]
    public async Task NothingReadableIsAnError()
    {
        using var temporary = new TemporaryFolder();
        string file = temporary.Write("source/a.png", "no picture");
        string output = Path.Combine(temporary.Path, "never");
        (await Tool.Run("augment", Path.GetDirectoryName(file)!, "--out", output, "--on-error", "skip")).Fails(
            1,
            "none of its 1 pictures can be read"
        );
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public async Task ASourceInsideTheOutputAndTheOtherWayRound()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary, "set/source");
        string outer = Path.Combine(temporary.Path, "set");
        (await Tool.Run("augment", source, "--out", outer, "--overwrite")).Fails(1, "lies inside this output folder");
        (await Tool.Run("augment", source, "--out", source, "--overwrite")).Fails(1, "lies inside this output folder");
        (await Tool.Run("augment", outer, "--out", Path.Combine(source, "out"))).Fails(1, "lies inside the source");

        // The same through a link, which has another name.
        string link = Path.Combine(temporary.Path, "link");
        Directory.CreateSymbolicLink(link, outer);
        (await Tool.Run("augment", source, "--out", link, "--overwrite")).Fails(1, "lies inside this output folder");
        Assert.Equal(10, Directory.GetFiles(outer, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task AFileWhereTheFolderShouldBe()
    {
        using var temporary = new TemporaryFolder();
        string file = temporary.Write("out", "text");
        (await Tool.Run("augment", "--out", file, "--overwrite")).Fails(1, "this is a file; --out is a folder");
        (await Tool.Run("augment", "--out", Path.Combine(file, "deeper"))).Fails(1, "can't be made");
        Assert.Equal("text", File.ReadAllText(file));
    }

    [Fact]
    public async Task NamesWithSpacesAndUnicodeStayInsideTheFolder()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("my söurce/grüne äpfel/cafe\u0301 日本\u200D😀\u202E.png", Pngs.Of(9, 9));
        temporary.Write("my söurce/grüne äpfel/a.b.png", Pngs.Of(9, 9));
        temporary.Write("my söurce/b b/-rf *;.png", Pngs.Of(9, 9));
        string output = Path.Combine(temporary.Path, "aus gabe 出力");
        ToolResult result = (
            await Tool.Run("augment", Path.Combine(temporary.Path, "my söurce"), "--out", output)
        ).Succeeds();

        Assert.Equal(3, Directory.GetFiles(Path.Combine(output, "images")).Length);
        Assert.All(
            Directory.GetFiles(Path.Combine(output, "images")),
            file => Assert.DoesNotMatch(@"[\s\u202E*;]", Path.GetFileName(file))
        );
        Assert.Contains("grüne äpfel", File.ReadAllText(Path.Combine(output, "labels.jsonl")));
        Assert.DoesNotContain('\u202E', result.Output + result.Error);
        Assert.Equal(2, Directory.GetFileSystemEntries(temporary.Path).Length);
    }

    [Fact]
    public async Task OnePixelAndOneClass()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("dots/a.png", Pngs.Of(1, 1));
        temporary.Write("dots/b.png", Pngs.Of(1, 1, 7));
        string output = Path.Combine(temporary.Path, "out");
        ToolResult result = (
            await Tool.Run("augment", Path.Combine(temporary.Path, "dots"), "--out", output)
        ).Succeeds();

        Assert.Contains("note: The source has one class, dots", result.Error);
        Assert.All(
            Written.Labels(output),
            line => Assert.Equal(1, line.GetProperty("labels").GetProperty("dots").GetDouble(), 12)
        );
    }

    [Theory]
    [InlineData("truncated-50.jpg")]
    [InlineData("empty.jpg")]
    [InlineData("text.jpg")]
    [InlineData("wrong-crc.png")]
    [InlineData("bomb-60000x60000.png")]
    [InlineData("shard-truncated.tar")]
    [InlineData("shard-missing-label.tar")]
    [InlineData("shard-evil-path.tar")]
    public async Task DamagedFilesAreNamed(string file)
    {
        string path = SharedData.File("bad", file);
        using var temporary = new TemporaryFolder();
        await Refused(temporary, path, file);
    }

    [Fact]
    public async Task OfAFolderOfDamagedAndUnusualFilesTheGoodOnesAreWritten()
    {
        string bad = SharedData.File("bad");
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", bad, "--out", output, "--on-error", "skip", "--size", "32")).Succeeds();
        string[] skipped =
        [
            .. Written
                .Summary(output)
                .GetProperty("skipped")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("source").GetString()!),
        ];
        foreach (
            string file in (string[])
                ["empty.jpg", "text.jpg", "truncated-10.jpg", "wrong-crc.png", "bomb-60000x60000.png"]
        )
            Assert.Contains(file, skipped);
        Assert.True(Written.Labels(output).Length >= 8);
        Assert.Equal([output], Directory.GetFileSystemEntries(temporary.Path));
    }
}
