using System.Buffers.Binary;

namespace Cutwork.Imaging;

/// <summary>The first 128 bytes of a pack: what it is, and where its tables are (docs/packs.md).</summary>
/// <param name="Holds">What there is of each sample; the version says it.</param>
/// <param name="FileLength">Bytes of the whole file.</param>
/// <param name="Samples">How many samples there are.</param>
/// <param name="Entries">Where the entries begin, one of <see cref="PackEntry.Length"/> bytes per sample; the samples lie before.</param>
/// <param name="Boxes">Where the boxes begin.</param>
/// <param name="BoxCount">How many boxes there are.</param>
/// <param name="Text">Where the set's name, the classes and the samples' names begin; they end with the file.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="TablesChecksum">Of everything from the entries to the end of the file.</param>
internal readonly record struct PackHeader(
    PackContent Holds,
    long FileLength,
    long Samples,
    long Entries,
    long Boxes,
    long BoxCount,
    long Text,
    long Classes,
    uint TablesChecksum
)
{
    public const int Length = 128;
    private const int ChecksumAt = Length - sizeof(uint);

    // As PNG's: a byte beyond ASCII and a line feed, so that transfers as text are noticed.
    private static ReadOnlySpan<byte> Magic =>
        [0x89, (byte)'C', (byte)'W', (byte)'P', (byte)'A', (byte)'C', (byte)'K', 0x0A];

    /// <summary>True for the first bytes of a pack of any version.</summary>
    public static bool IsPack(ReadOnlySpan<byte> first) => first.StartsWith(Magic);

    /// <summary>What there is of each sample, for messages.</summary>
    public string Data => Holds == PackContent.Pixels ? "pixels" : "file";

    public void Write(Span<byte> header)
    {
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)Holds);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], TablesChecksum);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], FileLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], Samples);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], Entries);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], Boxes);
        BinaryPrimitives.WriteInt64LittleEndian(header[48..], BoxCount);
        BinaryPrimitives.WriteInt64LittleEndian(header[56..], Text);
        BinaryPrimitives.WriteInt64LittleEndian(header[64..], Classes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumAt..], Checksum.Of(header[..ChecksumAt]));
    }

    /// <summary>Reads the header and checks it against itself and the file's length.</summary>
    /// <param name="header">The first bytes of the file, as many of <see cref="Length"/> as there are.</param>
    /// <param name="fileLength">How long the file is.</param>
    /// <param name="path">Its name, for errors.</param>
    /// <exception cref="DataSetException">Not a pack, of another version, damaged or truncated.</exception>
    public static PackHeader Read(ReadOnlySpan<byte> header, long fileLength, string path)
    {
        if (!IsPack(header))
            throw new DataSetException(path, "it does not begin like a pack; make one with `cutwork pack`.");
        if (header.Length < 12)
            throw Truncated(path, fileLength, Length);
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (!Enum.IsDefined((PackContent)version))
            throw new DataSetException(
                path,
                $"it is a pack of version {version}, and this Cutwork reads versions 1 and 2: "
                    + (version == 0 ? "it is damaged; " : "use a newer Cutwork, or ")
                    + "pack its source again."
            );
        if (header.Length < Length)
            throw Truncated(path, fileLength, Length);
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumAt..]);
        if (Checksum.Of(header[..ChecksumAt]) is var found && found != checksum)
            throw new DataSetException(
                path,
                $"its header is damaged (checksum {found:X8} instead of {checksum:X8}); pack its source again."
            );
        var read = new PackHeader(
            (PackContent)version,
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[56..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[64..]),
            BinaryPrimitives.ReadUInt32LittleEndian(header[12..])
        );
        if (read.FileLength > fileLength)
            throw Truncated(path, fileLength, read.FileLength);
        if (read.FileLength < fileLength)
            throw new DataSetException(
                path,
                $"it has {fileLength} bytes, but its header claims {read.FileLength}: something was added to it."
            );
        return read.Fits
            ? read
            : throw new DataSetException(
                path,
                $"its header claims tables that do not fit in the file ({read.Samples} samples at {read.Entries}, {read.BoxCount} boxes at {read.Boxes}, "
                    + $"text at {read.Text} of {fileLength} bytes): it was not written by Cutwork."
            );
    }

    // Each table ends where the next begins; products are bounded by the file's length before they are made.
    private bool Fits =>
        Samples is > 0 and <= int.MaxValue
        && Entries >= Length
        && Entries % PackEntry.Length == 0
        && Boxes >= Entries
        && Boxes - Entries == Samples * PackEntry.Length
        && Text >= Boxes
        && Text <= FileLength
        && BoxCount >= 0
        && BoxCount <= FileLength / PackBox.Length
        && Text - Boxes == BoxCount * PackBox.Length
        && Classes > 0
        && Classes <= (FileLength - Text) / sizeof(uint);

    private static DataSetException Truncated(string path, long there, long needed) =>
        new(
            path,
            $"it ends after {there} of {needed} bytes: it is truncated. Copy it again, or pack its source again."
        );
}
