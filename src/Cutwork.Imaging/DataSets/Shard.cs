using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>A tar file open for reading anywhere, from any thread; a gzipped one is inflated into a temporary file first.</summary>
internal sealed class Shard : IDisposable
{
    private readonly SafeFileHandle handle;

    private Shard(string path, SafeFileHandle handle, string? cut)
    {
        Path = path;
        Name = System.IO.Path.GetFileName(path);
        Cut = cut;
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public string Name { get; }

    /// <summary>Bytes of tar, inflated.</summary>
    public long Length { get; }

    /// <summary>Why the gzip data end before their end; null where they do not.</summary>
    public string? Cut { get; }

    /// <exception cref="DataSetException">The file cannot be opened.</exception>
    public static Shard Open(string path)
    {
        try
        {
            SafeFileHandle file = File.OpenHandle(path, options: FileOptions.RandomAccess);
            if (!IsGzip(file))
                return new Shard(path, file, cut: null);
            using FileStream packed = new(file, FileAccess.Read);
            return Inflate(path, packed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }

    /// <summary>The bytes from an offset on; the caller has checked that they are inside.</summary>
    public byte[] Read(long offset, int count)
    {
        byte[] bytes = new byte[count];
        Read(offset, bytes.AsSpan());
        return bytes;
    }

    /// <summary>Fills the span from an offset on.</summary>
    /// <exception cref="EndOfStreamException">The file became shorter since it was opened.</exception>
    public void Read(long offset, Span<byte> bytes) => handle.ReadExactly(bytes, offset);

    public void Dispose() => handle.Dispose();

    private static bool IsGzip(SafeFileHandle file)
    {
        Span<byte> mark = stackalloc byte[2];
        return RandomAccess.Read(file, mark, 0) == 2 && mark is [0x1F, 0x8B];
    }

    private static Shard Inflate(string path, FileStream packed)
    {
        string temporary = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cutwork-{Guid.NewGuid():N}.tar");
        SafeFileHandle file = File.OpenHandle(
            temporary,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.RandomAccess | FileOptions.DeleteOnClose
        );
        try
        {
            // Where the system lets an open file go without its name, not even a killed process leaves it behind.
            if (!OperatingSystem.IsWindows())
                File.Delete(temporary);
            string? cut = Copy(packed, file);
            return new Shard(path, file, cut);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Cut gzip data end without an error here; the tar inside then ends without its empty block, which the walk notices.
    private static string? Copy(FileStream packed, SafeFileHandle file)
    {
        using GZipStream tar = new(packed, CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        while (true)
        {
            int read;
            try
            {
                read = tar.Read(buffer);
            }
            catch (InvalidDataException)
            {
                return $"the gzip data are damaged after {written} bytes of tar";
            }
            if (read == 0)
                return null;
            RandomAccess.Write(file, buffer.AsSpan(0, read), written);
            written += read;
        }
    }
}
