namespace Cutwork.Imaging;

/// <summary>A pack of image files, read from where they lie in the mapped file (docs/packs.md).</summary>
/// <remarks>A file is checked when it is first read. A sample that was read keeps the pack mapped until it is disposed.</remarks>
internal sealed class PackedFiles : IEncodedDataSet
{
    private readonly PackFile pack;
    private readonly DecodeOptions decode;
    private readonly bool[] sound;

    /// <summary>Takes an open pack over.</summary>
    /// <exception cref="DataSetException">A sample is damaged, where all are checked.</exception>
    public PackedFiles(PackFile pack, DecodeOptions decode, bool checkAll)
    {
        this.pack = pack;
        this.decode = decode;
        sound = new bool[pack.Count];
        for (int index = 0; checkAll && index < sound.Length; index++)
            ReadEncoded(index).Dispose();
    }

    public string Name => pack.Name;

    public IReadOnlyList<string> Classes => pack.Classes;

    public int Count => pack.Count;

    public DataSetAccount Account
    {
        get
        {
            using IDisposable hold = pack.Hold();
            return pack.Account;
        }
    }

    public string NameOf(int index)
    {
        pack.Find(index);
        using IDisposable hold = pack.Hold();
        return pack.NameOf(pack.Entry(index));
    }

    public int LabelOf(int index)
    {
        pack.Find(index);
        using IDisposable hold = pack.Hold();
        return pack.Entry(index).Label;
    }

    public long LengthOf(int index)
    {
        pack.Find(index);
        using IDisposable hold = pack.Hold();
        return pack.Entry(index).Measure;
    }

    public DataSample Read(int index)
    {
        using EncodedSample file = ReadEncoded(index);
        return new DataSample(index, NameOf(index), file.Decode(), file.Label)
        {
            Boxes = file.Boxes,
            Mask = file.Mask.IsEmpty ? null : file.Mask.ToArray(),
        };
    }

    public EncodedSample ReadEncoded(int index)
    {
        pack.Find(index);
        IDisposable hold = pack.Hold();
        try
        {
            PackEntry entry = pack.Entry(index);
            ReadOnlyMemory<byte> file = pack.Memory(entry.Data, entry.Measure);
            if (!Volatile.Read(ref sound[index])) // two threads may both check a file; they find the same
                pack.Check(index, "file's bytes", file.Span, entry.DataChecksum);
            Volatile.Write(ref sound[index], true);
            return new EncodedSample(
                pack.NameOf(entry),
                file,
                entry.Label,
                hold,
                decode,
                damage => new(pack.Path, $"sample {index} ({damage.Item}): {damage.Reason}", damage)
            )
            {
                Boxes = pack.BoxesOf(index, entry),
                Mask = pack.MaskOf(index, entry),
            };
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    public void Dispose() => pack.Dispose();
}
