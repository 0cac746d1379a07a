using Cutwork.Files;
using Cutwork.Tests.Files;

namespace Cutwork.Cli.Tests.Files;

/// <summary>Bytes are on the disk before they get their name, and the name is before anything counts on it.</summary>
[Collection(nameof(Training))]
public sealed class StepOrderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "out");

    public void Dispose() => temporary.Dispose();

    private static void InOrder(string[] steps, params string[] expected)
    {
        int at = -1;
        foreach (string step in expected)
        {
            at = Array.IndexOf(steps, step, at + 1);
            Assert.True(at >= 0, $"no {step} in its place of {string.Join(", ", steps)}");
        }
    }

    [Fact]
    public async Task AnOutputFolderIsFlushedThenNamedThenItsNameIs()
    {
        using var watch = new StepWatch(temporary.Path);
        (await Tool.Run("augment", "--out", Output, "--limit", "2", "--size", "8")).Succeeds();
        string workplace = watch.Steps.Single(step => step.StartsWith("flush-all ", StringComparison.Ordinal));
        InOrder(watch.Steps, workplace, "rename out", $"flush-folder {Path.GetFileName(temporary.Path)}");
    }

    [Fact]
    public async Task EntriesAreFlushedThenListedThenMovedTheSummaryLast()
    {
        Directory.CreateDirectory(Output);
        using var watch = new StepWatch(temporary.Path);
        (await Tool.Run("augment", "--out", Output, "--limit", "2", "--size", "8")).Succeeds();
        string workplace = watch.Steps.Single(step => step.StartsWith("flush-all ", StringComparison.Ordinal));
        InOrder(watch.Steps, workplace, "flush coming", "rename images", "rename summary.json", "flush-folder out");
        Assert.Equal(
            "rename summary.json",
            watch.Steps.Last(step => step.StartsWith("rename ", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("preview", "rename out")]
    [InlineData("pack", "rename out")]
    [InlineData("preview --overwrite", "replace out")]
    [InlineData("pack --force", "replace out")]
    public async Task AFileIsFlushedThenNamedThenItsNameIs(string command, string named)
    {
        using var watch = new StepWatch(temporary.Path);
        (await Tool.Run([.. command.Split(' '), "--out", Output, "--size", "8"])).Succeeds();
        InOrder(watch.Steps, "flush output", named, $"flush-folder {Path.GetFileName(temporary.Path)}");
    }

    [Fact]
    public async Task ATrainingsLogIsFlushedBeforeItsCheckpoint()
    {
        using var watch = new StepWatch(temporary.Path);
        string[] small = ["--limit", "64", "--size", "12", "--batch", "32", "--precision", "f32", "--epochs", "2"];
        (await Tool.Run(["train", "shapes", "--out", Output, .. small])).Succeeds();
        string begun = watch.Steps.First(step => step.StartsWith("flush-all ", StringComparison.Ordinal));
        InOrder(
            watch.Steps,
            [
                begun, // settings and recipe
                "rename out",
                "flush training.jsonl",
                "flush output",
                "rename last.checkpoint", // the first replaces nothing
                "flush-folder out",
                "flush training.jsonl",
                "flush output",
                "replace last.checkpoint",
                "flush-folder out",
                "flush output",
                "rename weights.dat",
                "flush-folder out",
                "flush output",
                "rename report.html",
            ]
        );
    }

    [Fact]
    public async Task AStudysRunIsFlushedBeforeItsReport()
    {
        using var watch = new StepWatch(temporary.Path);
        string[] small = ["--images", "128", "--size", "12", "--epochs", "1", "--seeds", "1", "--at-once", "1"];
        (await Tool.Run(["study", "fill-values", "--data", "shapes", "--out", Output, .. small])).Succeeds();
        InOrder(
            watch.Steps,
            "flush results.jsonl",
            "flush-folder out",
            "rename fill-values.html",
            "flush results.jsonl"
        );
        Assert.DoesNotContain(
            "rename fill-values.html",
            watch.Steps[..Array.IndexOf(watch.Steps, "flush results.jsonl")]
        );
    }

    /// <summary>A disk that is full at any step that takes room.</summary>
    [Theory]
    [InlineData("preview")]
    [InlineData("pack")]
    [InlineData("augment")]
    public async Task AFullDiskAtAnyStepLeavesNothing(string verb)
    {
        string[] command =
        [
            verb,
            "--out",
            Output,
            "--size",
            "8",
            .. verb == "preview" ? [] : (string[])["--limit", "2"],
        ];
        for (int room = 0; ; room++)
        {
            int left = room;
            ToolResult result;
            using (
                new StepWatch(
                    temporary.Path,
                    (step, _) =>
                    {
                        if (step is FileStep.Create or FileStep.Flush or FileStep.FlushAll && left-- == 0)
                            throw new IOException("No space left on device");
                    }
                )
            )
                result = await Tool.Run(command);
            if (result.ExitCode == 0)
                break;
            result.Fails(1, Output, "No space left on device");
            Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
        }
        Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
    }
}
