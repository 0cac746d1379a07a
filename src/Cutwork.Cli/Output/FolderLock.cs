using System.Globalization;
using System.Text;
using Cutwork.Files;
using Cutwork.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Cli;

/// <summary>A folder that one process at a time writes in: a file in it that is locked while that process lives, and says which it is.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int LongestText = 300;
    private const int MostTries = 10;

    private readonly string path;
    private readonly FileStream file;

    private FolderLock(string path, FileStream file) => (this.path, this.file) = (path, file);

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
            var made = new FolderLock(path, file);
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
            if (OperatingSystem.IsWindows() || Read(path).AsSpan().SequenceEqual(text))
                return made;
            file.Dispose();
        }
        throw new Failure($"{SafeName.Show(path)}: the folder can't be locked.");
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        file.Dispose();
        if (OperatingSystem.IsWindows())
            File.Delete(path);
    }

    private static string Holder(string path)
    {
        string said = OperatingSystem.IsWindows() ? "" : Encoding.UTF8.GetString(Read(path)).TrimEnd('\n');
        return said.Length == 0 ? "" : $" ({SafeName.Show(said)})";
    }

    // Not by .NET's streams, which ask for a lock themselves.
    private static byte[] Read(string path)
    {
        int opened = UnixCalls.Open(path, 0);
        if (opened < 0)
            return [];
        using var handle = new SafeFileHandle(opened, ownsHandle: true);
        byte[] text = new byte[LongestText];
        return text[..RandomAccess.Read(handle, text, 0)];
    }
}
