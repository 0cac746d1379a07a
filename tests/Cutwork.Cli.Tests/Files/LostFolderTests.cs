using Cutwork.Files;
using Cutwork.Tests.Files;

namespace Cutwork.Cli.Tests.Files;

/// <summary>A folder that is renamed, replaced or removed while a run writes in it, before any step that changes files.</summary>
[Collection(nameof(Training))]
public sealed class LostFolderTests : IDisposable
{
    private static readonly string[] Names =
    [
        "settings.json",
        "recipe.json",
        "training.jsonl",
        "training.lock",
        "last.checkpoint",
        "weights.dat",
        "report.html",
        "results.jsonl",
        "study.lock",
        "fill-values.html",
        "fill-values.md",
        "fill-values-differences.svg",
        "summary.json",
        "labels.jsonl",
        "images",
    ];

    private readonly TemporaryFolder temporary = new();

    private string Place => Path.Combine(temporary.Path, "place");

    private string Moved => Path.Combine(temporary.Path, "moved");

    private string Output => Path.Combine(Place, "out");

    public void Dispose() => temporary.Dispose();

    private static string[] Command(string verb, string output) =>
        verb switch
        {
            "train" => ["train", "--out", output, "--limit", "32", "--size", "8", "--batch", "8", "--epochs", "2"],
            "study" =>
            [
                .. (string[])["study", "fill-values", "--data", "shapes", "--out", output, "--images", "128"],
                .. (string[])["--size", "12", "--epochs", "1", "--seeds", "1", "--at-once", "1"],
            ],
            "resume" => ["train", "--resume", output],
            "preview" or "preview --overwrite" => [.. verb.Split(' '), "--out", output, "--size", "8"],
            _ => [.. verb.Split(' '), "--out", output, "--limit", "3", "--size", "8"],
        };

