using System.Globalization;
using Cutwork.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Files;

/// <summary>A folder that a run writes in, known again by a file in it that the run holds open: a path may be another folder's a moment later.</summary>
/// <param name="said">The folder that errors name.</param>
/// <param name="path">The file's path in the folder.</param>
/// <param name="file">The file.</param>
internal sealed class HeldFolder(string said, string path, FileStream file)
{
    private const int LongestText = 300;

    /// <summary>Whether what is at the path is the very file that is held.</summary>
    public bool IsThere =>
        FileIdentity.Of(file.SafeFileHandle) is { } held ? FileIdentity.Of(path) == held : HasItsText;

    /// <summary>As <see cref="IsThere"/>, where the system tells files apart by their names alone. Windows renames no folder of an open file.</summary>
    internal bool HasItsText
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return File.Exists(path);
            byte[] text = new byte[LongestText];
            return Read(path).AsSpan().SequenceEqual(text.AsSpan(0, RandomAccess.Read(file.SafeFileHandle, text, 0)));
        }
    }

    /// <summary>Where the folder is now, under whatever name; null where it is gone, or the system does not tell.</summary>
    public string? Now => Path.GetDirectoryName(NowOfFile);

    /// <summary>As <see cref="Now"/>, of the file.</summary>
    public string? NowOfFile
    {
        get
        {
            if (IsThere)
                return path;
            string link = string.Create(
                CultureInfo.InvariantCulture,
                $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}"
            );
            return
                OperatingSystem.IsLinux()
                && new FileInfo(link).LinkTarget is { } found
                && FileIdentity.Of(found) is { } other
                && other == FileIdentity.Of(file.SafeFileHandle)
                ? found
                : null;
        }
    }

    /// <summary>What is to be said where the folder is not at its path any more, with <see cref="Disk.Lost"/>; null where it is.</summary>
    public IOException? Lost
    {
        get
        {
            if (IsThere)
                return null;
            string what = Path.Exists(said)
                ? $"The folder {SafeName.Show(said)} is not what it was when this run began to write in it: somebody has put another in its place, or taken {SafeName.Show(Path.GetFileName(path))} out of it; what is there now was left as it is"
                : $"The folder {SafeName.Show(said)}, in which this run was writing, is gone: somebody has removed or renamed it";
            string where = Now is { } now
                ? $"what was written is in {SafeName.Show(now)}"
                : "what was written is not to be found";
            return new IOException($"{what}; {where}", Disk.Lost);
        }
    }

    /// <summary>As <see cref="Lost"/>, where nothing was written yet.</summary>
    public static IOException Gone(string folder) =>
        new(
            $"The folder {SafeName.Show(folder)} is not what it was when this run began to write in it: somebody has removed, renamed or replaced it. Nothing was written",
            Disk.Lost
        );

    /// <summary>Makes sure that the folder is at its path.</summary>
    /// <exception cref="IOException">It is not (<see cref="Disk.Lost"/>).</exception>
    public void Check()
    {
        if (Lost is { } lost)
            throw lost;
    }

    /// <summary>The beginning of a file, whoever has locked it: .NET's streams ask for a lock themselves.</summary>
    public static byte[] Read(string path)
    {
        int opened = UnixCalls.Open(path, 0);
        if (opened < 0)
            return [];
        using var handle = new SafeFileHandle(opened, ownsHandle: true);
        byte[] text = new byte[LongestText];
        return text[..RandomAccess.Read(handle, text, 0)];
    }
}
