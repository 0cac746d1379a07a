using System.Buffers.Binary;
using System.IO.Compression;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>An IDX file of bytes (LeCun's format for MNIST): magic 0, 0, 8, dimensions; each dimension as a big-endian int32; data.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Dimensions">Count first, then what one item is made of.</param>
/// <param name="Data">The bytes after the header.</param>
internal sealed record IdxFile(string Path, int[] Dimensions, byte[] Data)
{
    // What deflate can reach at most; a header that claims more is lying, and no memory is taken for it.
    private const long MostInflated = 1032;

    /// <summary>Reads a file, gzipped or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How far a gzipped file may inflate.</param>
    /// <param name="rank">How many dimensions it must have: 3 for images, 1 for labels.</param>
    /// <exception cref="DataSetException">Not an IDX file of this kind, damaged, or shorter or longer than its header says.</exception>
    public static IdxFile Read(string path, int rank, DataSetOptions options)
    {
        try
        {
            RegularFile.Check(path);
            using FileStream file = File.OpenRead(path);
            bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream bytes = packed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
            long limit = packed ? options.InflatedBytesOf(file.Length) : long.MaxValue;
            return Parse(path, bytes, rank, packed ? file.Length * MostInflated : file.Length, limit);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
        catch (InvalidDataException error)
        {
            throw new DataSetException(path, "the gzip data are damaged or cut short; fetch the file again.", error);
        }
    }

    private static IdxFile Parse(string path, Stream bytes, int rank, long most, long limit)
    {
        Span<byte> header = stackalloc byte[4 + 4 * rank];
        int there = bytes.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (there < header.Length || header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] != rank)
            throw new DataSetException(
                path,
                $"it does not begin like an IDX file of {(rank == 3 ? "images" : "labels")} (0000080{rank}, then {rank} dimensions), "
                    + $"but with {(there == 0 ? "nothing: it is empty" : Convert.ToHexString(header[..there]))}."
            );
        int[] dimensions = new int[rank];
        long total = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            dimensions[axis] = BinaryPrimitives.ReadInt32BigEndian(header[(4 + 4 * axis)..]);
            if (dimensions[axis] < 1)
                throw new DataSetException(path, $"its header claims a dimension of {dimensions[axis]}.");
            // Each factor is below 2³¹; the running product is cut before the next one could overflow.
            total = Math.Min(total * dimensions[axis], int.MaxValue);
        }
        if (total > Math.Min(most, Array.MaxLength))
            throw new DataSetException(
                path,
                $"its header claims {string.Join(" x ", dimensions)} bytes, more than the file can hold: it is truncated or damaged."
            );
        if (total > limit)
            throw new DataSetException(path, DataSetOptions.Inflated(limit));

        byte[] data = new byte[total];
        int read = bytes.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (read < data.Length)
            throw new DataSetException(path, $"it ends after {read} of {data.Length} bytes of data: it is truncated.");
        if (bytes.ReadByte() >= 0)
            throw new DataSetException(
                path,
                $"there is more data in it than the {data.Length} bytes its header claims."
            );
        return new IdxFile(path, dimensions, data);
    }
}
