using Cutwork.Files;

namespace Cutwork.Cli.Tests.Files;

/// <summary>Folders that stay what they are, and folders that are not cutwork's to replace.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "out");

    public void Dispose() => temporary.Dispose();

    private static string[] Command(string output, params string[] more) =>
        ["augment", "--out", output, "--limit", "3", "--size", "8", .. more];

    private static async Task<(uint, uint, UnixFileMode)> Written(string output, string[] more)
    {
        (await Tool.Run(Command(output, more))).Succeeds();
        Assert.Equal(
            ["classes.txt", "contact-sheet.png", "images", "labels.jsonl", "plan.jsonl", "recipe.json", "summary.json"],
            Directory.GetFileSystemEntries(output).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        return OperatingSystem.IsWindows() ? default : Nature(output);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static (uint, uint, UnixFileMode) Nature(string folder)
    {
        UnixEntry? entry = UnixEntry.Of(folder);
        return (entry?.Owner ?? 0, entry?.Group ?? 0, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task AGroupsFolderKeepsGroupAndMode()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Assert.Skip("This test needs Linux and root.");
            return;
        }
        Directory.CreateDirectory(Output);
        Assert.Equal(0, Tool.Command("chown", "1:2", Output));
        Assert.Equal(0, Tool.Command("chmod", "2775", Output));
        (uint, uint, UnixFileMode) before = Nature(Output);
        Assert.Equal((1u, 2u, (UnixFileMode)0b10_111_111_101), before);
        Assert.Equal(before, await Written(Output, []));
        Assert.Equal(before, await Written(Output, ["--overwrite"]));
        Assert.Equal(2u, UnixEntry.Of(Path.Combine(Output, "images"))!.Group);
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task AModeIsKeptByOverwriting()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This test needs Unix permissions.");
            return;
        }
        await Written(Output, []);
        File.SetUnixFileMode(Output, (UnixFileMode)0b111_000_000);
        Assert.Equal((UnixFileMode)0b111_000_000, (await Written(Output, ["--overwrite"])).Item3);
    }

    [Fact]
    public async Task AMountPointIsFilledAndFilledAgain()
    {
        Directory.CreateDirectory(Output);
        if (!OperatingSystem.IsLinux() || Tool.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", Output) != 0)
            Assert.Skip("A file system can't be mounted here: this test needs Linux and root.");
        try
        {
            await Written(Output, []);
            await Written(Output, ["--overwrite"]);
            (await Tool.Run(Command(Output))).Fails(1, "the folder is not empty");
            Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
        }
        finally
        {
            Tool.Command("umount", Output);
        }
    }

    [Fact]
    public async Task TheFolderThatAShellStandsInShowsTheOutput()
    {
        if (OperatingSystem.IsWindows() || Tool.Command("sh", "-c", "true") != 0)
            Assert.Skip("This test needs a shell.");
        Directory.CreateDirectory(Output);
        foreach (string more in (string[])["", " --overwrite"])
        {
            string script =
                $"cd '{Output}' && dotnet '{typeof(CommandLine).Assembly.Location}' augment --out . --limit 3 --size 8{more} >/dev/null && test -f summary.json";
            Assert.Equal(0, Tool.Command("sh", "-c", script));
        }
        await Task.CompletedTask;
    }

    [Fact]
    public async Task AnOwnFolderInSomebodyElsesIsFilled()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || Tool.Command("setpriv", "--version") != 0)
            Assert.Skip("This test runs the tool as somebody else: it needs Linux, root and setpriv.");
        Directory.CreateDirectory(Output);
        Assert.Equal(0, Tool.Command("chmod", "755", temporary.Path));
        Assert.Equal(0, Tool.Command("chown", "65534:65534", Output));
        string[] nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        if (Tool.Command([.. nobody, "dotnet", typeof(CommandLine).Assembly.Location, "--version"]) != 0)
            Assert.Skip("setpriv can't run the tool as somebody else.");
        foreach (
            string[] more in (string[][])
                [
                    [],
                    ["--overwrite"],
                ]
        )
        {
            using var process = Tool.Start(nobody, Command(Output, more));
            (await Tool.Finish(process)).Succeeds();
        }
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("images/photo.jpg")]
    [InlineData("images/more/photo.png")]
    [InlineData("notes/diary.txt")]
    [InlineData("shard-00000.tar")] // of no output as this
    public async Task OverwriteRefusesAndNamesWhatCutworkDidNotWrite(string name)
    {
        await Written(Output, []);
        temporary.Write(Path.Combine("out", name), "mine");
        string first = name.StartsWith("images/", StringComparison.Ordinal)
            ? string.Join('/', name.Split('/')[..2])
            : name.Split('/')[0];
        (await Tool.Run(Command(Output, "--overwrite"))).Fails(1, Output, "did not write", first);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Output, name)));
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"format\": 1, \"tool\": \"another tool\", \"settings\": {}, \"images\": {}}")]
    [InlineData("{\"format\": 99, \"tool\": \"cutwork 9.9.9\", \"settings\": {}, \"images\": {}}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"tool\": ")]
    [InlineData("")]
    public async Task OverwriteRefusesAFolderWithSomebodysSummary(string summary)
    {
        string photo = temporary.Write("out/photo.jpg", "mine");
        temporary.Write("out/summary.json", summary);
        (await Tool.Run(Command(Output, "--overwrite"))).Fails(1, Output, "summary.json");
        File.Delete(photo);
        (await Tool.Run(Command(Output, "--overwrite"))).Fails(1, Output, "summary.json");
        Assert.Equal(summary, File.ReadAllText(Path.Combine(Output, "summary.json")));
    }

    [Theory]
    [InlineData("summary.json", "{\"tool\":\"\\ud800\",\"format\":1,\"settings\":{},\"images\":{}}", "damaged")]
    [InlineData("labels.jsonl", "{\"file\":\"\\ud800\"}\n", "damaged")]
    [InlineData("labels.jsonl", "{\"file\":\"mine.jpg\"}\n", "did not write (mine.jpg)")]
    [InlineData("labels.jsonl", "{\"shard\":\"mine.jpg\"}\n", "did not write (mine.jpg)")]
    [InlineData("labels.jsonl", "{\"shard\":\"shard-+1.tar\"}\n", "did not write (mine.jpg)")]
    public async Task OverwriteRefusesWhatARecordOnlySays(string name, string text, string said)
    {
        await Written(Output, []);
        string mine = temporary.Write("out/mine.jpg", "mine");
        if (name == "summary.json")
            temporary.Write("out/summary.json", text);
        else
            await File.AppendAllTextAsync(Path.Combine(Output, name), text, TestContext.Current.CancellationToken);
        (await Tool.Run(Command(Output, "--overwrite"))).Fails(1, Output, said);
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    [Fact]
    public async Task OverwriteRefusesALineWithoutEnd()
    {
        await Written(Output, []);
        using (var labels = new FileStream(Path.Combine(Output, "labels.jsonl"), FileMode.Open))
            labels.SetLength(3L << 30);
        (await Tool.Run(Command(Output, "--overwrite"))).Fails(1, "labels.jsonl", "a line is longer");
    }

    [Fact]
    public async Task ShardsAreKnownAsOwnToo()
    {
        (await Tool.Run(Command(Output, "--format", "tar"))).Succeeds();
        await Written(Output, ["--overwrite"]);
        (await Tool.Run(Command(Output, "--format", "tar", "--overwrite"))).Succeeds();
        Assert.False(Directory.Exists(Path.Combine(Output, "images")));
    }

    [Fact]
    public async Task WhatOnlyLooksLikeUnfinishedWorkIsLeftAlone()
    {
        string[] others =
        [
            temporary.Write("out.partial-00000000000001/images/mine.png", "mine"),
            temporary.Write("out.partial-00000000000002/.cutwork-partial", "mine"),
            temporary.Write("out.partial-12345/.cutwork-partial", ""),
            temporary.Write("out.partial-of-mine/.cutwork-partial", ""),
        ];
        Assert.DoesNotContain("removed", (await Tool.Run(Command(Output))).Succeeds().Error);
        Assert.All(others, path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public async Task LongNamesHaveRoomForUnfinishedWork()
    {
        string name = new('n', 250);
        string output = Path.Combine(temporary.Path, name);
        await Written(output, []);
        (await Tool.Run("preview", "--out", output + "12345", "--size", "8")).Succeeds();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ARenameDoesNotReplaceByAnyWay(bool isFolder)
    {
        foreach (Action<string, string> rename in (Action<string, string>[])[Disk.Rename, Disk.RenameByLink])
        {
            string from = Path.Combine(temporary.Path, "from");
            string to = Path.Combine(temporary.Path, "to");
            foreach (string path in (string[])[from, to])
                if (isFolder)
                    Directory.CreateDirectory(path);
                else
                    File.WriteAllText(path, path);
            Assert.Equal(Disk.Taken, Assert.Throws<IOException>(() => rename(from, to)).HResult);
            Assert.True(Path.Exists(from));
            Disk.Remove(to);
            rename(from, to);
            Assert.Equal([to], Directory.GetFileSystemEntries(temporary.Path));
            Disk.Remove(to);
        }
    }
}
