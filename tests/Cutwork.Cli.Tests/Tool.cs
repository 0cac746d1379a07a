using System.Diagnostics;

namespace Cutwork.Cli.Tests;

/// <summary>What a run of the tool said, and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public ToolResult Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Ends so, with an error that says this, and without a stack trace.</summary>
    public ToolResult Fails(int exitCode, params string[] said)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.StartsWith(
            "error: ",
            Error.Split('\n').First(line => !line.StartsWith("note: ", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("   at ", Output + Error);
        Assert.DoesNotContain("defect", Error);
        foreach (string text in said)
            Assert.Contains(text, Error);
        return this;
    }
}

/// <summary>Runs the tool, in this process or as one of its own.</summary>
internal static class Tool
{
    private static string Assembly => typeof(CommandLine).Assembly.Location;

    public static async Task<ToolResult> Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(args, new Terminal(output, error));
        return new ToolResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts a process. Interrupts reach it even where whoever runs the tests has them ignored.</summary>
    public static Process Start(string[] wrapper, params string[] args)
    {
        string[] command = [.. wrapper, "dotnet", Assembly, .. args];
        return Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }

    /// <summary>Runs the tool where 8 GB of addresses are all there are; where they cannot be limited, the test is skipped.</summary>
    public static async Task<ToolResult> RunInLittleMemory(params string[] args)
    {
        if (!OperatingSystem.IsLinux() || Command("prlimit", "--version") != 0)
            Assert.Skip("Memory is limited by Linux's prlimit here.");
        using Process process = Start(["prlimit", "--as=8000000000"], args);
        return await Finish(process);
    }

    public static async Task<ToolResult> Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ToolResult(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal, "INT" or "TERM", by Linux's tool.</summary>
    public static void Signal(Process process, string signal) =>
        Assert.Equal(0, Command("kill", $"-{signal}", $"{process.Id}"));

    /// <summary>Runs any program to its end; its exit code, or -1 where there is no such program.</summary>
    public static int Command(params string[] command)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(command[0], command[1..])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
