using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Files;

/// <summary>What tells a file from every other one, whatever its name: its disk, its number there, and when it was made, as numbers come again.</summary>
internal readonly record struct FileIdentity(ulong Disk, ulong Number, ulong Seconds, uint Nanoseconds)
{
    private const uint Asked = 0x900; // number and birth
    private const int LinksThemselves = 0x100;
    private const int TheOpenOne = 0x1000;

    /// <summary>Of what is at a path, links not followed; null where there is nothing, or the system does not tell.</summary>
    public static FileIdentity? Of(string path) => Of(UnixCalls.CurrentFolder, path, LinksThemselves);

    /// <summary>Of an open file, whatever has become of its name; null where the system does not tell.</summary>
    public static FileIdentity? Of(SafeFileHandle file)
    {
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            return Of((int)file.DangerousGetHandle(), "", TheOpenOne);
        }
        finally
        {
            if (isHeld)
                file.DangerousRelease();
        }
    }

    private static FileIdentity? Of(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        byte[] found = new byte[256];
        try
        {
            if (UnixCalls.Look(folder, path, flags, Asked, found) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        return new FileIdentity(
            BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(136)),
            BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(32)),
            BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(80)),
            BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(88))
        );
    }
}
