using System.Buffers.Binary;
using Cutwork.Files;

namespace Cutwork.Cli;

/// <summary>What Linux knows of a file or folder, and .NET does not tell.</summary>
/// <param name="Owner">Number of its owner.</param>
/// <param name="Group">Number of its group.</param>
/// <param name="IsPlain">Whether it is a file or a folder, and no device, pipe or socket.</param>
/// <param name="IsMounted">Whether a file system is mounted there: it can be neither renamed nor exchanged.</param>
internal sealed record UnixEntry(uint Owner, uint Group, bool IsPlain, bool IsMounted)
{
    private const uint BasicFields = 0x7FF;
    private const ulong MountRoot = 0x2000;
    private const int KindMask = 0xF000;
    private const int File = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Follows links; null where the system does not tell.</summary>
    public static UnixEntry? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        byte[] found = new byte[256];
        try
        {
            if (UnixCalls.Look(UnixCalls.CurrentFolder, path, 0, BasicFields, found) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(28)) & KindMask;
        return new UnixEntry(
            BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(20)),
            BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(24)),
            kind is File or Folder,
            (BinaryPrimitives.ReadUInt64LittleEndian(found.AsSpan(8)) & MountRoot) != 0
        );
    }
}
