using System.Buffers.Binary;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>A pack's tables, read and checked: after this, every offset in them lies where it may.</summary>
internal sealed class PackTables
{
    private const int Piece = 1 << 26;

    /// <summary>Reads the tables of a mapped pack.</summary>
    /// <exception cref="DataSetException">Damaged, truncated, of another version, or claiming what cannot be.</exception>
    public PackTables(Mapping mapping)
    {
        string path = mapping.Path;
        int there = (int)Math.Min(PackHeader.Length, mapping.Length);
        Header = PackHeader.Read(mapping.Bytes(0, there), mapping.Length, path);
        uint checksum = 0;
        for (long at = Header.Entries; at < Header.FileLength; at += Piece)
            checksum = Checksum.Of(mapping.Bytes(at, (int)Math.Min(Piece, Header.FileLength - at)), checksum);
        if (checksum != Header.TablesChecksum)
            throw new DataSetException(
                path,
                $"its tables are damaged (checksum {checksum:X8} instead of {Header.TablesChecksum:X8}); pack its source again."
            );

        long text = Header.Text;
        Name = Text(mapping, ref text);
        string[] classes = new string[Header.Classes];
        for (int label = 0; label < classes.Length; label++)
            classes[label] = Text(mapping, ref text);
        Classes = classes;

        Samples = new PackSample[Header.Samples];
        Places = new PackPlace[Header.Samples];
        var shapes = new Dictionary<(int Height, int Width, int Channels), int>();
        var layouts = new List<Layout>();
        for (int index = 0; index < Samples.Length; index++)
        {
            var entry = PackEntry.Read(
                mapping.Bytes(Header.Entries + (long)index * PackEntry.Length, PackEntry.Length)
            );
            if (entry.Flaw(Header) is { } flaw)
                throw new DataSetException(
                    path,
                    $"its sample {index} cannot be: {flaw}. It was not written by Cutwork."
                );
            if (!shapes.TryGetValue((entry.Height, entry.Width, entry.Channels), out int layout))
            {
                shapes[(entry.Height, entry.Width, entry.Channels)] = layout = layouts.Count;
                layouts.Add(Layout.Interleaved(new Size(entry.Height, entry.Width), entry.Channels));
            }
            Places[index] = new PackPlace(entry.Pixels, layout, entry.Label);
            Samples[index] = new PackSample(
                entry.Mask,
                entry.Name,
                entry.FirstBox,
                entry.Boxes,
                entry.NameLength,
                entry.PixelsChecksum,
                entry.MaskChecksum
            );
        }
        Layouts = [.. layouts];
    }

    public PackHeader Header { get; }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>Where each sample is; samples of one shape share a layout.</summary>
    public PackPlace[] Places { get; }

    /// <summary>The rest of each sample.</summary>
    public PackSample[] Samples { get; }

    /// <summary>The different shapes of the samples.</summary>
    public Layout[] Layouts { get; }

    private string Text(Mapping mapping, ref long at)
    {
        long left = Header.FileLength - at;
        long length =
            left < sizeof(uint) ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(mapping.Bytes(at, sizeof(uint)));
        if (length < 0 || length > Math.Min(left - sizeof(uint), int.MaxValue))
            throw new DataSetException(
                mapping.Path,
                $"a name in its text, {length} bytes at {at}, ends beyond the file. It was not written by Cutwork."
            );
        at += sizeof(uint) + length;
        return Encoding.UTF8.GetString(mapping.Bytes(at - length, (int)length));
    }
}
