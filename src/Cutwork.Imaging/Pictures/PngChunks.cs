using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>Walks a PNG file's chunks: length (4), type (4), data, CRC-32 of type and data (4), big-endian.</summary>
internal ref struct PngChunks
{
    private readonly ReadOnlySpan<byte> file;
    private int next = Signature.Length;

    /// <summary>Begins behind the signature.</summary>
    public PngChunks(ReadOnlySpan<byte> file) => this.file = file;

    /// <summary>The 8 bytes that a PNG file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Where the chunk begins.</summary>
    public int At { get; private set; }

    /// <summary>The whole chunk.</summary>
    public ReadOnlySpan<byte> Chunk { get; private set; }

    /// <summary>Its type, four letters.</summary>
    public readonly ReadOnlySpan<byte> Type => Chunk[4..8];

    /// <summary>Its data.</summary>
    public readonly ReadOnlySpan<byte> Data => Chunk[8..^4];

    /// <summary>Goes to the next chunk; false where none is whole.</summary>
    public bool MoveNext()
    {
        if (file.Length - next < 12)
            return false;
        long whole = 12L + BinaryPrimitives.ReadUInt32BigEndian(file[next..]);
        if (whole > file.Length - next)
            return false;
        At = next;
        Chunk = file.Slice(next, (int)whole);
        next += (int)whole;
        return true;
    }
}
