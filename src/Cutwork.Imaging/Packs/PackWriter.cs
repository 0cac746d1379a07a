using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Cutwork.Imaging;

/// <summary>Writes a pack, sample after sample: a file of decoded pixels that <see cref="DataSets.Open"/> maps into memory.</summary>
/// <remarks>
/// <code>
/// using var writer = new PackWriter("photos.pack", set.Name, set.Classes);
/// for (int index = 0; index &lt; set.Count; index++)
///     writer.Add(set.Read(index));
/// writer.Complete();
/// </code>
/// Pixels go to a temporary file beside the pack, which takes the pack's name when it is complete; without <see cref="Complete"/> it is
/// deleted. 64 bytes, boxes and name of each sample are kept until then. The same samples give the same bytes. Not for several threads at once.
/// </remarks>
public sealed class PackWriter : IDisposable
{
    private readonly string path;
    private readonly string partial;
    private readonly bool overwrite;
    private readonly int classes;
    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly List<PackEntry> entries = [];
    private readonly List<LabeledBox> boxes = [];
    private long position;
    private bool isBroken = true;
    private bool isClosed;

    /// <summary>Begins a pack.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="name">What the set is called.</param>
    /// <param name="classes">The names of the classes, at least one.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <exception cref="ArgumentException">No class.</exception>
    /// <exception cref="IOException">There is such a file, or none can be made there.</exception>
    public PackWriter(string path, string name, IReadOnlyList<string> classes, bool overwrite = false)
        : this(path, name, classes, overwrite, Create) { }

    internal PackWriter(
        string path,
        string name,
        IReadOnlyList<string> classes,
        bool overwrite,
        Func<string, Stream> create
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0)
            throw new ArgumentException("A pack needs the name of at least one class.", nameof(classes));
        if (!overwrite && File.Exists(path))
            throw new IOException($"The file {SafeName.Show(path)} exists; give another name, or overwrite it.");
        this.path = path;
        this.overwrite = overwrite;
        this.classes = classes.Count;
        partial = $"{path}.partial-{Environment.ProcessId}";
        AddText(name);
        foreach (string label in classes)
            AddText(label);
        stream = create(partial);
        try
        {
            Put(new byte[PackHeader.Length]); // zeros: what is not complete is no pack
            isBroken = false;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Samples written so far.</summary>
    public int Count => entries.Count;

    /// <summary>Appends a sample; its index is its place, whatever <see cref="DataSample.Index"/> says.</summary>
    /// <exception cref="ArgumentException">Label, boxes or mask do not fit the classes or the picture, or the picture takes more than 1 GiB.</exception>
    /// <exception cref="InvalidOperationException">The pack is complete, or an earlier write failed.</exception>
    /// <exception cref="IOException">The file cannot be written, as on a full disk; the pack cannot be completed any more.</exception>
    public void Add(DataSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Check(sample);
        Open();
        Picture picture = sample.Picture;
        long pixels = PutAligned(picture.Pixels);
        long mask = sample.Mask is null ? 0 : PutAligned(sample.Mask);
        int name = text.WrittenCount;
        Encoding.UTF8.GetBytes(sample.Name, text);
        entries.Add(
            new PackEntry(
                pixels,
                mask,
                name,
                boxes.Count,
                sample.Boxes.Length,
                text.WrittenCount - name,
                picture.Size.Height,
                picture.Size.Width,
                picture.Channels,
                sample.Label,
                Checksum.Of(picture.Pixels),
                Checksum.Of(sample.Mask)
            )
        );
        boxes.AddRange(sample.Boxes);
        isBroken = false;
    }

    /// <summary>Writes the tables and gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">No sample was added, the pack is complete, or an earlier write failed.</exception>
    /// <exception cref="IOException">The file cannot be written or renamed; nothing is left of it.</exception>
    public void Complete()
    {
        if (entries.Count == 0)
            throw new InvalidOperationException("A pack needs at least one sample: add it before Complete.");
        Open();
        Align();
        long start = position;
        long boxesAt = start + (long)entries.Count * PackEntry.Length;
        long textAt = boxesAt + (long)boxes.Count * PackEntry.BoxLength;
        uint checksum = 0;
        Span<byte> row = stackalloc byte[PackEntry.Length];
        foreach (PackEntry entry in entries)
        {
            (entry with { Name = entry.Name + textAt }).Write(row);
            checksum = Checksum.Of(row, checksum);
            Put(row);
        }
        Span<byte> box = row[..PackEntry.BoxLength];
        foreach (LabeledBox labeled in boxes)
        {
            Write(labeled, box);
            checksum = Checksum.Of(box, checksum);
            Put(box);
        }
        checksum = Checksum.Of(text.WrittenSpan, checksum);
        Put(text.WrittenSpan);

        Span<byte> header = stackalloc byte[PackHeader.Length];
        new PackHeader(position, entries.Count, start, boxesAt, boxes.Count, textAt, classes, checksum).Write(header);
        stream.Position = 0;
        stream.Write(header);
        stream.Flush();
        if (stream is FileStream file)
            file.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(partial, path, overwrite);
        isClosed = true;
    }

    /// <summary>Deletes what is not complete.</summary>
    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        try
        {
            stream.Dispose(); // may fail as the write before it did: what was kept back has no room either
        }
        catch (IOException) { }
        File.Delete(partial);
    }

