using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>Writes a pack, sample after sample: a file of decoded pixels or of image files that <see cref="DataSets.Open"/> maps into memory.</summary>
/// <remarks>
/// <code>
/// using var writer = new PackWriter("photos.pack", set.Name, set.Classes);
/// for (int index = 0; index &lt; set.Count; index++)
///     writer.Add(set.Read(index));
/// writer.Complete();
/// </code>
/// The first sample decides: a pack of pixels opens as an <see cref="IMappedDataSet"/>, one of image files as an <see cref="IEncodedDataSet"/>.
/// Samples go to a file in a temporary folder beside the pack, which takes the pack's name when it is complete; without <see cref="Complete"/> it is
/// deleted. 64 bytes, boxes and name of each sample are kept until then. The same samples give the same bytes. Not for several threads at once.
/// </remarks>
public sealed class PackWriter : IDisposable
{
    private readonly int classes;
    private readonly PartialFile file;
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly List<PackEntry> entries = [];
    private readonly List<LabeledBox> boxes = [];
    private PackContent? content;
    private long position;
    private bool isBroken = true;
    private bool isClosed;

    /// <summary>Begins a pack. What a killed process has left of the same file is removed.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="name">What the set is called.</param>
    /// <param name="classes">The names of the classes, at least one.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <exception cref="ArgumentException">No class.</exception>
    /// <exception cref="IOException">There is such a file, another process is writing it, or none can be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public PackWriter(string path, string name, IReadOnlyList<string> classes, bool overwrite = false)
        : this(path, name, classes, overwrite, create: null) { }

    internal PackWriter(
        string path,
        string name,
        IReadOnlyList<string> classes,
        bool overwrite,
        Func<string, Stream>? create
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0)
            throw new ArgumentException("A pack needs the name of at least one class.", nameof(classes));
        this.classes = classes.Count;
        AddText(name);
        foreach (string label in classes)
            AddText(label);
        file = new PartialFile(path, overwrite, create);
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

    /// <summary>Appends decoded pixels; the sample's index is its place, whatever <see cref="DataSample.Index"/> says.</summary>
    /// <exception cref="ArgumentException">
    /// Label, boxes or mask do not fit the classes or the picture, the picture takes more than 1 GiB, or the pack is one of image files.
    /// </exception>
    /// <exception cref="InvalidOperationException">The pack is complete, or an earlier write failed.</exception>
    /// <exception cref="IOException">The file cannot be written, as on a full disk; the pack cannot be completed any more.</exception>
    public void Add(DataSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Picture picture = sample.Picture;
        Add(
            new PackItem
            {
                Holds = PackContent.Pixels,
                Name = sample.Name,
                Size = picture.Size,
                Data = picture.Pixels,
                Measure = picture.Channels,
                Label = sample.Label,
                Boxes = sample.Boxes,
                Mask = sample.Mask,
            }
        );
    }

    /// <summary>Appends an image file as it is, byte for byte; its header is read, its pixels are not.</summary>
    /// <param name="name">The sample's name.</param>
    /// <param name="sample">The file, which stays the caller's.</param>
    /// <exception cref="ArgumentException">
    /// Label, boxes or mask do not fit the classes or the picture, the file takes more than 1 GiB, or the pack is one of pixels.
    /// </exception>
    /// <exception cref="DataSetException">It is no image file.</exception>
    /// <exception cref="InvalidOperationException">The pack is complete, or an earlier write failed.</exception>
    /// <exception cref="IOException">The file cannot be written, as on a full disk; the pack cannot be completed any more.</exception>
    public void Add(string name, EncodedSample sample)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(sample);
        Add(
            new PackItem
            {
                Holds = PackContent.Files,
                Name = name,
                Size = sample.Header.Size,
                Data = sample.Data.Span,
                Measure = sample.Data.Length,
                Label = sample.Label,
                Boxes = sample.Boxes,
                Mask = sample.Mask.Span,
            }
        );
    }

    /// <summary>Writes the tables and gives the file its name.</summary>
    /// <exception cref="InvalidOperationException">No sample was added, the pack is complete, or an earlier write failed.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written or renamed, and nothing is left of it; or somebody has made such a file since this one was begun and it is not to be replaced:
    /// then the whole pack is kept under another name, which the message tells.
    /// </exception>
    public void Complete()
    {
        if (content is not { } holds)
            throw new InvalidOperationException("A pack needs at least one sample: add it before Complete.");
        Open();
        Align();
        long start = position;
        long boxesAt = start + (long)entries.Count * PackEntry.Length;
        long textAt = boxesAt + (long)boxes.Count * PackBox.Length;
        uint checksum = 0;
        Span<byte> row = stackalloc byte[PackEntry.Length];
        foreach (PackEntry entry in entries)
        {
            (entry with { Name = entry.Name + textAt }).Write(row);
            checksum = Checksum.Of(row, checksum);
            Put(row);
        }
        Span<byte> box = row[..PackBox.Length];
        foreach (LabeledBox labeled in boxes)
        {
            PackBox.Write(labeled, box);
            checksum = Checksum.Of(box, checksum);
            Put(box);
        }
        checksum = Checksum.Of(text.WrittenSpan, checksum);
        Put(text.WrittenSpan);

        Span<byte> header = stackalloc byte[PackHeader.Length];
        new PackHeader(holds, position, entries.Count, start, boxesAt, boxes.Count, textAt, classes, checksum).Write(
            header
        );
        file.Commit(header);
        isClosed = true;
    }

    /// <summary>Deletes what is not complete.</summary>
    public void Dispose()
    {
        isClosed = true;
        file.Dispose();
    }

    private void Add(PackItem item)
    {
        item.Check(classes, content);
        Open();
        content = item.Holds;
        long data = PutAligned(item.Data);
        long mask = item.Mask.IsEmpty ? 0 : PutAligned(item.Mask);
        int name = text.WrittenCount;
        Encoding.UTF8.GetBytes(item.Name, text);
        entries.Add(
            new PackEntry(
                data,
                mask,
                name,
                boxes.Count,
                item.Boxes.Length,
                text.WrittenCount - name,
                item.Size.Height,
                item.Size.Width,
                item.Measure,
                item.Label,
                Checksum.Of(item.Data),
                Checksum.Of(item.Mask)
            )
        );
        boxes.AddRange(item.Boxes);
        isBroken = false;
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
        file.Write(bytes);
        position += bytes.Length;
    }

    private void AddText(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(text.GetSpan(sizeof(int)), length);
        text.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(value, text);
    }
}
