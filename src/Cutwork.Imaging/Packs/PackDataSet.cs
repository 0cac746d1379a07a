using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>A pack: decoded samples in a mapped file (docs/packs.md).</summary>
/// <remarks>
/// Header and tables are checked when it is opened, and what is asked for often is kept in managed memory; a sample's pixels are checked when
/// they are first read. Memory of a view is a slice of a piece that begins at a multiple of 1 GiB and reaches the 2 GiB of a span, so that no
/// object is made per view.
/// </remarks>
internal sealed class PackDataSet : IMappedDataSet
{
    private const int SegmentBits = 30;

    private readonly Mapping mapping;
    private readonly PackTables tables;
    private readonly PackPlace[] places;
    private readonly ReadOnlyMemory<byte>[] segments;
    private int disposed;

    private PackDataSet(Mapping mapping, bool checkAll)
    {
        this.mapping = mapping;
        tables = new PackTables(mapping);
        places = tables.Places;
        segments = new ReadOnlyMemory<byte>[(int)((mapping.Length - 1) >> SegmentBits) + 1];
        for (int i = 0; i < segments.Length; i++)
        {
            long start = (long)i << SegmentBits;
            segments[i] = new MappedSegment(mapping, start, (int)Math.Min(int.MaxValue, mapping.Length - start)).Memory;
        }
        if (checkAll)
            for (int index = 0; index < places.Length; index++)
            {
                CheckPixels(index);
                _ = MaskOf(index);
                _ = BoxesOf(index);
            }
    }

    public string Name => tables.Name;

    public IReadOnlyList<string> Classes => tables.Classes;

    public int Count => places.Length;

    /// <summary>Opens a pack.</summary>
    /// <exception cref="DataSetException">It cannot be read, is damaged, truncated or of another version.</exception>
    public static PackDataSet Open(string path, bool checkAll)
    {
        Mapping mapping;
        FileStream? file = null;
        try
        {
            file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                bufferSize: 0
            );
            if (file.Length == 0)
                throw new DataSetException(path, "the file is empty; make a pack with `cutwork pack`.");
            mapping = new Mapping(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
        try
        {
            return new PackDataSet(mapping, checkAll);
        }
        catch
        {
            mapping.Release();
            throw;
        }
    }

    public SourceImage View(int index)
    {
        ref PackPlace place = ref Find(index);
        if (!place.IsSound)
            using (Hold())
                CheckPixels(index);
        ref readonly Layout layout = ref tables.Layouts[place.Layout];
        mapping.Announce(place.Pixels, layout.Extent);
        return new SourceImage(MemoryAt(place.Pixels, layout.Extent), layout);
    }

    public int LabelOf(int index) => Find(index).Label;

    public ReadOnlyMemory<byte> MaskOf(int index)
    {
        PackPlace place = Find(index);
        PackSample sample = tables.Samples[index];
        if (sample.Mask == 0)
            return default;
        var area = (int)tables.Layouts[place.Layout].Size.Area;
        using (Hold())
            Check(index, "mask", mapping.Bytes(sample.Mask, area), sample.MaskChecksum);
        return MemoryAt(sample.Mask, area);
    }

    public ImmutableArray<LabeledBox> BoxesOf(int index)
    {
        PackPlace place = Find(index);
        if (tables.Header.BoxCount == 0)
            return []; // without a look at the sample, which is in no cache
        using IDisposable hold = Hold();
        return Boxes(index, tables.Layouts[place.Layout].Size);
    }

    public string NameOf(int index)
    {
        Find(index);
        using IDisposable hold = Hold();
        PackSample sample = tables.Samples[index];
        return Encoding.UTF8.GetString(mapping.Bytes(sample.Name, sample.NameLength));
    }

    public DataSample Read(int index)
    {
        PackPlace place = Find(index);
        using IDisposable hold = Hold();
        CheckPixels(index);
        Layout layout = tables.Layouts[place.Layout];
        byte[] pixels = mapping.Bytes(place.Pixels, layout.Extent).ToArray();
        return new DataSample(index, NameOf(index), new Picture(layout.Size, layout.Channels, pixels), place.Label)
        {
            Boxes = BoxesOf(index),
            Mask = MaskOf(index) is { IsEmpty: false } mask ? mask.ToArray() : null,
        };
    }

    public IDisposable Hold() => Volatile.Read(ref disposed) == 0 ? new MappingHold(mapping) : throw mapping.Gone();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            mapping.Release();
    }

    private ref PackPlace Find(int index)
    {
        if (Volatile.Read(ref disposed) != 0)
            throw mapping.Gone();
        return ref places[Sources.Check(index, places.Length)];
    }

    // Two threads may both check a sample; they find the same.
    private void CheckPixels(int index)
    {
        ref PackPlace place = ref places[index];
        if (place.IsSound)
            return;
        ReadOnlySpan<byte> pixels = mapping.Bytes(place.Pixels, tables.Layouts[place.Layout].Extent);
        Check(index, "pixels", pixels, tables.Samples[index].PixelsChecksum);
        place.MarkSound();
    }

    private ReadOnlyMemory<byte> MemoryAt(long offset, int length) =>
        segments[(int)(offset >> SegmentBits)].Slice((int)(offset & ((1L << SegmentBits) - 1)), length);

    private ImmutableArray<LabeledBox> Boxes(int index, Size size)
    {
        PackSample sample = tables.Samples[index];
        var boxes = ImmutableArray.CreateBuilder<LabeledBox>(sample.Boxes);
        for (int i = 0; i < sample.Boxes; i++)
        {
            ReadOnlySpan<byte> box = mapping.Bytes(
                tables.Header.Boxes + (sample.FirstBox + i) * PackEntry.BoxLength,
                PackEntry.BoxLength
            );
            int top = BinaryPrimitives.ReadInt32LittleEndian(box);
            int left = BinaryPrimitives.ReadInt32LittleEndian(box[4..]);
            int height = BinaryPrimitives.ReadInt32LittleEndian(box[8..]);
            int width = BinaryPrimitives.ReadInt32LittleEndian(box[12..]);
            int label = BinaryPrimitives.ReadInt32LittleEndian(box[16..]);
            if (
                (top | left | height | width | label) < 0
                || top > size.Height - height
                || left > size.Width - width
                || label >= Classes.Count
            )
                throw new DataSetException(
                    mapping.Path,
                    $"box {i} of sample {index} ({height} x {width} at {top}, {left}, class {label}) does not fit its {size} pixels and the "
                        + $"{Classes.Count} classes. It was not written by Cutwork."
                );
            boxes.Add(new LabeledBox(new Region(top, left, height, width), label));
        }
        return boxes.MoveToImmutable();
    }

    private void Check(int index, string what, ReadOnlySpan<byte> bytes, uint checksum)
    {
        uint found = Checksum.Of(bytes);
        if (found != checksum)
            throw new DataSetException(
                mapping.Path,
                $"the {what} of sample {index} ({SafeName.Show(NameOf(index))}) are damaged (checksum {found:X8} instead of {checksum:X8}); "
                    + "pack its source again."
            );
    }
}
