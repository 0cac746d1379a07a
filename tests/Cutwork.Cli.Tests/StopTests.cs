using System.Diagnostics;

namespace Cutwork.Cli.Tests;

/// <summary>What is left when a run does not come to its end; real processes, real signals.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task AStoppedRunLeavesNothing(string signal)
    {
        using var temporary = new TemporaryFolder();
        using Process process = await Working(temporary);
        Tool.Signal(process, signal);
        (await Tool.Finish(process)).Fails(1, "Stopped; nothing was written.");
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task AKilledRunLeavesWhatSaysThatItIsPartialAndTheNextRunRemovesIt()
    {
        using var temporary = new TemporaryFolder();
        using (Process process = await Working(temporary))
        {
            // Another run for the same folder is told so, and leaves alone what is being written.
            string busy = Path.Combine(temporary.Path, "out");
            (await Tool.Run("augment", "--out", busy, "--limit", "2", "--size", "8")).Fails(
                1,
                busy,
                "Another run is writing it"
            );
            Assert.False(process.HasExited);

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        string left = Assert.Single(Directory.GetFileSystemEntries(temporary.Path));
        Assert.Matches(@"out\.partial-\d+$", left);

        string output = Path.Combine(temporary.Path, "out");
        ToolResult next = (await Tool.Run("augment", "--out", output, "--limit", "2", "--size", "8")).Succeeds();
        Assert.Contains("was removed", next.Error);
        Assert.Equal([output], Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task AFullDiskIsSaidAndLeavesNothing()
    {
        using var temporary = new TemporaryFolder();
        string small = Directory.CreateDirectory(Path.Combine(temporary.Path, "small")).FullName;
        if (!OperatingSystem.IsLinux() || Tool.Command("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small) != 0)
            Assert.Skip("A small file system can't be mounted here: this test needs Linux and root.");
        try
        {
            string output = Path.Combine(small, "out");
            (await Tool.Run("augment", "--out", output, "--limit", "300")).Fails(
                1,
                output,
                "space",
                "Nothing was left"
            );
            (await Tool.Run("augment", "--out", output, "--limit", "300", "--format", "tar")).Fails(1, output, "space");
            (await Tool.Run("preview", "--out", output)).Fails(1, output, "space");
            Assert.Empty(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            Tool.Command("umount", small);
        }
    }

    [Fact]
    public async Task FoldersWithoutPermissionAreNamed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This test needs Unix permissions.");
            return;
        }
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string output = Path.Combine(temporary.Path, "out");
        File.SetUnixFileMode(temporary.Path, (UnixFileMode)0b101_101_101);
        File.SetUnixFileMode(source, UnixFileMode.None);
        // Root may read and write everything; as nobody the same process may not.
        string[] nobody =
            Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        try
        {
            if (
                nobody.Length > 0
                && Tool.Command([.. nobody, "dotnet", typeof(CommandLine).Assembly.Location, "--version"]) != 0
            )
                Assert.Skip("These tests run as root, and setpriv can't run the tool as somebody else.");
            using Process unreadable = Tool.Start(
                nobody,
                "augment",
                source,
                "--out",
                Path.Combine(Path.GetTempPath(), "never")
            );
            (await Tool.Finish(unreadable)).Fails(1, source);
            using Process unwritable = Tool.Start(nobody, "augment", "--out", output, "--limit", "2");
            (await Tool.Finish(unwritable)).Fails(1, output, "can't be made");
        }
        finally
        {
            File.SetUnixFileMode(temporary.Path, (UnixFileMode)0b111_000_000);
            File.SetUnixFileMode(source, (UnixFileMode)0b111_000_000);
        }
        Assert.Equal([source], Directory.GetFileSystemEntries(temporary.Path));
    }

    /// <summary>A run that has begun to write, and has very much to do.</summary>
    private static async Task<Process> Working(TemporaryFolder temporary)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This test sends signals with Linux's tools.");
        // Whoever runs the tests in the background has interrupts ignored, and a child would inherit that.
        string output = Path.Combine(temporary.Path, "out");
        Process process = Tool.Start(
            ["env", "--default-signal=INT"],
            "augment",
            "--out",
            output,
            "--limit",
            "10000000"
        );
        var clock = Stopwatch.StartNew();
        while (!Directory.GetDirectories(temporary.Path).Any(HasImages))
        {
            Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
            Assert.True(clock.Elapsed < Deadline, "no image was written");
            await Task.Yield();
        }
        return process;
    }

    private static bool HasImages(string folder)
    {
        string images = Path.Combine(folder, "output", "images");
        return Directory.Exists(images) && Directory.EnumerateFiles(images).Any();
    }
}