    private static FileStream Create(string partial) =>
        new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);

    private void Check(DataSample sample)
    {
        Picture picture = sample.Picture;
        string name = SafeName.Show(sample.Name);
        if (sample.Label < 0 || sample.Label >= classes)
            throw new ArgumentException(
                $"{name} has label {sample.Label}, but the pack has {classes} classes (0 to {classes - 1}).",
                nameof(sample)
            );
        if (picture.Pixels.Length > PackEntry.MostPixels)
            throw new ArgumentException(
                $"{name} takes {picture.Pixels.Length} bytes; a pack holds images of up to {PackEntry.MostPixels}. Make it smaller (Picture.Resize).",
                nameof(sample)
            );
        if (sample.Mask is { } mask && mask.Length != picture.Size.Area)
            throw new ArgumentException(
                $"{name} has a mask of {mask.Length} bytes; {picture.Size} pixels need {picture.Size.Area}.",
                nameof(sample)
            );
        foreach (LabeledBox box in sample.Boxes)
            if (!box.Region.FitsIn(picture.Size) || box.Label < 0 || box.Label >= classes)
                throw new ArgumentException(
                    $"{name} has a box of class {box.Label} at {box.Region}, which does not fit its {picture.Size} pixels and the {classes} classes.",
                    nameof(sample)
                );
    }

    // Broken until the caller is through: what a failed write has left in the file is unknown.
    private void Open()
    {
        if (isClosed || isBroken)
            throw new InvalidOperationException(
                isClosed
                    ? "This pack is complete or was disposed; begin another one."
                    : "An earlier write of this pack failed; begin another one."
            );
        isBroken = true;
    }

    private long PutAligned(ReadOnlySpan<byte> bytes)
    {
        Align();
        long at = position;
        Put(bytes);
        return at;
    }

    private void Align() => Put(stackalloc byte[(int)(-position & (PackEntry.Alignment - 1))]);

    private void Put(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        position += bytes.Length;
    }

    private void AddText(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(text.GetSpan(sizeof(int)), length);
        text.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(value, text);
    }

    private static void Write(LabeledBox labeled, Span<byte> box)
    {
        BinaryPrimitives.WriteInt32LittleEndian(box, labeled.Region.Top);
        BinaryPrimitives.WriteInt32LittleEndian(box[4..], labeled.Region.Left);
        BinaryPrimitives.WriteInt32LittleEndian(box[8..], labeled.Region.Height);
        BinaryPrimitives.WriteInt32LittleEndian(box[12..], labeled.Region.Width);
        BinaryPrimitives.WriteInt32LittleEndian(box[16..], labeled.Label);
    }
}
