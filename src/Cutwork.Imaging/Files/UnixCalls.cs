using System.Runtime.InteropServices;

namespace Cutwork.Files;

/// <summary>The calls of Unix that .NET does not offer.</summary>
internal static class UnixCalls
{
    public const int CurrentFolder = -100; // AT_FDCWD
    public const uint NoReplace = 1;
    public const uint Exchange = 2;
    public const int LockAlone = 2; // LOCK_EX
    public const int LockAtOnce = 4; // LOCK_NB

    public const int NotPermitted = 1; // EPERM
    public const int NotFound = 2; // ENOENT
    public const int DiskError = 5; // EIO
    public const int Exists = 17; // EEXIST
    public const int Invalid = 22; // EINVAL
    public const int NoSpace = 28; // ENOSPC

    private const int NoSuchCall = 38; // ENOSYS of Linux
    private const int NotSupported = 95; // EOPNOTSUPP of Linux
    private const int NotSupportedByMac = 45;
    private const int QuotaUsed = 122; // EDQUOT of Linux

    /// <summary>The file system, the kernel or the C library lacks the call.</summary>
    public static bool IsLacking(int error) => error is Invalid or NoSuchCall or NotSupported or NotSupportedByMac;

    /// <summary>Bytes were lost; other errors of a flush say that there is nothing to flush.</summary>
    public static bool IsLoss(int error) => error is DiskError or NoSpace or QuotaUsed;

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    public static extern int Rename(
        int fromFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from,
        int toFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string to,
        uint flags
    );

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    public static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string to
    );

    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    public static extern int MakeFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    /// <summary>Opens for reading; flags 0 are the same on all systems.</summary>
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int file);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static extern int Flush(int file);

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static extern int FlushFileSystem(int file);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static extern int Lock(int file, int operation);

    /// <summary>What Linux knows of a path, as 256 bytes whose layout is the same on all processors.</summary>
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static extern int Look(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint asked,
        byte[] found
    );
}
