using System.Runtime.InteropServices;
using Cutwork.Imaging;
using TorchSharp;

namespace Cutwork.Cli;

/// <summary>Finds and loads libtorch, which the tool does not bring along: it is ten times as large as everything else in it.</summary>
/// <remarks>
/// It is looked for in the folder that CUTWORK_LIBTORCH names, beside the tool, and among the packages that NuGet has on this machine. Loaded by its path, it
/// is what TorchSharp's own library finds when it asks for it by name.
/// </remarks>
internal static class LibTorch
{
    public const string Variable = "CUTWORK_LIBTORCH";

    // What TorchSharp 0.107.0 was built with.
    private const string Version = "2.10.0";

    private static readonly string[] Platforms = ["linux-x64", "win-x64", "osx-arm64"];

    /// <summary>Loads it, once.</summary>
    /// <exception cref="Failure">It is not there, or not the right one; the message says how to get it.</exception>
    public static void Load() =>
        Load(Platform, Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, PackagesFolder);

    /// <summary>The same with everything that is asked of the machine given.</summary>
    internal static void Load(string platform, string? named, string tool, string packages)
    {
        if (!Platforms.Contains(platform))
            throw new Failure(
                $"Training needs libtorch, and TorchSharp has none for {platform}: it runs on {string.Join(", ", Platforms)}."
            );
        string folder = Find(platform, named, tool, packages);
        try
        {
            foreach (string name in Names(platform))
                if (Path.Combine(folder, name) is var path && File.Exists(path))
                    NativeLibrary.Load(path);
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or NotSupportedException)
        {
            throw new Failure(
                $"libtorch was found at {SafeName.Show(folder)}, but cannot be loaded; it has to be version {Version} for {platform}. {FirstLine(error)}"
            );
        }
    }

    /// <summary>The folder that holds it.</summary>
    internal static string Find(string platform, string? named, string tool, string packages)
    {
        string main = Names(platform)[1];
        if (!string.IsNullOrEmpty(named))
            return File.Exists(Path.Combine(named, main))
                ? named
                : throw new Failure(
                    $"{SafeName.Show(named)}: {Variable} names this folder, but there is no {main} in it."
                );
        string package = $"libtorch-cpu-{platform}";
        string native = Path.Combine("runtimes", platform, "native");
        string[] places = [Path.Combine(tool, native), Path.Combine(packages, package, Version, native)];
        return Array.Find(places, place => File.Exists(Path.Combine(place, main)))
            ?? throw new Failure(
                $"Training needs libtorch {Version}, which is not on this machine. `dotnet package download {package}@{Version} --output {packages}` brings it (130 MB) to where it is looked for; or let {Variable} name a folder that holds {main}."
            );
    }

    private static string Platform =>
        (
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux"
        )
        + "-"
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string PackagesFolder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // What others of them need comes first; those of CUDA are in its folder alone.
    private static string[] Names(string platform) =>
        platform switch
        {
            "win-x64" => ["c10.dll", "torch_cpu.dll", "c10_cuda.dll", "torch_cuda.dll", "torch.dll"],
            "osx-arm64" => ["libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib"],
            _ => ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"],
        };

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
