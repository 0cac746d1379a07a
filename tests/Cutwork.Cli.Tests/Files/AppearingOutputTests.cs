using System.Text.RegularExpressions;
using Cutwork.Files;
using Cutwork.Tests.Files;

namespace Cutwork.Cli.Tests.Files;

/// <summary>What appears at an output's place while a run works stays; what the run made is kept and named.</summary>
public sealed partial class AppearingOutputTests : IDisposable
{
    private static readonly string[] Small = ["--limit", "3", "--size", "8"];

    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "out");

    public void Dispose() => temporary.Dispose();

    [GeneratedRegex(@"kept as (\S+\.kept-\d+):")]
    private static partial Regex KeptAs();

    private StepWatch At(string step, Action work)
    {
        bool isDone = false;
        return new StepWatch(
            temporary.Path,
            (made, _) =>
            {
                if (made != step || isDone)
                    return;
                isDone = true;
                work();
            }
        );
    }

    private static string Kept(ToolResult result) =>
        KeptAs().Match(result.Fails(1).Error) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidOperationException(result.Error);

    private Task<ToolResult> Augment(params string[] more) => Tool.Run(["augment", "--out", Output, .. Small, .. more]);

    [Theory]
    [InlineData("full", false)]
    [InlineData("empty", false)]
    [InlineData("file", false)]
    [InlineData("full", true)]
    [InlineData("empty", true)]
    [InlineData("file", true)]
    public async Task WhatAppearsIsLeftAsItIs(string what, bool overwrite)
    {
        ToolResult result;
        using (
            At(
                FileStep.FlushAll,
                () =>
                {
                    if (what == "file")
                        File.WriteAllText(Output, "mine");
                    else
                        Directory.CreateDirectory(Output);
                    if (what == "full")
                        File.WriteAllText(Path.Combine(Output, "photo.jpg"), "mine");
                }
            )
        )
            result = await Augment(overwrite ? ["--overwrite"] : []);
        string kept = Kept(result);
        string mine = what == "full" ? Path.Combine(Output, "photo.jpg") : Output;
        Assert.True(what == "empty" ? Directory.Exists(mine) : File.ReadAllText(mine) == "mine");
        Assert.Equal(3, Written.Labels(kept).Length);
        Assert.Equal(3, Written.Images(kept).Count);
        Assert.Equal([Output, kept], Directory.GetFileSystemEntries(temporary.Path).Order(StringComparer.Ordinal));
        Assert.Equal(what == "full" ? 1 : 0, Directory.Exists(Output) ? Directory.GetFiles(Output).Length : 0);
    }

    [Fact]
    public async Task AnEarlierOutputThatAppearsIsReplacedOnlyWhenAsked()
    {
        string other = Path.Combine(temporary.Path, "other");
        (await Tool.Run("augment", "--out", other, "--limit", "2", "--size", "8")).Succeeds();
        ToolResult refused;
        using (At(FileStep.FlushAll, () => Directory.Move(other, Output)))
            refused = await Augment();
        Assert.Equal(2, Written.Labels(Output).Length);
        Directory.Delete(Kept(refused), recursive: true);
        Directory.Move(Output, other);
        using (At(FileStep.FlushAll, () => Directory.Move(other, Output)))
            (await Augment("--overwrite")).Succeeds();
        Assert.Equal(3, Written.Labels(Output).Length);
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("labels.jsonl")]
    public async Task AFileThatAppearsInAnEmptyFolderIsLeftAsItIs(string name)
    {
        Directory.CreateDirectory(Output);
        string mine = Path.Combine(Output, name);
        ToolResult result;
        using (At(FileStep.FlushAll, () => File.WriteAllText(mine, "mine")))
            result = await Augment();
        string kept = Kept(result);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal(3, Written.Images(kept).Count);
        Assert.Equal([kept, mine], Directory.GetFileSystemEntries(Output).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(FileStep.FlushAll)] // before it is asked
    [InlineData(FileStep.Exchange)] // after it was asked
    public async Task AFileThatAppearsInAnEarlierOutputIsNotReplacedWithIt(string when)
    {
        (await Augment()).Succeeds();
        SortedDictionary<string, string> before = Written.Digests(Output);
        string photo = Path.Combine(Output, "images", "photo.jpg");
        ToolResult result;
        int exchanges = when == FileStep.Exchange ? 1 : 0; // the first one tries whether folders can be
        using (
            new StepWatch(
                temporary.Path,
                (step, _) =>
                {
                    if (step == when && exchanges-- == 0)
                        File.WriteAllText(photo, "mine");
                }
            )
        )
            result = await Tool.Run("augment", "--out", Output, "--limit", "2", "--size", "8", "--overwrite");
        string kept = Kept(result);
        Assert.Contains("images/photo.jpg", result.Error);
        Assert.Equal(2, Written.Images(kept).Count);
        Assert.Equal("mine", File.ReadAllText(photo));
        File.Delete(photo);
        Assert.Equal(before, Written.Digests(Output));
        Assert.Equal([Output, kept], Directory.GetFileSystemEntries(temporary.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("explain")]
    [InlineData("pack")]
    public async Task AFileThatAppearsIsLeftAsItIs(string verb)
    {
        string set = Path.Combine(temporary.Path, "set");
        (await Tool.Run(["augment", "--out", set, .. Small])).Succeeds();
        string image = Path.GetFileName(Directory.GetFiles(Path.Combine(set, "images"))[0]);
        ToolResult result;
        using (At(FileStep.Flush, () => File.WriteAllText(Output, "mine")))
            result = verb switch
            {
                "preview" => await Tool.Run("preview", "--out", Output, "--size", "8"),
                "explain" => await Tool.Run("explain", set, image, "--remake", Output),
                _ => await Tool.Run(["pack", "--out", Output, .. Small]),
            };
        string kept = Kept(result);
        Assert.Equal("mine", File.ReadAllText(Output));
        Assert.True(new FileInfo(kept).Length > 100);
        Assert.DoesNotContain("Nothing was left", result.Error);
        Assert.Equal([Output, kept, set], Directory.GetFileSystemEntries(temporary.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("last.checkpoint")]
    [InlineData("weights.dat")]
    public async Task AFileThatAppearsInANewTrainingsFolderIsLeftAsItIs(string name)
    {
        string mine = Path.Combine(Output, name);
        string[] begin = ["train", "--out", Output, "--limit", "32", "--size", "8", "--batch", "8", "--epochs", "2"];
        bool isDone = false;
        void Put(string step, string path)
        {
            if (isDone || step != FileStep.Flush || Path.GetFileName(path) != "training.jsonl")
                return;
            isDone = true;
            File.WriteAllText(mine, "mine");
        }
        ToolResult result;
        using (new StepWatch(temporary.Path, Put))
            result = await Tool.Run(begin);
        Assert.Equal(1, result.ExitCode);
        string kept = KeptAs().Match(result.Error).Groups[1].Value;
        Assert.Equal("mine", File.ReadAllText(mine));
        File.Move(kept, mine, overwrite: true);
        (await Tool.Run("train", "--resume", Output)).Succeeds();
        Assert.True(new FileInfo(Path.Combine(Output, "weights.dat")).Length > 100_000);
    }

    [Theory]
    [InlineData("augment")]
    [InlineData("preview")]
    [InlineData("pack")]
    public async Task ASecondRunForTheSamePlaceIsToldAtOnce(string verb)
    {
        string[] command = [verb, "--out", Output, "--size", "8", .. verb == "preview" ? [] : Small[..2]];
        ToolResult? second = null;
        using (
            At(
                verb == "augment" ? FileStep.FlushAll : FileStep.Flush,
                () => second = Task.Run(() => Tool.Run(command)).GetAwaiter().GetResult()
            )
        )
            (await Tool.Run(command)).Succeeds();
        second!.Fails(1, Output, "Another run is writing it (out.partial-");
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }
}
