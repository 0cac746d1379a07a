using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>A file in the temporary folder that gzipped shards are inflated into, one behind the other; it goes with its handle.</summary>
internal sealed class TemporaryTar : IDisposable
{
    private readonly SafeFileHandle handle;
    private readonly string folder;
    private long end;

    private TemporaryTar(string path, SafeFileHandle handle, string folder)
    {
        this.folder = folder;
        this.handle = handle;
        File = new ShardFile(path) { Handle = handle };
    }

    public ShardFile File { get; }

    /// <param name="shard">The shard it is made for, for errors.</param>
    /// <param name="folder">The temporary folder.</param>
    /// <exception cref="DataSetException">The temporary folder cannot be written.</exception>
    public static TemporaryTar Create(string shard, string folder)
    {
        string path = Path.Combine(folder, $"cutwork-{Guid.NewGuid():N}.tar");
        try
        {
            SafeFileHandle handle = System.IO.File.OpenHandle(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                FileOptions.RandomAccess | FileOptions.DeleteOnClose
            );
            // Where the system lets an open file go without its name, not even a killed process leaves it behind.
            if (!OperatingSystem.IsWindows())
                System.IO.File.Delete(path);
            return new TemporaryTar(path, handle, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(shard, folder, error);
        }
    }

    /// <summary>Inflates a shard behind those that are there.</summary>
    /// <returns>Where it begins, its bytes, and why its gzip data end before their end; null where they do not.</returns>
    /// <exception cref="DataSetException">It inflates to more than is accepted, or there is no room for it.</exception>
    public (long Start, long Length, string? Cut) Append(string shard, FileStream packed, DataSetOptions options)
    {
        long most = options.InflatedBytesOf(packed.Length);
        long start = end;
        using GZipStream tar = new(packed, CompressionMode.Decompress, leaveOpen: true);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int read;
            try
            {
                read = tar.Read(buffer);
            }
            // Cut gzip data end without an error here; the tar inside then ends without its empty block, which the walk notices.
            catch (InvalidDataException)
            {
                return (start, end - start, $"the gzip data are damaged after {end - start} bytes of tar");
            }
            if (read == 0)
                return (start, end - start, null);
            if (end - start + read > most)
                throw new DataSetException(shard, DataSetOptions.Inflated(most));
            try
            {
                RandomAccess.Write(handle, buffer.AsSpan(0, read), end);
            }
            catch (IOException error)
            {
                throw Unwritable(shard, folder, error);
            }
            end += read;
        }
    }

    public void Dispose() => handle.Dispose();

    private static DataSetException Unwritable(string shard, string folder, Exception error) =>
        new(
            shard,
            $"a gzipped shard is inflated into the temporary folder, and {SafeName.Show(folder)} cannot be written ({error.Message.TrimEnd('.')}). "
                + "Set TMPDIR to a folder with room, or unpack the shard (gunzip).",
            error
        );
}
