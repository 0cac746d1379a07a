using System.Diagnostics;
using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

/// <summary>What is left of a pack that does not come to its end; real processes, signals and limits.</summary>
public sealed class PackStopTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("INT", "pixels")]
    [InlineData("TERM", "pixels")]
    [InlineData("INT", "png")]
    public async Task AStoppedRunLeavesNothingAndTheOldFileAsItWas(string signal, string store)
    {
        using var temporary = new TemporaryFolder();
        string output = temporary.Write("out.pack", "mine");
        using Process process = await Working(temporary, output, "--force", "--store", store);
        Tool.Signal(process, signal);
        (await Tool.Finish(process)).Fails(1, "Stopped; nothing was written.");
        Assert.Equal([output], Directory.GetFileSystemEntries(temporary.Path));
        Assert.Equal("mine", File.ReadAllText(output));
    }

    [Fact]
    public async Task WhatIsBeingWrittenIsLeftAloneAndWhatAKilledRunLeftIsRemoved()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out.pack");
        using (Process process = await Working(temporary, output))
        {
            string working = Path.GetFileName(Assert.Single(Directory.GetDirectories(temporary.Path)));
            ToolResult beside = (await Tool.Run("pack", "--out", output, "--limit", "2")).Fails(
                1,
                $"{output}: the file can't be made. Another run is writing it ({working}): wait for that, or give another name."
            );
            Assert.DoesNotContain("left behind", beside.Error);
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        string left = Assert.Single(Directory.GetFileSystemEntries(temporary.Path));
        Assert.Matches(@"out\.pack\.partial-\d+$", left);

        (await Tool.Run("pack", "--out", output, "--limit", "2")).Succeeds();
        Assert.Equal([output], Directory.GetFileSystemEntries(temporary.Path));
        using IDataSet pack = DataSets.Open(output);
        Assert.Equal(2, pack.Count);
    }

    /// <summary>A limit on the length of files stands in for a full disk, and is one itself.</summary>
    [Theory]
    [InlineData("pixels")]
    [InlineData("png")]
    public async Task AFileThatMayNotGrowIsSaidAndLeavesTheOldOneAsItWas(string store)
    {
        if (!OperatingSystem.IsLinux() || Tool.Command("bash", "-c", "ulimit -f 4000") != 0)
            Assert.Skip("This test limits the length of files by bash's ulimit: it needs Linux and bash.");
        using var temporary = new TemporaryFolder();
        string output = temporary.Write("out.pack", "mine");
        string[] limited =
        [
            "env",
            "DOTNET_EnableWriteXorExecute=0", // which needs longer files than the limit
            "bash",
            "-c",
            "trap '' XFSZ; ulimit -f 4000; exec \"$@\"",
            "bash",
        ];
        using Process process = Tool.Start(
            limited,
            "pack",
            "--out",
            output,
            "--force",
            "--limit",
            "100000",
            "--store",
            store
        );
        (await Tool.Finish(process)).Fails(
            1,
            $"{output}: the file can't be written. ",
            "limit on file sizes",
            "Nothing was left"
        );
        Assert.Equal([output], Directory.GetFileSystemEntries(temporary.Path));
        Assert.Equal("mine", File.ReadAllText(output));
    }

    [Fact]
    public async Task AFullDiskIsSaidAndLeavesTheOldFileAsItWas()
    {
        using var temporary = new TemporaryFolder();
        string small = Directory.CreateDirectory(Path.Combine(temporary.Path, "small")).FullName;
        if (!OperatingSystem.IsLinux() || Tool.Command("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", small) != 0)
            Assert.Skip("A small file system can't be mounted here: this test needs Linux and root.");
        try
        {
            string output = temporary.Write("small/out.pack", "mine");
            foreach (string store in (string[])["pixels", "jpeg"])
                (await Tool.Run("pack", "--out", output, "--force", "--limit", "3000", "--store", store)).Fails(
                    1,
                    $"{output}: the file can't be written. ",
                    "space",
                    "Nothing was left"
                );
            Assert.Equal([output], Directory.GetFileSystemEntries(small));
            Assert.Equal("mine", File.ReadAllText(output));
        }
        finally
        {
            Tool.Command("umount", small);
        }
    }

    [Fact]
    public async Task AFolderWithoutPermissionIsNamed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This test needs Unix permissions.");
            return;
        }
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out.pack");
        File.SetUnixFileMode(temporary.Path, (UnixFileMode)0b101_101_101);
        // Root may write everywhere; as nobody the same process may not.
        string[] nobody =
            Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        try
        {
            if (
                nobody.Length > 0
                && Tool.Command([.. nobody, "dotnet", typeof(CommandLine).Assembly.Location, "--version"]) != 0
            )
                Assert.Skip("These tests run as root, and setpriv can't run the tool as somebody else.");
            using Process process = Tool.Start(nobody, "pack", "--out", output, "--limit", "2");
            (await Tool.Finish(process)).Fails(1, $"{output}: the file can't be made. ", "denied");
        }
        finally
        {
            File.SetUnixFileMode(temporary.Path, (UnixFileMode)0b111_000_000);
        }
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task ADeviceIsNotReplaced()
    {
        if (!File.Exists("/dev/null"))
            Assert.Skip("This test needs /dev/null.");
        (await Tool.Run("pack", "--out", "/dev/null", "--limit", "2")).Fails(1, "/dev/null: this is a device");
    }

    /// <summary>A run that has begun to write, and has very much to do.</summary>
    private static async Task<Process> Working(TemporaryFolder temporary, string output, params string[] options)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This test sends signals with Linux's tools.");
        // Whoever runs the tests in the background has interrupts ignored, and a child would inherit that.
        Process process = Tool.Start(
            ["env", "--default-signal=INT"],
            ["pack", "--out", output, "--limit", "10000000", .. options]
        );
        var clock = Stopwatch.StartNew();
        while (
            !Directory
                .EnumerateDirectories(temporary.Path, "out.pack.partial-*")
                .Any(folder => new FileInfo(Path.Combine(folder, "output")) is { Exists: true, Length: > 0 })
        )
        {
            Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
            Assert.True(clock.Elapsed < Deadline, "nothing was written");
            await Task.Yield();
        }
        return process;
    }
}
