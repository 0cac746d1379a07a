using System.Text;
using Cutwork.Tests.Reference;

namespace Cutwork.Cli.Tests;

/// <summary>A stranger's output, explained and remade: refused by name or explained, and nothing outside of it is touched.</summary>
public sealed class HostileRecordTests
{
    private static async Task<string> Written(TemporaryFolder temporary, params string[] more)
    {
        string output = Path.Combine(temporary.Path, "out");
        (
            await Tool.Run(["augment", "--out", output, "--limit", "3", "--size", "6x5", "--seed", "2", .. more])
        ).Succeeds();
        return output;
    }

    private static void IsSaid(ToolResult result, string what)
    {
        string said = result.Output + result.Error;
        Assert.True(result.ExitCode is 0 or 1 or 2, $"{what}: exit code {result.ExitCode}");
        Assert.False(result.Error.Contains("defect", StringComparison.Ordinal), $"{result.Error} of {what}");
        Assert.DoesNotContain("   at ", said);
        Assert.DoesNotContain(said, letter => char.IsControl(letter) && letter is not ('\n' or '\r'));
        Assert.DoesNotContain('\u202e', said);
        if (result.ExitCode != 0)
            Assert.StartsWith("error: ", result.Error);
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("labels.jsonl")]
    [InlineData("plan.jsonl")]
    [InlineData("recipe.json")]
    public async Task EveryValueOfEveryRecordMayBeHostile(string record)
    {
        using var temporary = new TemporaryFolder();
        string output = await Written(temporary, "--batch", "3");
        string path = Path.Combine(output, record);
        string[] lines = File.ReadAllText(path).TrimEnd('\n').Split('\n');
        string first = record.EndsWith('l') ? lines[0] : string.Join("", lines.Select(line => line.Trim()));
        string rest = record.EndsWith('l') ? string.Join("", lines.Skip(1).Select(line => $"\n{line}")) : "";
        string file = Cli.Tests.Written.Labels(output)[0].GetProperty("file").GetString()!;
        string again = Path.Combine(temporary.Path, "again.png");
        foreach (string json in JsonMutations.Of(first))
        {
            // What no reader can tell from a changed source is not what is asked here: sources stay the built-in one.
            if (json.Contains("\"source\":\"\\u001b", StringComparison.Ordinal))
                continue;
            File.WriteAllBytes(path, new UTF8Encoding(false, false).GetBytes(json + rest));
            IsSaid(await Tool.Run("explain", output, file, "--remake", again, "--overwrite"), json);
        }
    }

    [Theory]
    [InlineData("../outside.png")]
    [InlineData("images/../../outside.png")]
    [InlineData("/etc/passwd")]
    [InlineData("images/../../../../../../../../../etc/passwd")]
    [InlineData("link/outside.png")]
    [InlineData("direct.png")]
    public async Task NamesInRecordsStayInside(string name)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links and paths of Unix.");
        using var temporary = new TemporaryFolder();
        string output = await Written(temporary);
        temporary.Write("outside.png", "a secret");
        Directory.CreateSymbolicLink(Path.Combine(output, "link"), temporary.Path);
        File.CreateSymbolicLink(Path.Combine(output, "direct.png"), Path.Combine(temporary.Path, "outside.png"));
        string labels = File.ReadAllText(Path.Combine(output, "labels.jsonl"));
        string own = Cli.Tests.Written.Labels(output)[0].GetProperty("file").GetString()!;
        File.WriteAllText(Path.Combine(output, "labels.jsonl"), labels.Replace(own, name, StringComparison.Ordinal));
        string again = Path.Combine(temporary.Path, "again.png");
        (await Tool.Run("explain", output, name, "--remake", again)).Fails(1, "leads out of the folder");
    }

    [Theory]
    [InlineData("summary.json")]
    [InlineData("labels.jsonl")]
    [InlineData("plan.jsonl")]
    [InlineData("recipe.json")]
    [InlineData("image")]
    public async Task PipesAndDevicesAreNotWaitedFor(string record)
    {
        using var temporary = new TemporaryFolder();
        if (Tool.Command("mkfifo", Path.Combine(temporary.Path, "pipe")) != 0)
            Assert.Skip("There are no pipes here.");
        string output = await Written(temporary);
        string file = Cli.Tests.Written.Labels(output)[0].GetProperty("file").GetString()!;
        string path = Path.Combine(output, record == "image" ? file : record);
        string again = Path.Combine(temporary.Path, "again.png");
        File.Delete(path);
        Assert.Equal(0, Tool.Command("mkfifo", path));
        ToolResult result = (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Fails(
            1,
            "it is a pipe"
        );
        Assert.Contains(Path.GetFileName(path), result.Error);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");
        (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Fails(1, "out of the folder");
    }

    [Fact]
    public async Task EndlessRecordsAreNotReadToTheirEnd()
    {
        using var temporary = new TemporaryFolder();
        string output = await Written(temporary);
        string file = Cli.Tests.Written.Labels(output)[0].GetProperty("file").GetString()!;
        using (FileStream labels = File.OpenWrite(Path.Combine(output, "labels.jsonl")))
            labels.SetLength(20L << 30); // sparse: one line of zeros without an end
        (await Tool.Run("explain", output, "none.png")).Fails(1, "labels.jsonl", "a line is longer");
        using (FileStream summary = File.OpenWrite(Path.Combine(output, "summary.json")))
            summary.SetLength(20L << 30);
        (await Tool.Run("explain", output, file)).Fails(1, "summary.json", "at most");
    }

    [Fact]
    public async Task ADamagedShardIsNamed()
    {
        using var temporary = new TemporaryFolder();
        string output = await Written(temporary, "--format", "tar");
        string file = Cli.Tests.Written.Labels(output)[2].GetProperty("file").GetString()!;
        string shard = Cli.Tests.Written.Labels(output)[2].GetProperty("shard").GetString()!;
        byte[] bytes = File.ReadAllBytes(Path.Combine(output, shard));
        string again = Path.Combine(temporary.Path, "again.png");
        foreach (int cut in (int[])[0, 100, 512, 600, bytes.Length / 2])
        {
            File.WriteAllBytes(Path.Combine(output, shard), bytes[..cut]);
            IsSaid(await Tool.Run("explain", output, file, "--remake", again, "--overwrite"), $"cut at {cut}");
        }
        for (int at = 0; at < 1024; at += 7)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x55;
            File.WriteAllBytes(Path.Combine(output, shard), changed);
            IsSaid(await Tool.Run("explain", output, file, "--remake", again, "--overwrite"), $"changed at {at}");
        }
    }

    [Fact]
    public async Task ControlCharactersOfARecipeDoNotReachTheTerminal()
    {
        using var temporary = new TemporaryFolder();
        foreach (
            string json in (string[])
                [
                    """{"policies": [{"policy": "\u001b[2J\u202e"}]}""",
                    """{"policies": [{"policy": "cutmix", "\u001b[2Jx": 1}]}""",
                    """{"\u0007": 1}""",
                    """{"policies": [{"policy": "cutmix", "placement": "a\nerror: forged\u009b"}]}""",
                ]
        )
        {
            ToolResult result = (await Tool.Run("describe", temporary.Write("r.json", json))).Fails(1, "r.json");
            IsSaid(result, json);
            Assert.Single(result.Error.TrimEnd().Split('\n'));
        }
    }
}
