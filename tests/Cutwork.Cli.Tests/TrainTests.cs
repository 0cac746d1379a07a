using System.Diagnostics;
using System.Text.Json;

namespace Cutwork.Cli.Tests;

[Collection(nameof(Training))]
public sealed class TrainTests : IDisposable
{
    private static readonly string[] Small = ["--limit", "160", "--size", "16", "--batch", "32", "--precision", "f32"];

    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "run");

    public void Dispose() => temporary.Dispose();

    private static Task<ToolResult> Train(string folder, params string[] more) =>
        Tool.Run(["train", "shapes", "--out", folder, .. Small, .. more]);

    private static void Put(string folder, string name, int height, int width)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), Pngs.Of(height, width));
    }

    // All that does not depend on the clock.
    private static (int, double, double, double, double)[] Numbers(string folder) =>
        [
            .. File.ReadLines(Path.Combine(folder, "training.jsonl"))
                .Select(line => JsonSerializer.Deserialize<TrainEpoch>(line, TrainEpoch.Form)!)
                .Select(epoch => (epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.TestAccuracy, epoch.TestLoss)),
        ];

    [Fact]
    public async Task ATrainingLeavesCheckpointWeightsLogAndReport()
    {
        ToolResult result = (await Train(Output, "--epochs", "2", "--average", "0.9")).Succeeds();
        Assert.Equal(
            ["last.checkpoint", "recipe.json", "report.html", "settings.json", "training.jsonl", "weights.dat"],
            Directory.GetFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        (int, double, double, double, double)[] epochs = Numbers(Output);
        Assert.Equal([1, 2], epochs.Select(epoch => epoch.Item1));
        string accuracy = FormattableString.Invariant($"{100 * epochs[1].Item4:0.00} %");
        Assert.Contains(accuracy, result.Output);
        Assert.Contains($"test {accuracy}", result.Error);
        string report = File.ReadAllText(Path.Combine(Output, "report.html"));
        foreach (
            string said in (string[])
                [
                    accuracy,
                    "Random Erasing on 25%",
                    "data:image/png",
                    "<svg",
                    "a plain TorchSharp loop",
                    "crescent",
                    "seed",
                ]
        )
            Assert.Contains(said, report);
        Assert.DoesNotContain("<script", report);

        string again = Path.Combine(temporary.Path, "again");
        (await Train(again, "--epochs", "2", "--average", "0.9", "--workers", "2")).Succeeds();
        Assert.Equal(epochs, Numbers(again));
        string other = Path.Combine(temporary.Path, "other");
        (await Train(other, "--epochs", "2", "--average", "0.9", "--seed", "1")).Succeeds();
        Assert.NotEqual(epochs, Numbers(other));
    }

    [Theory]
    [InlineData("INT", 1)]
    [InlineData("TERM", 3)]
    public async Task AStoppedTrainingIsSavedAndGoesOnToTheSameBits(string signal, int threads)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This test sends signals with Linux's tools.");
        // Another number of threads than those that go on here have: it is the training's, not the process's.
        string[] environment = ["env", "--default-signal=INT", $"OMP_NUM_THREADS={threads}"];
        string whole = Path.Combine(temporary.Path, "whole");
        string[] eight = ["--epochs", "8", "--average", "0.9"];
        using Process never = Tool.Start(environment, ["train", "shapes", "--out", whole, .. Small, .. eight]);
        (await Tool.Finish(never)).Succeeds();
        using Process process = Tool.Start(environment, ["train", "shapes", "--out", Output, .. Small, .. eight]);
        string? line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("epoch 1/8", line);
        Tool.Signal(process, signal);
        ToolResult stopped = await Tool.Finish(process);
        Assert.True(stopped.ExitCode == 1, stopped.Error);
        Assert.Contains($"and saved. `cutwork train --resume {Output}` goes on there", stopped.Error);

        ToolResult resumed = (await Tool.Run("train", "--resume", Output)).Succeeds();
        Assert.Contains("goes on with epoch", resumed.Error);
        Assert.Equal(Numbers(whole), Numbers(Output));
        (await Tool.Run("train", "--resume", Output)).Succeeds(); // nothing is left to train: the report is made again
        Assert.Equal(Numbers(whole), Numbers(Output));
    }

    [Fact]
    public async Task NumbersDoNotDependOnWhatWasTrainedBefore()
    {
        string before = Path.Combine(temporary.Path, "before");
        (await Train(before, "--epochs", "2")).Succeeds();
        // Its runs have one thread of libtorch each; those that train afterwards have theirs again.
        string[] study = ["study", "effects", "--data", "shapes", "--images", "128", "--epochs", "1", "--seeds", "1"];
        string studied = Path.Combine(temporary.Path, "study");
        int threads = global::TorchSharp.torch.get_num_threads();
        Task<ToolResult> running = Tool.Run([.. study, "--size", "12", "--at-once", "2", "--out", studied]);
        Assert.Equal(threads, global::TorchSharp.torch.get_num_threads());
        (await running).Succeeds();
        (await Train(Output, "--epochs", "2")).Succeeds();
        Assert.Equal(Numbers(before), Numbers(Output));
    }

    [Fact]
    public async Task WhatRunsAwayIsSaidAndLeavesNothing()
    {
        (await Train(Output, "--learning-rate", "1e30", "--schedule", "constant")).Fails(
            1,
            "The loss is",
            "learning rate is too high",
            "No epoch was over"
        );
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Theory]
    [InlineData("--size", "1")]
    [InlineData("--size", "2x30")]
    public async Task WhatIsTooSmallForTheNetworkIsSaidAndLeavesNothing(params string[] more)
    {
        (await Tool.Run(["train", "shapes", "--out", Output, "--limit", "32", "--batch", "8", .. more])).Fails(
            1,
            "convnet can't be computed on batches of 8 images of"
        );
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task ALearningRateThatNoWeightCanTakeIsRefused() =>
        (await Train(Output, "--learning-rate", "1e308")).Fails(2, "--learning-rate");

    [Fact]
    public async Task BadInputIsSaidBeforeAnythingIsWritten()
    {
        (await Tool.Run("train", "shapes", "--out", Output, "--limit", "100")).Fails(
            1,
            "A batch of 128 needs as many images, but there are 100"
        );
        (await Train(Output, "--device", "cuda")).Fails(1, "--device cuda", "CUTWORK_LIBTORCH");
        if (!OperatingSystem.IsMacOS())
            (await Train(Output, "--device", "mps")).Fails(1, "--device mps", "no such device");
        (await Train(Output, "--recipe", "missing.json")).Fails(1, "missing.json");
        string one = Path.Combine(temporary.Path, "one");
        Put(Path.Combine(one, "cat"), "a.png", 16, 16);
        (await Tool.Run("train", one, "--out", Output)).Fails(1, "it has one class, cat; a classifier needs two");
        string unlike = Path.Combine(temporary.Path, "unlike");
        foreach (string path in (string[])["train/cat", "train/dog", "test/cat", "test/cow"])
            Put(Path.Combine(unlike, path), "a.png", 16, 16);
        (await Tool.Run("train", unlike, "--out", Output)).Fails(
            1,
            "note: unlike, part \"test\": without a picture: the class dog.",
            "cow is not the same class in both"
        );
        (await Tool.Run("train", "--resume", unlike)).Fails(1, "there is no training in this folder");
        (await Tool.Run("train", "--out", unlike)).Fails(1, "the folder is not empty");
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public async Task WhatIsThereIsKept()
    {
        (await Train(Output, "--epochs", "1")).Succeeds();
        (await Train(Output, "--epochs", "1")).Fails(1, $"`cutwork train --resume {Output}` goes on with it");
        string checkpoint = Path.Combine(Output, "last.checkpoint");
        byte[] bytes = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, bytes[..^100]);
        (await Tool.Run("train", "--resume", Output)).Fails(1, checkpoint, "damaged");
        File.WriteAllBytes(checkpoint, bytes);
        using (
            new FileStream(Path.Combine(Output, "training.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None)
        )
            (await Tool.Run("train", "--resume", Output)).Fails(1, "another process is training in this folder");
        string log = Path.Combine(Output, "training.jsonl");
        string line = File.ReadAllText(log);
        File.WriteAllText(log, " " + line + "{\"epoch\":2,"); // killed while it wrote
        (await Tool.Run("train", "--resume", Output)).Succeeds();
        Assert.Equal(" " + line, File.ReadAllText(log));
        File.WriteAllText(log, line.TrimEnd());
        (await Tool.Run("train", "--resume", Output)).Succeeds();
        Assert.Equal(line, File.ReadAllText(log));
        Assert.Equal(bytes, File.ReadAllBytes(checkpoint));
    }

    [Fact]
    public async Task WithoutATestPartATenthIsHeldOut()
    {
        string folder = Path.Combine(temporary.Path, "photos");
        for (int number = 0; number < 30; number++)
            Put(Path.Combine(folder, number % 2 == 0 ? "cat" : "dog"), $"{number}.png", 70, 80);
        ToolResult result = (
            await Tool.Run("train", folder, "--out", Output, "--epochs", "1", "--batch", "9", "--precision", "f32")
        ).Succeeds();
        Assert.Contains("One image in 10 is held out for testing", result.Error);
        Assert.Contains("the network is shown 64x64", result.Error);
        Assert.Contains("of 3 images", result.Output);
        Assert.Contains("27 images, tested on 3", File.ReadAllText(Path.Combine(Output, "report.html")));
    }

    [Fact]
    public async Task DamagedPicturesStopOrAreLeftOutAndNamedOnce()
    {
        string folder = Path.Combine(temporary.Path, "photos");
        for (int number = 0; number < 24; number++)
            Put(Path.Combine(folder, number % 2 == 0 ? "cat" : "dog"), $"{number:00}.png", 16, 16);
        File.WriteAllText(Path.Combine(folder, "cat", "00.png"), "no picture"); // the first of all
        string[] command = ["train", folder, "--out", Output, "--epochs", "2", "--batch", "4", "--precision", "f32"];
        (await Tool.Run(command)).Fails(1, "00.png");
        Assert.False(Directory.Exists(Output));

        ToolResult result = (await Tool.Run([.. command, "--on-error", "skip"])).Succeeds();
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith("note: left out", StringComparison.Ordinal));
        Assert.Equal(2, Numbers(Output).Length);
        (await Tool.Run("train", "--resume", Output)).Succeeds();
    }

    [Fact]
    public async Task TooLittleMemoryIsSaidAndLeavesNothing()
    {
        (
            await Tool.RunInLittleMemory(
                "train",
                "shapes",
                "--out",
                Output,
                "--limit",
                "4096",
                "--batch",
                "4096",
                "--size",
                "64",
                "--precision",
                "f32"
            )
        ).Fails(1, "There is not enough memory for batches of 4096 images of 64×64 with convnet", "No epoch was over");
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }
}
