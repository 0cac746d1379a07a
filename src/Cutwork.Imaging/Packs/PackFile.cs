using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>An open pack: the mapped file and its tables, which lie where they may.</summary>
/// <remarks>
/// Header and tables are checked when it is opened. Memory of a sample is a slice of a piece that begins at a multiple of 1 GiB and reaches the
/// 2 GiB of a span, so that no object is made per view.
/// </remarks>
internal sealed class PackFile : IDisposable
{
    private const int SegmentBits = 30;
    private const int Piece = 1 << 26;

    private readonly Mapping mapping;
    private readonly ReadOnlyMemory<byte>[] segments;
    private int disposed;

    private PackFile(Mapping mapping)
    {
        this.mapping = mapping;
        int there = (int)Math.Min(PackHeader.Length, mapping.Length);
        Header = PackHeader.Read(mapping.Bytes(0, there), mapping.Length, Path);
        CheckTables();
        long text = Header.Text;
        Name = Text(ref text);
        string[] classes = new string[Header.Classes];
        for (int label = 0; label < classes.Length; label++)
            classes[label] = Text(ref text);
        Classes = classes;
        segments = new ReadOnlyMemory<byte>[(int)((mapping.Length - 1) >> SegmentBits) + 1];
        for (int i = 0; i < segments.Length; i++)
        {
            long start = (long)i << SegmentBits;
            segments[i] = new MappedSegment(mapping, start, (int)Math.Min(int.MaxValue, mapping.Length - start)).Memory;
        }
    }

    public PackHeader Header { get; }

    public string Path => mapping.Path;

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => (int)Header.Samples;

    /// <summary>What is not read: nothing; and the classes that neither a sample nor a box has.</summary>
    public DataSetAccount Account =>
        field ??= ClassCounts.Account(
            Classes,
            Enumerable
                .Range(0, Count)
                .Select(index => Entry(index).Label)
                .Concat(Enumerable.Range(0, (int)Math.Min(int.MaxValue, Header.BoxCount)).Select(BoxLabel)),
            new Tally()
        );

    /// <summary>Opens a pack.</summary>
    /// <exception cref="DataSetException">It cannot be read, is damaged, truncated, of another version, or claims what cannot be.</exception>
    public static PackFile Open(string path)
    {
        Mapping mapping = Map(path);
        try
        {
            return new PackFile(mapping);
        }
        catch
        {
            mapping.Release();
            throw;
        }
    }

    /// <summary>A sample's row of the table.</summary>
    public PackEntry Entry(int index) =>
        PackEntry.Read(mapping.Bytes(Header.Entries + (long)index * PackEntry.Length, PackEntry.Length));

    /// <summary>A sample's bytes as memory, which throws once the file is unmapped.</summary>
    public ReadOnlyMemory<byte> Memory(long offset, int length) =>
        segments[(int)(offset >> SegmentBits)].Slice((int)(offset & ((1L << SegmentBits) - 1)), length);

    /// <inheritdoc cref="Mapping.Announce"/>
    public void Announce(long offset, int length) => mapping.Announce(offset, length);

    /// <summary>A sample's name; the caller holds the file, here and below.</summary>
    public string NameOf(in PackEntry entry) => Encoding.UTF8.GetString(mapping.Bytes(entry.Name, entry.NameLength));

    /// <summary>The mask of a sample, checked; empty where it has none.</summary>
    /// <exception cref="DataSetException">It is damaged.</exception>
    public ReadOnlyMemory<byte> MaskOf(int index, in PackEntry entry)
    {
        if (entry.Mask == 0)
            return default;
        ReadOnlyMemory<byte> mask = Memory(entry.Mask, (int)entry.Size.Area);
        Check(index, "mask's bytes", mask.Span, entry.MaskChecksum);
        return mask;
    }

    /// <summary>The boxes of a sample.</summary>
    /// <exception cref="DataSetException">One does not fit.</exception>
    public ImmutableArray<LabeledBox> BoxesOf(int index, in PackEntry entry)
    {
        var boxes = ImmutableArray.CreateBuilder<LabeledBox>(entry.Boxes);
        for (int i = 0; i < entry.Boxes; i++)
        {
            ReadOnlySpan<byte> row = mapping.Bytes(
                Header.Boxes + (entry.FirstBox + i) * PackBox.Length,
                PackBox.Length
            );
            boxes.Add(
                PackBox.Read(row, entry.Size, Classes.Count)
                    ?? throw new DataSetException(
                        Path,
                        $"box {i} of sample {index} ({SafeName.Show(NameOf(entry))}) does not fit its {entry.Size} pixels and the "
                            + $"{Classes.Count} classes. It was not written by Cutwork."
                    )
            );
        }
        return boxes.MoveToImmutable();
    }

    private int BoxLabel(int box) =>
        PackBox.LabelOf(mapping.Bytes(Header.Boxes + (long)box * PackBox.Length, PackBox.Length));

    /// <summary>Compares bytes of a sample with their checksum.</summary>
    /// <exception cref="DataSetException">They are damaged.</exception>
    public void Check(int index, string what, ReadOnlySpan<byte> bytes, uint checksum)
    {
        uint found = Checksum.Of(bytes);
        if (found != checksum)
            throw new DataSetException(
                Path,
                $"the {what} of sample {index} ({SafeName.Show(NameOf(Entry(index)))}) are damaged (checksum {found:X8} instead of {checksum:X8}); "
                    + "pack its source again."
            );
    }

    /// <summary>The index, of a set that is open.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    public int Find(int index)
    {
        if (Volatile.Read(ref disposed) != 0)
            throw mapping.Gone();
        return Sources.Check(index, Count);
    }

    /// <summary>Keeps the file mapped until what is returned is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public IDisposable Hold() => Volatile.Read(ref disposed) == 0 ? new MappingHold(mapping) : throw mapping.Gone();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            mapping.Release();
    }

    private static Mapping Map(string path)
    {
        FileStream? file = null;
        try
        {
            RegularFile.Check(path);
            file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                bufferSize: 0
            );
            if (file.Length == 0)
                throw new DataSetException(path, "the file is empty; make a pack with `cutwork pack`.");
            return new Mapping(file, path);
        }
        catch (Exception error)
        {
            file?.Dispose();
            if (error is IOException or UnauthorizedAccessException)
                throw new DataSetException(path, FileDamage.Describe(path, error), error);
            throw;
        }
    }

    private void CheckTables()
    {
        uint checksum = 0;
        for (long at = Header.Entries; at < Header.FileLength; at += Piece)
            checksum = Checksum.Of(mapping.Bytes(at, (int)Math.Min(Piece, Header.FileLength - at)), checksum);
        if (checksum != Header.TablesChecksum)
            throw new DataSetException(
                Path,
                $"its tables are damaged (checksum {checksum:X8} instead of {Header.TablesChecksum:X8}); pack its source again."
            );
        for (int index = 0; index < Count; index++)
            if (Entry(index).Flaw(Header) is { } flaw)
                throw new DataSetException(
                    Path,
                    $"its sample {index} cannot be: {flaw}. It was not written by Cutwork."
                );
    }

    private string Text(ref long at)
    {
        long left = Header.FileLength - at;
        long length =
            left < sizeof(uint) ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(mapping.Bytes(at, sizeof(uint)));
        if (length < 0 || length > Math.Min(left - sizeof(uint), int.MaxValue))
            throw new DataSetException(
                Path,
                $"a name in its text, {length} bytes at {at}, ends beyond the file. It was not written by Cutwork."
            );
        at += sizeof(uint) + length;
        return Encoding.UTF8.GetString(mapping.Bytes(at - length, (int)length));
    }
}
