namespace Cutwork.Cli.Tests;

[Collection(nameof(Training))]
public sealed class StudyVerbTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "study");

    public void Dispose() => temporary.Dispose();

    private Task<ToolResult> Study(string name, int seeds, params string[] more) =>
        Tool.Run([
            "study",
            name,
            "--data",
            "shapes",
            "--images",
            "128",
            "--size",
            "12",
            "--epochs",
            "1",
            "--precision",
            "f32",
            "--seeds",
            $"{seeds}",
            "--out",
            Output,
            .. more,
        ]);

    private string[] Runs => File.ReadAllLines(Path.Combine(Output, "results.jsonl"));

    [Fact]
    public async Task EffectsAreRunOnceAndReported()
    {
        ToolResult first = (await Study("effects", 1)).Succeeds();
        Assert.Contains("run 6/6: effects, ", first.Error);
        Assert.Contains(": effects, mixup or cutmix, seed 0", first.Error);
        Assert.Contains("cutmix: ", first.Output);
        Assert.Contains("too few pairs to say", first.Output);
        string[] runs = Runs;
        Assert.Equal(6, runs.Length);

        ToolResult more = (await Study("effects", 3)).Succeeds();
        Assert.Contains("6 of 18 runs are in", more.Error);
        Assert.DoesNotContain("run 6/18", more.Error);
        Assert.Contains("run 18/18", more.Error);
        Assert.Equal(runs, Runs[..6]);
        Assert.Equal(18, Runs.Length);
        foreach (
            string file in (string[])["effects.html", "effects.md", "effects-differences.svg", "effects-train-loss.svg"]
        )
            Assert.True(File.Exists(Path.Combine(Output, file)), file);
        string report = File.ReadAllText(Path.Combine(Output, "effects.html"));
        Assert.Contains("3 pairs", report);
        Assert.Contains("128 images, tested on 128", report);

        // Another training is another study in the same file.
        (await Study("effects", 1, "--crop-and-flip")).Succeeds();
        Assert.Equal(24, Runs.Length);
        Assert.DoesNotContain("not run yet", File.ReadAllText(Path.Combine(Output, "effects-crop-flip.html")));
    }

    [Fact]
    public async Task CorruptLabelsHaveAReportForEachShare()
    {
        (await Study("corrupt-labels", 1)).Succeeds();
        Assert.Equal(6, Runs.Length);
        Assert.All(Runs, run => Assert.Contains("\"randomLabelsLearned\":", run));
        foreach (int share in (int[])[20, 50, 80])
            Assert.Contains(
                $"{share} % random labels on shapes",
                File.ReadAllText(Path.Combine(Output, $"corrupt-labels-{share}.html"))
            );
    }

    [Fact]
    public async Task FillValuesCompareFour()
    {
        ToolResult result = (await Study("fill-values", 1, "--first-seed", "7", "--at-once", "2")).Succeeds();
        Assert.Contains("run 5/5: fill-values, ", result.Error);
        Assert.Contains(": fill-values, 255, seed 7", result.Error);
        Assert.All(Runs, run => Assert.Contains("1 thread of libtorch, ", run));
        Assert.All(Runs, run => Assert.Contains("2 runs at once", run));
        Assert.Equal(5, Runs.Length);

        // Its baseline, and Random Erasing as effects has it, are not run again.
        ToolResult effects = (await Study("effects", 1, "--first-seed", "7")).Succeeds();
        Assert.Contains("2 of 6 runs are in", effects.Error);
        Assert.Contains("already, 2 of them another study's: the same recipe, seed and training.", effects.Error);
        Assert.Equal(11, Runs.Length);
    }

    [Fact]
    public async Task FullTrainsThePapersNetwork()
    {
        (await Study("effects", 1, "--full")).Succeeds();
        Assert.Equal(6, Runs.Length);
        Assert.All(
            Runs,
            run => Assert.Contains("\"training\":\"preact18, 128 images of 12×12, 1 epochs of 128, Steps 0.1, ", run)
        );
        Assert.All(Runs, run => Assert.Contains("\\\"policy\\\": \\\"pad-crop\\\"", run.Replace("\\u0022", "\\\"")));
        Assert.True(File.Exists(Path.Combine(Output, "effects-crop-flip.md")));
        (await Study("effects", 1, "--full", "--quick")).Fails(2, "--quick and --full");
    }

    [Fact]
    public async Task TooLittleMemoryIsSaid()
    {
        (
            await Tool.RunInLittleMemory(
                "study",
                "effects",
                "--data",
                "shapes",
                "--images",
                "128",
                "--size",
                "512",
                "--precision",
                "f32",
                "--out",
                Output
            )
        ).Fails(1, "There is not enough memory for this study", "0 runs are in");
    }

    [Fact]
    public async Task ASecondProcessIsToldWhoHasTheFolder()
    {
        ToolResult? second = null;
        using (
            new Cutwork.Tests.Files.StepWatch(
                Output,
                (_, _) => second ??= Task.Run(() => Study("fill-values", 1)).GetAwaiter().GetResult()
            )
        )
            (await Study("fill-values", 1)).Succeeds();
        second!.Fails(1, Output, "another process is studying in this folder", $"process {Environment.ProcessId} on ");
        Assert.Equal(5, Runs.Length);
        Assert.DoesNotContain("study.lock", Directory.GetFiles(Output).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("fill-values.html")]
    [InlineData("fill-values.md")]
    [InlineData("fill-values-differences.svg")]
    public async Task AFileOfSomebodysUnderTheNameOfAReportIsLeftAsItIs(string name)
    {
        string mine = temporary.Write(Path.Combine("study", name), "mine");
        (await Study("fill-values", 1)).Fails(1, mine, "has not written it");
        Assert.Equal("mine", File.ReadAllText(mine));
        File.Delete(mine);
        using (
            new Cutwork.Tests.Files.StepWatch(
                Output,
                (step, _) =>
                {
                    if (step == "flush" && !File.Exists(mine))
                        File.WriteAllText(mine, "mine");
                }
            )
        )
        {
            ToolResult stopped = await Study("fill-values", 3);
            Assert.Equal(1, stopped.ExitCode);
            Assert.Matches($"error: .*{name}: the report can't be written.* runs are in", stopped.Error);
        }
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.NotEmpty(Runs);
    }

    [Fact]
    public async Task BadInputIsSaid()
    {
        (await Tool.Run("study", "effects", "--data", "folder:nowhere")).Fails(1, "nowhere");
        (await Tool.Run("study", "effects", "--data", "folder:shapes")).Fails(
            1,
            Path.Combine(Environment.CurrentDirectory, "shapes")
        );
        (await Tool.Run("study", "effects", "--data", "folder:")).Fails(2, "folder:photos");
        (await Study("effects", 0)).Fails(2, "--seeds");
        (await Study("effects", 1, "--device", "cuda:1")).Fails(1, "--device cuda:1", "CUTWORK_LIBTORCH");
        Assert.False(Directory.Exists(Output));
        (await Study("effects", 1, "--at-once", "0")).Fails(2, "--at-once");
        (await Tool.Run("study", "effect")).Fails(2, "effects");
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "results.jsonl"), "{ something else }\n");
        (await Study("effects", 1)).Fails(1, "results.jsonl, line 1");
    }
}