    private static void Strange(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in Names)
            File.WriteAllText(Path.Combine(folder, name), "mine");
    }

    // Progress comes before it.
    private static void IsTold(ToolResult result, params string[] said)
    {
        Assert.Equal(1, result.ExitCode);
        string error = Assert.Single(
            result.Error.Split('\n'),
            line => line.StartsWith("error: ", StringComparison.Ordinal)
        );
        Assert.All(said, text => Assert.Contains(text, error));
        Assert.DoesNotContain("defect", error);
        Assert.DoesNotContain("Could not find", error);
    }

    // What is kept under another name, because files are in a folder that was empty, takes nothing away.
    private static void IsAsItWas(string folder, int step) =>
        Assert.True(
            Directory
                .GetFileSystemEntries(folder)
                .Select(path => Path.GetFileName(path))
                .Where(name => !name.StartsWith("cutwork.kept-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SequenceEqual(Names.Order(StringComparer.Ordinal))
                && Names.All(name => File.ReadAllText(Path.Combine(folder, name)) == "mine"),
            $"step {step}: {string.Join(", ", Directory.GetFileSystemEntries(folder))}"
        );

    private void Clear()
    {
        foreach (string folder in Directory.GetDirectories(temporary.Path))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Place);
    }

    // A finished training takes five seconds to compare its speed, and a study repeats itself run by run.
    private static bool IsEnough(string verb, string[] steps) =>
        verb == "train"
            ? steps[^1].Contains("report.html", StringComparison.Ordinal)
            : verb == "study" && steps.Count(step => step == "flush results.jsonl") > 1;

    /// <summary>Runs a command again and again, and does something to its folder before step 0, 1, … that finds the folder there.</summary>
    private async Task AtEachStep(string verb, string folder, Action begin, Action meet, Action<int, ToolResult> check)
    {
        for (int step = 0; ; step++)
        {
            Clear();
            begin();
            int left = step;
            bool isMet = false;
            var steps = new List<string>();
            ToolResult result;
            using (
                new StepWatch(
                    temporary.Path,
                    (made, path) =>
                    {
                        if (isMet)
                            return;
                        steps.Add($"{made} {Path.GetRelativePath(Place, path)}");
                        if (!Directory.Exists(folder) || left-- > 0)
                            return;
                        isMet = true;
                        meet();
                    }
                )
            )
                result = await Tool.Run(Command(verb, Output));
            if (isMet)
                check(step, result);
            else
                result.Succeeds();
            if (isMet && !IsEnough(verb, [.. steps.Select(made => made.Replace("out/", "", StringComparison.Ordinal))]))
                continue;
            Assert.True(step > 3, "the folder was not met");
            return;
        }
    }

    /// <summary>What a command needs to be there: of a training that goes on, a finished one without weights and report.</summary>
    private async Task<Action> Beginning(string verb)
    {
        if (verb != "resume")
            return () => { };
        Clear();
        (await Tool.Run(Command("train", Output))).Succeeds();
        Dictionary<string, byte[]> kept = ((string[])[.. Names[..3], "last.checkpoint"]).ToDictionary(
            name => name,
            name => File.ReadAllBytes(Path.Combine(Output, name))
        );
        return () =>
        {
            Directory.CreateDirectory(Output);
            foreach ((string name, byte[] content) in kept)
                File.WriteAllBytes(Path.Combine(Output, name), content);
        };
    }

    [Theory]
    [InlineData("train")]
    [InlineData("resume")]
    [InlineData("study")]
    public async Task AnotherFolderInItsPlaceStaysAsItIsAndTheWorkGoesOnWhereTheOldOneIs(string verb) =>
        await AtEachStep(
            verb,
            Output,
            await Beginning(verb),
            () =>
            {
                Directory.Move(Output, Moved);
                Strange(Output);
            },
            (step, result) =>
            {
                IsAsItWas(Output, step);
                Assert.DoesNotContain("mine", Directory.GetFiles(Moved).Select(File.ReadAllText));
                if (result.ExitCode == 0)
                    return; // all was written
                IsTold(result, Output);
                Assert.DoesNotContain(
                    Directory.GetFileSystemEntries(Moved),
                    path => path.EndsWith(".lock", StringComparison.Ordinal)
                );
                if (File.Exists(Path.Combine(Moved, "last.checkpoint")))
                    Assert.Contains($"`cutwork train --resume {Moved}`", result.Error);
                else if (verb == "study" && File.Exists(Path.Combine(Moved, "results.jsonl")))
                    Assert.Contains(Moved, result.Error);
            }
        );

    [Theory]
    [InlineData("train")]
    [InlineData("resume")]
    [InlineData("study")]
    public async Task AFolderThatIsGoneIsSaidAndNotMadeAgain(string verb) =>
        await AtEachStep(
            verb,
            Output,
            await Beginning(verb),
            () => Directory.Delete(Output, recursive: true),
            (_, result) =>
            {
                if (result.ExitCode != 0)
                    IsTold(result, Output);
                Assert.DoesNotContain("Could not find", result.Error);
                Assert.False(Path.Exists(Output));
            }
        );

    [Theory]
    [InlineData("augment")]
    [InlineData("augment --overwrite")]
    [InlineData("augment --format tar")]
    [InlineData("preview")]
    [InlineData("preview --overwrite")]
    [InlineData("pack")]
    [InlineData("pack --force")]
    public Task AFolderAroundAnOutputThatIsReplacedOrRemovedIsSaid(string verb)
    {
        bool isRemoved = false;
        return AtEachStep(
            verb,
            Place,
            () => isRemoved = !isRemoved,
            () =>
            {
                Directory.Move(Place, Moved);
                if (!isRemoved)
                    Strange(Place);
            },
            (step, result) =>
            {
                Assert.Equal(isRemoved, !Directory.Exists(Place));
                if (!isRemoved)
                    IsAsItWas(Place, step);
                Assert.DoesNotContain("Could not find", result.Error);
                if (result.ExitCode == 0)
                    Assert.True(Path.Exists(Path.Combine(Moved, "out")));
                else
                    IsTold(result, Place);
            }
        );
    }

    [Theory]
    [InlineData("augment")]
    [InlineData("augment --overwrite")]
    public async Task AFolderThatIsFilledAndReplacedIsSaid(string verb)
    {
        bool overwrites = verb != "augment";
        await AtEachStep(
            verb,
            Output,
            () =>
            {
                Directory.CreateDirectory(Output);
                if (overwrites)
                    Assert.Equal(0, Tool.Run(Command(verb, Output)).GetAwaiter().GetResult().ExitCode);
            },
            () =>
            {
                Directory.Move(Output, Moved);
                Strange(Output);
            },
            (step, result) =>
            {
                IsAsItWas(Output, step);
                Assert.DoesNotContain("Could not find", result.Error);
                if (result.ExitCode != 0)
                    IsTold(result, Output);
            }
        );
    }

    [Fact]
    public async Task ARenamedTrainingGoesOnToTheSameWeights()
    {
        Clear();
        string whole = Path.Combine(temporary.Path, "whole");
        (await Tool.Run(Command("train", whole))).Succeeds();
        bool isMet = false;
        ToolResult result;
        using (
            new StepWatch(
                temporary.Path,
                (step, path) =>
                {
                    if (isMet || step != FileStep.Flush || Path.GetFileName(path) != "training.jsonl")
                        return;
                    isMet = true;
                    Directory.Move(Output, Moved);
                }
            )
        )
            result = await Tool.Run(Command("train", Output));
        IsTold(result, $"The folder {Output}", "is gone", $"what was written is in {Moved}");
        (await Tool.Run("train", "--resume", Moved)).Succeeds();
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(whole, "weights.dat")),
            File.ReadAllBytes(Path.Combine(Moved, "weights.dat"))
        );
        Assert.Equal(2, File.ReadLines(Path.Combine(Moved, "training.jsonl")).Count());
    }

    [Fact]
    public async Task AnotherLockInItsPlaceIsLeftToWhoeverPutItThere()
    {
        Clear();
        string mine = Path.Combine(Output, "training.lock");
        bool isMet = false;
        ToolResult result;
        using (
            new StepWatch(
                temporary.Path,
                (step, path) =>
                {
                    if (isMet || step != FileStep.Flush || Path.GetFileName(path) != "training.jsonl")
                        return;
                    isMet = true;
                    File.Delete(mine);
                    File.WriteAllText(mine, "mine");
                }
            )
        )
            result = await Tool.Run(Command("train", Output));
        IsTold(result, Output, "training.lock");
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.False(Path.Exists(Path.Combine(Output, "last.checkpoint")));
    }

    [Fact]
    public void WhereFilesHaveNoNumbersTheirTextTells()
    {
        Clear();
        string path = Path.Combine(Place, "a.lock");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0);
        file.Write("process 7"u8);
        var held = new HeldFolder(Place, path, file);
        Assert.True(held.HasItsText);
        File.Delete(path);
        Assert.False(held.HasItsText);
        File.WriteAllText(path, "process 8");
        Assert.False(held.HasItsText);
    }
}
