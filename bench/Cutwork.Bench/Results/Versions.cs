using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Cutwork.Bench;

/// <summary>On what and with what was measured.</summary>
internal static partial class Versions
{
    /// <summary>The processor's name as a folder's.</summary>
    public static string ProcessorFolder => NotInNames().Replace(Processor.Name.ToLowerInvariant(), "-").Trim('-');

    public static IReadOnlyList<(string Name, string Value)> All() =>
        [
            ("date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("commit", Commit()),
            ("processor", Processor.Name),
            ("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("caches of the first", Processor.Caches),
            ("vectors", $"{Processor.VectorBits} bits"),
            ("system", $"{System()}, {RuntimeInformation.OSArchitecture}"),
            (".NET", Environment.Version.ToString()),
            ("TorchSharp", VersionOf(typeof(torch).Assembly)),
            ("libtorch", torch.__version__),
        ];

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString()
        ?? "";

    private static string System()
    {
        const string Release = "/etc/os-release";
        string? name = File.Exists(Release)
            ? File.ReadLines(Release).FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            : null;
        return name is null
            ? RuntimeInformation.OSDescription
            : $"{name["PRETTY_NAME=".Length..].Trim('"')}, {RuntimeInformation.OSDescription}";
    }

    private static string Commit()
    {
        string commit = Git("rev-parse", "--short=12", "HEAD");
        return commit.Length == 0 ? "unknown"
            : Git("status", "--porcelain", "--untracked-files=no").Length == 0 ? commit
            : $"{commit}, with changes";
    }

    private static string Git(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : "";
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return ""; // there is no git
        }
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
