using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Asks Linux for pages of 2 MiB; elsewhere, and where it refuses, memory stays as it is.</summary>
internal static unsafe partial class HugePages
{
    private const int Wanted = 14; // MADV_HUGEPAGE

    /// <summary>Before the first touch: afterwards the pages are small ones.</summary>
    public static void Advise(void* address, nuint bytes)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Advise(address, bytes, Wanted);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException) { }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint bytes, int advice);
}
