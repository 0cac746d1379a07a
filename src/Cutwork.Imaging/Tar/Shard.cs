using System.Formats.Tar;
using System.IO.Compression;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>A tar that can be read anywhere, from any thread; a gzipped one was inflated into a temporary file first.</summary>
internal sealed class Shard(ShardFiles files, ShardFile file, string path, long start, long length, string? cut)
{
    private const int MostLooked = 16;

    public string Path => path;

    public string Name { get; } = System.IO.Path.GetFileName(path);

    /// <summary>Bytes of tar, inflated.</summary>
    public long Length => length;

    /// <summary>Why the gzip data end before their end; null where they do not.</summary>
    public string? Cut => cut;

    /// <summary>The name of the first file in a tar, gzipped or not; null where it cannot be read.</summary>
    public static string? FirstMember(string path)
    {
        try
        {
            RegularFile.Check(path);
            using FileStream file = File.OpenRead(path);
            bool isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream bytes = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var tar = new TarReader(bytes);
            for (int looked = 0; looked < MostLooked && tar.GetNextEntry() is { } entry; looked++)
                if (entry.DataStream is not null)
                    return entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            return null;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            return null;
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
    /// <exception cref="IOException">The file became shorter since it was opened, or is gone.</exception>
    public void Read(long offset, Span<byte> bytes) => files.Read(file, bytes, start + offset);
}
