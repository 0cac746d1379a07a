using System.Text.Json.Nodes;

namespace Cutwork.Cli.Tests;

/// <summary>A training goes on with what it was begun with, and says what is not as it was.</summary>
[Collection(nameof(Training))]
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Run => Path.Combine(temporary.Path, "run");

    private string Photos => Path.Combine(temporary.Path, "photos");

    public void Dispose() => temporary.Dispose();

    // Trained once for all tests: a copy is as good, once its settings name the copy of the photos.
    private static readonly Dictionary<int, (string Photos, Dictionary<string, byte[]> Files)> Trained = [];

    private async Task Begin(int epochs = 2)
    {
        for (int number = 0; number < 30; number++)
            temporary.Write(Path.Combine("photos", number % 2 == 0 ? "cat" : "dog", $"{number:00}.png"), Pngs.Of(8, 8));
        if (!Trained.TryGetValue(epochs, out (string Photos, Dictionary<string, byte[]> Files) trained))
        {
            string[] command = ["train", Photos, "--out", Run, "--epochs", $"{epochs}", "--batch", "9"];
            (await Tool.Run([.. command, "--precision", "f32"])).Succeeds();
            trained = (
                Photos,
                Directory.GetFiles(Run).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllBytes(path))
            );
            Trained.Add(epochs, trained);
            return;
        }
        foreach ((string name, byte[] bytes) in trained.Files)
            temporary.Write(Path.Combine("run", name), bytes);
        File.WriteAllText(SettingsPath, File.ReadAllText(SettingsPath).Replace(trained.Photos, Photos));
    }

    private Task<ToolResult> Resume(params string[] more) => Tool.Run(["train", "--resume", Run, .. more]);

    private string Log => Path.Combine(Run, "training.jsonl");

    private string SettingsPath => Path.Combine(Run, "settings.json");

    [Theory]
    [InlineData("a class renamed", "it had dog, it has wolf now")]
    [InlineData("a class more", "it has empu now", false)]
    [InlineData("a picture fewer", "it had 30 pictures, and has 29 now")]
    [InlineData("a picture more", "it had 30 pictures, and has 31 now")]
    [InlineData("a picture renamed", "other names or labels")]
    [InlineData("a picture in another class", "other names or labels")]
    [InlineData("another picture of that name", "another size")]
    public async Task ChangedDataIsRefusedWithWhatChanged(string how, string said, bool mayGoOn = true)
    {
        await Begin();
        string cat = Path.Combine(Photos, "cat");
        string dog = Path.Combine(Photos, "dog");
        switch (how)
        {
            case "a class renamed":
                Directory.Move(dog, Path.Combine(Photos, "wolf"));
                break;
            case "a class more":
                temporary.Write("photos/empu/00.png", Pngs.Of(8, 8));
                break;
            case "a picture fewer":
                File.Delete(Path.Combine(cat, "04.png"));
                break;
            case "a picture more":
                temporary.Write("photos/cat/99.png", Pngs.Of(8, 8));
                break;
            case "a picture renamed":
                File.Move(Path.Combine(cat, "04.png"), Path.Combine(cat, "05.png"));
                break;
            case "a picture in another class":
                File.Move(Path.Combine(cat, "04.png"), Path.Combine(dog, "04.png"));
                break;
            default:
                temporary.Write("photos/cat/04.png", Pngs.Of(9, 17));
                break;
        }
        SortedDictionary<string, string> before = Written.Digests(Run);
        (await Resume()).Fails(1, Photos, said, "--accept-changed-data");
        Assert.Equal(before, Written.Digests(Run));
        ToolResult accepted = await Resume("--accept-changed-data");
        if (!mayGoOn)
        {
            accepted.Fails(1, "classes");
            return;
        }
        Assert.Contains(said, accepted.Succeeds().Error);
        Assert.DoesNotContain(said, (await Resume()).Succeeds().Error); // from here on it is the training's data
    }

    [Fact]
    public async Task ATrainingWithoutARecordOfItsDataGoesOnWithAWord()
    {
        await Begin();
        JsonObject settings = JsonNode.Parse(File.ReadAllText(SettingsPath))!.AsObject();
        Assert.True(settings.Remove("data"));
        File.WriteAllText(SettingsPath, settings.ToJsonString());
        Assert.Contains("no record of its data", (await Resume()).Succeeds().Error);
        Assert.DoesNotContain("no record of its data", (await Resume()).Succeeds().Error);
        (await Tool.Run("train", Photos, "--out", Run + "2", "--accept-changed-data")).Fails(2, "--resume");
    }

    [Theory]
    [InlineData(new[] { 1, 2 }, "lacks epoch 3:")]
    [InlineData(new[] { 1 }, "lacks epochs 2 to 3:")]
    [InlineData(new int[0], "lacks epochs 1 to 3:")]
    [InlineData(new[] { 2 }, "lacks 2 epochs between 1 and 3:")]
    public async Task AShortLogLosesFiguresAndNotTheTraining(int[] kept, string said)
    {
        await Begin(epochs: 3);
        string[] lines = File.ReadAllLines(Log);
        byte[] checkpoint = File.ReadAllBytes(Path.Combine(Run, "last.checkpoint"));
        File.WriteAllText(Log, string.Concat(kept.Select(epoch => lines[epoch - 1] + "\n")));
        ToolResult resumed = (await Resume()).Succeeds();
        Assert.Contains(said, resumed.Error);
        Assert.Contains("test accuracy", resumed.Output);
        Assert.DoesNotContain("NaN", resumed.Output);
        string report = File.ReadAllText(Path.Combine(Run, "report.html"));
        Assert.Contains($"{3 - kept.Length} of 3 epochs are lost", report);
        Assert.Contains("after 3 epochs", report);
        Assert.DoesNotContain("NaN", report);
        Assert.Equal(kept.Select(epoch => lines[epoch - 1]), File.ReadAllLines(Log));
        Assert.Equal(checkpoint, File.ReadAllBytes(Path.Combine(Run, "last.checkpoint")));
    }

    [Theory]
    [InlineData("epoch", "-1")]
    [InlineData("epoch", "1")]
    [InlineData("epoch", "99999999999")]
    [InlineData("epoch", "null")]
    [InlineData("loss", "-1")]
    [InlineData("loss", "1e999")]
    [InlineData("testAccuracy", "2")]
    [InlineData("seconds", "-5")]
    [InlineData("waitingShare", "\"\\u001b[31m\"")]
    public async Task ADamagedLineOfTheLogIsNamed(string name, string value)
    {
        await Begin();
        string[] lines = File.ReadAllLines(Log);
        string[] changed = [lines[0], With(lines[1], name, value)];
        File.WriteAllLines(Log, changed);
        ToolResult refused = (await Resume()).Fails(1, Run, "line 2 of training.jsonl is damaged");
        Assert.DoesNotContain('\u001B', refused.Error);
        Assert.Equal(changed, File.ReadAllLines(Log));
        File.WriteAllLines(Log, changed[..1]);
        Assert.Contains("lacks epoch 2", (await Resume()).Succeeds().Error);
    }

    [Fact]
    public async Task SettingsThatCannotBeAreRefusedByName()
    {
        await Begin();
        string whole = File.ReadAllText(SettingsPath);
        foreach (
            (string name, string value) in ((string, string)[])
                [
                    ("threads", "0"),
                    ("threads", "-1"),
                    ("threads", "1000000"),
                    ("threads", "1e99"),
                    ("epochs", "0"),
                    ("epochs", "-2147483648"),
                    ("epochs", "null"),
                    ("batch", "0"),
                    ("learningRate", "-1"),
                    ("learningRate", "1e999"),
                    ("weightDecay", "2"),
                    ("labelSmoothing", "-0.5"),
                    ("averaging", "0"),
                    ("limit", "-4"),
                    ("model", "null"),
                    ("model", "\"\\u001b[31m\""),
                    ("source", "null"),
                    ("source", "\"\""),
                    ("schedule", "99"),
                    ("precision", "\"F64\""),
                    ("seed", "-1"),
                    ("size", "\"0x0\""),
                    ("size", "7"),
                    ("device", "\"\\u001b[31m\""),
                    ("mostMegapixels", "0"),
                    ("data", "{}"),
                    ("data", "7"),
                    ("unknown", "1"),
                ]
        )
        {
            File.WriteAllText(SettingsPath, With(whole, name, value));
            ToolResult refused = (await Resume()).Fails(1, SettingsPath, "these are no settings of a training");
            Assert.DoesNotContain('\u001B', refused.Error);
        }
        foreach (string text in (string[])["", "null", "[]", "{}", "{", "\0\0\0", "7"])
        {
            File.WriteAllText(SettingsPath, text);
            (await Resume()).Fails(1, SettingsPath, "these are no settings of a training");
        }
        File.WriteAllText(SettingsPath, whole);
        (await Resume()).Succeeds();
    }

    [Fact]
    public async Task SomebodyElsesReportIsNotReplaced()
    {
        ToolResult result;
        using (
            new Cutwork.Tests.Files.StepWatch(
                Run,
                (step, path) =>
                {
                    if (path.EndsWith("training.jsonl", StringComparison.Ordinal))
                        File.WriteAllText(Path.Combine(Run, "report.html"), "mine");
                }
            )
        )
            result = await Tool.Run([
                "train",
                "shapes",
                "--out",
                Run,
                "--epochs",
                "1",
                "--limit",
                "64",
                "--size",
                "12",
                "--batch",
                "32",
            ]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error: ", result.Error);
        Assert.Contains("report.html: the report can't be written", result.Error);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Run, "report.html")));
    }

    [Fact]
    public async Task TheFolderThatAppearsWhileDataIsReadIsNotTaken()
    {
        using (
            new Cutwork.Tests.Files.StepWatch(
                temporary.Path,
                (step, path) =>
                {
                    if (step == "flush-all")
                        temporary.Write("run/settings.json", "mine");
                }
            )
        )
            (await Tool.Run(["train", "shapes", "--out", Run, "--limit", "64", "--size", "12", "--batch", "32"])).Fails(
                1,
                Run,
                "kept as"
            );
        Assert.Equal(["settings.json"], Directory.GetFileSystemEntries(Run).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(SettingsPath));
    }

    private static string With(string json, string name, string value)
    {
        JsonObject changed = JsonNode.Parse(json)!.AsObject();
        changed[name] = "here stands it";
        return changed.ToJsonString().Replace("\"here stands it\"", value, StringComparison.Ordinal);
    }
}
