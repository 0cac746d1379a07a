using System.Runtime.InteropServices;

namespace Cutwork.Tests.Kernels;

/// <summary>
/// Memory between two pages that nobody may touch: an access beyond either end stops the process. Plain memory where the
/// system is not Linux.
/// </summary>
public sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private readonly byte* start;
    private readonly nuint page;
    private readonly nuint size;

    public GuardedMemory(int bytes)
    {
        page = (nuint)Environment.SystemPageSize;
        size = ((nuint)bytes + page - 1) / page * page;
        if (!OperatingSystem.IsLinux())
        {
            start = (byte*)NativeMemory.AllocZeroed(size + 2 * page);
            return;
        }
        start = Map(null, size + 2 * page, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)start == -1 || Protect(start, page, 0) != 0 || Protect(start + page + size, page, 0) != 0)
            throw new InvalidOperationException($"mmap or mprotect failed: error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Elements right after the guard before.</summary>
    public Span<T> First<T>(int length)
        where T : unmanaged => new(start + page, length);

    /// <summary>Elements right before the guard after.</summary>
    public Span<T> Last<T>(int length)
        where T : unmanaged => new(start + page + size - (nuint)length * (nuint)sizeof(T), length);

    /// <summary>All elements between the guards.</summary>
    public Span<T> All<T>()
        where T : unmanaged => new(start + page, (int)(size / (nuint)sizeof(T)));

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            _ = Unmap(start, size + 2 * page);
        else
            NativeMemory.Free(start);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(void* address, nuint length);
}
