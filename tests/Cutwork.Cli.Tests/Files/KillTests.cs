using System.Diagnostics;

namespace Cutwork.Cli.Tests.Files;

/// <summary>
/// The tool, killed before each step that changes files: its output is the old one or the new one, whole, and the next run clears away what was left.
/// </summary>
[Collection(nameof(Training))]
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "out");

    public void Dispose() => temporary.Dispose();

    private async Task<string[]> StepsOf(string[] command)
    {
        using var list = new TemporaryFolder();
        string file = Path.Combine(list.Path, "steps");
        using Process process = Start(command, (StartupHook.ListVariable, file));
        (await Tool.Finish(process)).Succeeds();
        return File.ReadAllLines(file);
    }

    private async Task Kill(string[] command, int before)
    {
        using Process process = Start(command, (StartupHook.StopVariable, $"{before}"));
        ToolResult result = await Tool.Finish(process);
        Assert.True(result.ExitCode is not (0 or 1 or 2), $"it was not killed: {result.ExitCode}, {result.Error}");
    }

    private Process Start(string[] command, (string Name, string Value) variable) =>
        Tool.Start(
            [
                "env",
                $"DOTNET_STARTUP_HOOKS={typeof(StartupHook).Assembly.Location}",
                $"{StartupHook.FolderVariable}={temporary.Path}",
                $"{variable.Name}={variable.Value}",
            ],
            command
        );

    private static void NeedsLinux()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This test exchanges folders and sends signals: it needs Linux.");
    }

    private static string[] Augment(string output, int images, params string[] more) =>
        ["augment", "--out", output, "--limit", $"{images}", "--size", "8", "--workers", "1", .. more];

    [Theory]
    [InlineData("new")]
    [InlineData("empty")]
    [InlineData("overwrite")]
    [InlineData("overwrite in place")]
    public async Task AnOutputFolderIsOldOrNewWhole(string kind)
    {
        NeedsLinux();
        bool isMoved = kind is "empty" or "overwrite in place";
        bool overwrites = kind.StartsWith("overwrite", StringComparison.Ordinal);
        string[] more = overwrites ? ["--overwrite"] : [];
        async Task Prepare()
        {
            if (Directory.Exists(Output))
                Directory.Delete(Output, recursive: true);
            if (kind == "empty")
                Directory.CreateDirectory(Output);
            if (overwrites)
                (await Tool.Run(Augment(Output, 2))).Succeeds();
            // A folder of somebody else's cannot be exchanged for an own one.
            if (kind == "overwrite in place" && Tool.Command("chown", "1:2", Output) != 0)
                Assert.Skip("This test gives a folder away: it needs root.");
        }

        await Prepare();
        string[] steps = await StepsOf(Augment(Output, 3, more));
        SortedDictionary<string, string> whole = Written.Digests(Output);
        Assert.Contains(steps, step => step.StartsWith("flush-all", StringComparison.Ordinal));
        await Prepare();
        SortedDictionary<string, string> old = Directory.Exists(Output) ? Written.Digests(Output) : [];
        for (int step = 0; step < steps.Length; step++)
        {
            await Prepare();
            await Kill(Augment(Output, 3, more), step);
            if (!isMoved) // where entries are moved, it is whole when the summary is there
                Assert.Contains(
                    Directory.Exists(Output) ? Written.Digests(Output) : [],
                    (SortedDictionary<string, string>[])[old, whole]
                );
            else if (File.Exists(Path.Combine(Output, "summary.json")))
                Assert.Contains(Visible(), (SortedDictionary<string, string>[])[old, whole]);

            bool isThere = File.Exists(Path.Combine(Output, "summary.json")) && !overwrites;
            ToolResult next = await Tool.Run(Augment(Output, 3, isThere ? ["--overwrite"] : more));
            Assert.True(next.ExitCode == 0, $"after a kill before {steps[step]}: {next.Error}");
            Assert.Equal(whole, Written.Digests(Output));
            Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
        }
    }

    private SortedDictionary<string, string> Visible()
    {
        SortedDictionary<string, string> all = Written.Digests(Output);
        foreach (string name in all.Keys.Where(name => name.StartsWith('.')).ToArray())
            all.Remove(name);
        return all;
    }

    [Theory]
    [InlineData("preview", false)]
    [InlineData("preview", true)]
    [InlineData("pack", false)]
    [InlineData("pack", true)]
    public async Task AnOutputFileIsOldOrNewWhole(string verb, bool overwrite)
    {
        NeedsLinux();
        string option = verb == "pack" ? "--force" : "--overwrite";
        string[] limit = verb == "pack" ? ["--limit", "3"] : ["--count", "1"];
        string[] command =
        [
            verb,
            "--out",
            Output,
            "--size",
            "8",
            .. limit,
            .. overwrite ? [option] : Array.Empty<string>(),
        ];
        void Prepare()
        {
            File.Delete(Output);
            if (overwrite)
                File.WriteAllText(Output, "old");
        }

        Prepare();
        string[] steps = await StepsOf(command);
        byte[] whole = File.ReadAllBytes(Output);
        for (int step = 0; step < steps.Length; step++)
        {
            Prepare();
            await Kill(command, step);
            if (File.Exists(Output))
                Assert.Contains(
                    File.ReadAllBytes(Output),
                    (byte[][])
                        [
                            whole,
                            .. overwrite
                                ?
                                [
                                    [.. "old"u8],
                                ]
                                : Array.Empty<byte[]>(),
                        ]
                );
            else
                Assert.False(overwrite);
            bool isThere = File.Exists(Output) && !overwrite;
            (await Tool.Run([.. command, .. isThere ? [option] : Array.Empty<string>()])).Succeeds();
            Assert.Equal(whole, File.ReadAllBytes(Output));
            Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
        }
    }

    /// <summary>Killed before its log, its checkpoint, its weights or its report are there, a training comes to the same.</summary>
    [Fact]
    public async Task ATrainingGoesOnToTheSame()
    {
        NeedsLinux();
        string[] small = ["--limit", "64", "--size", "12", "--batch", "32", "--precision", "f32", "--epochs", "2"];
        string[] command = ["train", "shapes", "--out", Output, .. small];
        string[] steps = await StepsOf(command);
        string[] files = [.. Directory.GetFiles(Output).Select(path => Path.GetFileName(path)).Order()];
        byte[] weights = File.ReadAllBytes(Path.Combine(Output, "weights.dat"));
        foreach (
            string step in (string[])
                [
                    "rename out",
                    "flush training.jsonl",
                    "replace last.checkpoint",
                    "rename weights.dat",
                    "rename report.html",
                ]
        )
        {
            Directory.Delete(Output, recursive: true);
            await Kill(command, Array.LastIndexOf(steps, step));
            bool isBegun = File.Exists(Path.Combine(Output, "settings.json"));
            Assert.Equal(step != "rename out", isBegun);
            (await Tool.Run(isBegun ? ["train", "--resume", Output] : command)).Succeeds();
            Assert.Equal(files, Directory.GetFileSystemEntries(Output).Select(path => Path.GetFileName(path)).Order());
            Assert.Equal(weights, File.ReadAllBytes(Path.Combine(Output, "weights.dat")));
            Assert.Equal(2, File.ReadAllLines(Path.Combine(Output, "training.jsonl")).Length);
            Assert.Equal([Output], Directory.GetFileSystemEntries(temporary.Path));
        }
    }

    [Fact]
    public async Task AStudyMakesEachRunOnce()
    {
        NeedsLinux();
        string[] small = ["--images", "128", "--size", "12", "--epochs", "1", "--seeds", "1", "--at-once", "1"];
        string[] command =
        [
            "study",
            "fill-values",
            "--data",
            "shapes",
            "--precision",
            "f32",
            "--out",
            Output,
            .. small,
        ];
        string[] steps = await StepsOf(command);
        string[] files = [.. Directory.GetFiles(Output).Select(path => Path.GetFileName(path)).Order()];
        foreach (string step in (string[])["flush results.jsonl", "rename fill-values.html", "replace fill-values.md"])
        {
            Directory.Delete(Output, recursive: true);
            await Kill(command, Array.IndexOf(steps, step));
            (await Tool.Run(command)).Succeeds();
            Assert.Equal(5, File.ReadAllLines(Path.Combine(Output, "results.jsonl")).Distinct().Count());
            Assert.Equal(5, File.ReadAllLines(Path.Combine(Output, "results.jsonl")).Length);
            Assert.Equal(files, Directory.GetFileSystemEntries(Output).Select(path => Path.GetFileName(path)).Order());
        }
    }
}
