using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Cli;

/// <summary>What the figures were measured on.</summary>
internal static class Processor
{
    public static string Name
    {
        get
        {
            if (OperatingSystem.IsLinux())
                foreach (string line in File.ReadLines("/proc/cpuinfo"))
                    if (line.StartsWith("model name", StringComparison.Ordinal))
                        return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
                ?? RuntimeInformation.ProcessArchitecture.ToString();
        }
    }

    /// <summary>The widest vectors in use; 0 where there are none.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>Data caches of the first core, as "L1 32K, L2 1024K, L3 32768K"; empty where the system does not say.</summary>
    public static string Caches
    {
        get
        {
            const string Folder = "/sys/devices/system/cpu/cpu0/cache";
            if (!Directory.Exists(Folder))
                return "";
            IEnumerable<string> caches =
                from path in Directory.GetDirectories(Folder, "index*").Order(StringComparer.Ordinal)
                where File.ReadAllText(Path.Combine(path, "type")).Trim() != "Instruction"
                let level = File.ReadAllText(Path.Combine(path, "level")).Trim()
                select $"L{level} {File.ReadAllText(Path.Combine(path, "size")).Trim()}";
            return string.Join(", ", caches);
        }
    }
}
