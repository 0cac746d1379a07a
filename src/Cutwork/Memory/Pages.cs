using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Memory from Linux itself, large blocks in pages of 2 MiB where it has some; elsewhere, and where it refuses, there is none of it.</summary>
/// <remarks>
/// Not from malloc: once a large block is freed, glibc takes blocks of up to that size (32 MiB at most) from the heap of the thread that asks,
/// and keeps what comes back. Loaders that were made and disposed for ten minutes left 333 MiB resident, and 7 more each minute.
/// </remarks>
internal static unsafe partial class Pages
{
    /// <summary>Bytes of a huge page.</summary>
    public const int Huge = 2 << 20;

    /// <summary>Bytes from which on memory is worth pages of its own: glibc's own border, as long as nothing larger was freed.</summary>
    public const int Least = 128 << 10;

    private const int ReadAndWrite = 3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
    private const int Wanted = 14; // MADV_HUGEPAGE

    /// <summary>Zeroed bytes, aligned to a page of the system, from <see cref="Huge"/> on to that; null where there are none.</summary>
    public static void* Map(nuint bytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return null;
        try
        {
            return bytes < Huge ? Mapped(bytes) : MappedInHugePages(bytes);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static void* MappedInHugePages(nuint bytes)
    {
        // One more: what lies before the first multiple and behind the last is given back.
        nuint start = (nuint)Mapped(bytes + Huge);
        if (start == 0)
            return null;
        nuint first = (start + Huge - 1) & ~((nuint)Huge - 1);
        if (first > start)
            _ = Unmap((void*)start, first - start);
        if (start + Huge > first)
            _ = Unmap((void*)(first + bytes), start + Huge - first);
        _ = Advise((void*)first, bytes, Wanted); // before the first touch: afterwards the pages are small ones
        return (void*)first;
    }

    private static void* Mapped(nuint bytes)
    {
        void* start = Map(null, bytes, ReadAndWrite, PrivateAnonymous, -1, 0);
        return start == (void*)-1 ? null : start;
    }

    /// <summary>Gives back what <see cref="Map(nuint)"/> gave.</summary>
    public static void Free(void* address, nuint bytes) => _ = Unmap(address, bytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint bytes);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint bytes, int advice);
}
