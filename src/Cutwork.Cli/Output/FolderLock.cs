using System.Globalization;
using System.Text;
using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A folder that one process at a time writes in: a file in it that is locked while that process lives, and says which it is.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int MostTries = 10;

    private readonly string folder;
    private readonly string name;
    private readonly FileStream file;
    private readonly HeldFolder held;

    private FolderLock(string folder, string name, FileStream file)
    {
        (this.folder, this.name, this.file) = (folder, name, file);
        held = new HeldFolder(folder, Path.Combine(folder, name), file);
    }

    /// <summary>Whether the folder is at its path still.</summary>
    public bool IsThere => held.IsThere;

    /// <summary>Where it is now, under whatever name; null where it is gone, or the system does not tell.</summary>
    public string? Now => held.IsThere ? folder : held.Now;

    /// <summary>What is to be said where it is not at its path any more (<see cref="Disk.Lost"/>); null where it is.</summary>
    public IOException? Lost => held.Lost;

    /// <summary>Locks a folder, which is there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's.</param>
    /// <param name="doing">What others are told that this process does in it, as "training in this folder".</param>
    /// <exception cref="Failure">Another process has it; the message says which.</exception>
    public static FolderLock Of(string folder, string name, string doing)
    {
        string path = Path.Combine(folder, name);
        byte[] text = Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, since {DateTime.Now:yyyy-MM-dd HH:mm:ss}\n"
            )
        );
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (new FileInfo(path).LinkTarget is not null)
                throw new Failure(
                    $"{SafeName.Show(path)}: this is a link, which nothing is written through; remove it."
                );
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (File.Exists(path))
            {
                throw new Failure(
                    $"{SafeName.Show(folder)}: another process is {doing}{Holder(path)}. Wait for it, or give another folder."
                );
            }
            var made = new FolderLock(folder, name, file);
            try
            {
                file.SetLength(0);
                file.Write(text);
            }
            catch
            {
                made.Dispose();
                throw;
            }
            // Whoever had it deletes it as it ends: a lock on a file that is gone keeps nobody out.
            if (made.IsThere)
                return made;
            file.Dispose();
        }
        throw new Failure($"{SafeName.Show(path)}: the folder can't be locked.");
    }

    /// <summary>Writes a file of the folder, wherever that is by now, and nothing into another folder that is at its path.</summary>
    /// <param name="name">The file's.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="write">Writes what is in it; is called once more where the folder turns out to be elsewhere.</param>
    /// <exception cref="IOException">
    /// It cannot be written; there is such a file (<see cref="Disk.Taken"/>), and what was written is kept beside it; or the folder is not at its path any more
    /// (<see cref="Disk.Lost"/>): the file is where the message tells, if the folder is to be found.
    /// </exception>
    public void Write(string name, bool overwrite, Action<Stream> write)
    {
        try
        {
            Write(held, folder, name, overwrite, write);
        }
        catch (IOException lost) when (lost.HResult == Disk.Lost && held.Now is { } now && !held.IsThere)
        {
            // Hours of work are not lost to a folder that was renamed.
            Write(new HeldFolder(now, Path.Combine(now, this.name), file), now, name, overwrite, write);
            throw;
        }
    }

    /// <summary>Lets others have the folder.</summary>
    public void Dispose()
    {
        using FileStream closed = file;
        if (Now is not { } now)
            return;
        string path = Path.Combine(now, name);
        if (OperatingSystem.IsWindows())
            file.Dispose();
        File.Delete(path);
    }

    // The file is made in a workplace of the folder, which has a name that nobody can foresee: one that proved to be in the right folder is renamed in no other.
    private static void Write(HeldFolder place, string folder, string name, bool overwrite, Action<Stream> write)
    {
        string path = Path.Combine(folder, name);
        place.Check();
        bool isTaken = !overwrite && Path.Exists(path);
        string target = isTaken ? Workplace.KeptName(path) : path;
        try
        {
            using var partial = new PartialFile(target, overwrite);
            place.Check();
            write(partial.Content);
            place.Check();
            partial.Commit();
        }
        catch (Exception error)
            when (error is IOException { HResult: not Disk.Taken } or UnauthorizedAccessException && !place.IsThere)
        {
            place.Check();
            throw;
        }
        if (isTaken)
            throw new IOException(
                $"There is a {SafeName.Show(path)} since this run began, which was left as it is; what was written is whole, and kept as {SafeName.Show(target)}: put it in its place",
                Disk.Taken
            );
    }

    private static string Holder(string path)
    {
        string said = OperatingSystem.IsWindows() ? "" : Encoding.UTF8.GetString(HeldFolder.Read(path)).TrimEnd('\n');
        return said.Length == 0 ? "" : $" ({SafeName.Show(said)})";
    }
}
