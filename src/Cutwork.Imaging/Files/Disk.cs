using System.Runtime.InteropServices;
using Cutwork.Imaging;

namespace Cutwork.Files;

/// <summary>The operations that files of users and what is promised to last depend on; each says itself as a <see cref="FileStep"/>.</summary>
internal static class Disk
{
    /// <summary>The <see cref="Exception.HResult"/> of an <see cref="IOException"/> that says: somebody was there first.</summary>
    public const int Taken = unchecked((int)0x80070050);

    /// <summary>The <see cref="Exception.HResult"/> of an <see cref="IOException"/> that says: the folder of what is written is not at its path any more.</summary>
    public const int Lost = unchecked((int)0x800703EE);

    private const int ForAll = 0x1FF; // as far as the process' mask allows

    // Somebody may lock the folder for reasons of their own; a lock against a window of microseconds is not worth more waiting.
    private const int MostWaits = 100;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(10);

    /// <summary>Makes a file where there is none, locked against other processes; a link that somebody has put there is not followed.</summary>
    public static FileStream Create(string path, int bufferSize = 1 << 16)
    {
        FileStep.Announce(FileStep.Create, path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize);
    }

    /// <summary>Makes a folder where there is nothing, in one that is there: a parent that was taken away is not made again.</summary>
    public static void CreateFolder(string path)
    {
        FileStep.Announce(FileStep.Create, path);
        if (Path.Exists(path))
            throw Occupied(path);
        if (!OperatingSystem.IsWindows() && UnixCalls.MakeFolder(path, ForAll) != 0)
            switch (Marshal.GetLastPInvokeError())
            {
                case UnixCalls.Exists:
                    throw Occupied(path);
                case UnixCalls.NotFound and var error:
                    throw Failed(path, error);
            }
        Directory.CreateDirectory(path);
    }

    /// <summary>Brings a file's bytes to the disk.</summary>
    public static void Flush(FileStream file)
    {
        FileStep.Announce(FileStep.Flush, file.Name);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Brings all that was written below a folder to the disk.</summary>
    /// <remarks>
    /// Thousands of files flushed one by one take minutes where a disk answers in milliseconds; Linux flushes a file system in one go. Elsewhere, and
    /// where that fails, one file after another is flushed.
    /// </remarks>
    public static void FlushAll(string folder)
    {
        FileStep.Announce(FileStep.FlushAll, folder);
        if (OperatingSystem.IsLinux() && OnFolder(folder, UnixCalls.FlushFileSystem))
            return;
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
                file.Flush(flushToDisk: true);
        foreach (string below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            OnFolder(below, UnixCalls.Flush);
    }

    /// <summary>Brings a folder's names to the disk: a rename may be forgotten before that.</summary>
    public static void FlushFolder(string folder)
    {
        FileStep.Announce(FileStep.FlushFolder, folder);
        OnFolder(folder, UnixCalls.Flush);
    }

    /// <summary>Gives a file or folder a name that nothing has.</summary>
    /// <exception cref="IOException">There is something of that name (<see cref="Taken"/>), or it cannot be renamed.</exception>
    public static void Rename(string from, string to)
    {
        FileStep.Announce(FileStep.Rename, to);
        if (OperatingSystem.IsLinux() && CanRename(from, to, UnixCalls.NoReplace))
            return;
        RenameByLink(from, to);
    }

    /// <summary>As <see cref="Rename"/>, where the system cannot do it at once.</summary>
    /// <remarks>A link fails where there is something. Folders and file systems without links are left to a look before, by which a name is lost that appears at that instant: of folders an empty one alone, as no system renames over a full one.</remarks>
    internal static void RenameByLink(string from, string to)
    {
        bool isFolder = Directory.Exists(from);
        if (!OperatingSystem.IsWindows() && !isFolder)
        {
            if (UnixCalls.Link(from, to) == 0)
            {
                File.Delete(from);
                return;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error == UnixCalls.Exists)
                throw Occupied(to);
            if (error != UnixCalls.NotPermitted && !UnixCalls.IsLacking(error))
                throw Failed(to, error);
        }
        if (Path.Exists(to))
            throw Occupied(to);
        if (isFolder)
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: false);
    }

    /// <summary>Gives a file a name, and takes away the file that has it.</summary>
    public static void Replace(string from, string to)
    {
        FileStep.Announce(FileStep.Replace, to);
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Gives two folders each the other's name, at once: there is no moment at which a name is nobody's.</summary>
    /// <returns>False where the system or the file system cannot do that.</returns>
    public static bool Exchange(string one, string other)
    {
        FileStep.Announce(FileStep.Exchange, other);
        return OperatingSystem.IsLinux() && CanRename(one, other, UnixCalls.Exchange);
    }

    /// <summary>Takes a file or a folder with all that is in it away, links themselves and not what they lead to.</summary>
    public static void Remove(string path)
    {
        FileStep.Announce(FileStep.Remove, path);
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    /// <summary>Keeps other processes that ask for it out of a folder until what is returned is disposed; where it cannot be locked, nobody is.</summary>
    public static IDisposable Hold(string folder)
    {
        int file = OperatingSystem.IsWindows() ? -1 : UnixCalls.Open(folder, 0);
        for (int waits = 0; file >= 0 && waits < MostWaits; waits++)
        {
            if (UnixCalls.Lock(file, UnixCalls.LockAlone | UnixCalls.LockAtOnce) == 0)
                break;
            Thread.Sleep(Wait);
        }
        return new Held(file);
    }

    private static bool CanRename(string from, string to, uint how)
    {
        try
        {
            if (UnixCalls.Rename(UnixCalls.CurrentFolder, from, UnixCalls.CurrentFolder, to, how) == 0)
                return true;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library that lacks it
        }
        int error = Marshal.GetLastPInvokeError();
        return error == UnixCalls.Exists ? throw Occupied(to)
            : UnixCalls.IsLacking(error) ? false
            : throw Failed(to, error);
    }

    // A folder that cannot be opened or flushed, as on some network file systems, has nothing to flush.
    private static bool OnFolder(string folder, Func<int, int> call)
    {
        if (OperatingSystem.IsWindows())
            return false;
        int file = UnixCalls.Open(folder, 0);
        if (file < 0)
            return false;
        try
        {
            if (call(file) == 0)
                return true;
            int error = Marshal.GetLastPInvokeError();
            return UnixCalls.IsLoss(error) ? throw Failed(folder, error) : false;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        finally
        {
            _ = UnixCalls.Close(file);
        }
    }

    private static IOException Occupied(string path) => new($"There is a {SafeName.Show(path)} already", Taken);

    private static IOException Failed(string path, int error) =>
        new($"{Marshal.GetPInvokeErrorMessage(error)} : '{SafeName.Show(path)}'", error);

    private sealed class Held(int file) : IDisposable
    {
        public void Dispose()
        {
            if (file >= 0)
                _ = UnixCalls.Close(file);
        }
    }
}
