using System.Diagnostics;

namespace Cutwork.Cli.Tests;

/// <summary>Whatever is typed, and wherever the words go: an error that says what is needed, and no abort.</summary>
public sealed class TypedValueTests
{
    public static TheoryData<string> Lines =>
        [
            "augment --out OUT --size 100000",
            "augment --out OUT --size 2147483647x2147483647",
            "augment --out OUT --size 30000x30000 --batch 1",
            "augment --out OUT --batch 2147483647",
            "augment --out OUT --batch 16777216 --size 100",
            "augment --out OUT --epoch 2147483647 --copies 2",
            "augment --out OUT --epoch 2 --copies 2147483647",
            "augment --out OUT --workers 2147483647",
            "augment --out OUT --most-megapixels 2147483647",
            "augment --out OUT --limit 0",
            "augment --out OUT --limit -1",
            "augment --out OUT --copies 99999999999999999999",
            "augment --out OUT --seed -1",
            "augment --out OUT --seed 18446744073709551616",
            "augment --out OUT --size 0x5",
            "augment --out OUT --size x",
            "preview --out OUT.png --count 2147483647",
            "preview --out OUT.png --size 100000",
            "preview --out OUT.png --batch 2147483647",
            "preview --out OUT.png --size 30000x30000 --batch 1",
            "describe timm --size 2147483647x2147483647",
            "describe timm --epoch 2147483648",
            "pack shapes --out OUT.pack --size 100000",
            "pack shapes --out OUT.pack --workers 2147483647",
            "pack shapes --out OUT.pack --quality 101",
            "train shapes --out OUT --batch 2147483647",
            "train shapes --out OUT --epochs 2147483647",
            "train shapes --out OUT --size 100000",
            "train shapes --out OUT --workers 2147483647",
            "train shapes --out OUT --learning-rate 1e999",
            "train shapes --out OUT --learning-rate NaN",
            "train shapes --out OUT --label-smoothing 2",
            "study effects --data shapes --out OUT --seeds 2147483647",
            "study effects --data shapes --out OUT --epochs 2147483647",
            "study effects --data shapes --out OUT --size 100000",
            "bench --batch 2147483647",
            "bench --size 100000",
            "bench --seconds 2147483647",
            "bench loader shapes --size 100000",
            "bench loader shapes --size 100 --batch 100000",
            "bench loader shapes --batch 2147483647",
            "bench loader shapes --workers 2147483647",
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task NumbersBeyondTheirBoundsAreRefusedByName(string line)
    {
        using var temporary = new TemporaryFolder();
        string[] args = [.. line.Split(' ').Select(word => word.Replace("OUT", Path.Combine(temporary.Path, "out")))];
        ToolResult result = await Tool.Run(args);
        Assert.Equal(2, result.ExitCode);
        result.Fails(2);
        Assert.Contains("--", result.Error);
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    public static TheoryData<string> Empty =>
        [
            "augment shapes --out _",
            "augment _ --out OUT",
            "augment --out OUT --recipe _",
            "augment --out OUT --with _",
            "augment --out OUT --preset _",
            "preview shapes --out _",
            "preview _ --out OUT",
            "explain _ x",
            "explain OUT _",
            "explain OUT x --remake _",
            "explain OUT x --source _",
            "describe _",
            "pack _ --out OUT",
            "pack shapes --out _",
            "train _ --out OUT",
            "train shapes --out _",
            "train --resume _",
            "study effects --data _",
            "study effects --data shapes --out _",
            "data get _",
            "bench loader _",
        ];

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task EmptyValuesAreRefusedByName(string line)
    {
        foreach (string nothing in (string[])["", "  "])
        {
            string[] args = [.. line.Split(' ').Select(word => word == "_" ? nothing : word)];
            ToolResult result = await Tool.Run(args);
            result.Fails(2);
        }
    }

    [Theory]
    [InlineData("presets", ">/dev/full", 1)]
    [InlineData("presets", ">&-", 1)]
    [InlineData("describe timm", ">/dev/full", 1)]
    [InlineData("--help", ">/dev/full", 1)]
    [InlineData("presets", ">/dev/full 2>/dev/full", 1)]
    [InlineData("presets", ">&- 2>&-", 1)]
    [InlineData("presets", "2>/dev/full", 0)]
    [InlineData("presets", "2>&-", 0)]
    [InlineData("nope", "2>/dev/full", 2)]
    [InlineData("nope", "2>&-", 2)]
    [InlineData("describe nope", "2>/dev/full", 1)]
    [InlineData("augment --out OUT --limit 2 --size 8", "2>/dev/full", 0)]
    [InlineData("augment --out OUT --limit 2 --size 8 --with cutmix", "2>&-", 0)]
    public async Task StreamsThatAreFullOrClosedEndNothingByAnAbort(string line, string streams, int exitCode)
    {
        if (!File.Exists("/dev/full") || !File.Exists("/bin/sh"))
            Assert.Skip("There is no /dev/full here.");
        using var temporary = new TemporaryFolder();
        string tool = typeof(CommandLine).Assembly.Location;
        string command = $"dotnet {tool} {line.Replace("OUT", Path.Combine(temporary.Path, "out"))} {streams}";
        using Process process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        ToolResult result = await Tool.Finish(process);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("Abort", result.Error);
        if (exitCode == 1 && !streams.Contains("2>", StringComparison.Ordinal))
            Assert.Contains("standard output", result.Error);
    }
}
