using System.Buffers;
using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>Tar shards in WebDataset's style: <c>name.jpg</c> with <c>name.cls</c> or <c>name.json</c>.</summary>
internal sealed class TarDataSet : IEncodedDataSet, IPartedDataSet
{
    private readonly List<Shard> shards = [];
    private readonly List<ShardEntry> entries = [];
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);
    private readonly DecodeOptions decode;
    private readonly bool areNamed;

    /// <summary>Indexes the shards: of a plain one the headers are read, a gzipped one is inflated into a temporary file.</summary>
    /// <exception cref="DataSetException">A shard cannot be opened, or no sample of any can be read.</exception>
    public TarDataSet(string name, string[] paths, string[]? classes, DecodeOptions decode)
    {
        Name = name;
        this.decode = decode;
        try
        {
            int[] lengths = new int[paths.Length];
            for (int part = 0; part < paths.Length; part++)
            {
                shards.Add(Shard.Open(paths[part]));
                int before = entries.Count;
                entries.AddRange(ShardIndex.Of(shards[^1]));
                lengths[part] = entries.Count - before;
            }
            PartLengths = [.. lengths];
            if (entries.Count == 0)
                throw new DataSetException(
                    paths[0],
                    $"there are no samples inside; their pictures end in {PictureFiles.Extensions}, with no other dot in their names."
                );
            if (entries.TrueForAll(entry => entry.Damage is not null))
                throw entries[0].Error(entries[0].Damage!);
        }
        catch
        {
            Dispose();
            throw;
        }
        areNamed = classes is not null || entries.Exists(entry => entry.Label.Name is not null);
        Classes = classes ?? Derived();
        for (int label = 0; label < Classes.Count; label++)
            labels.TryAdd(Classes[label], label);
    }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => entries.Count;

    public ImmutableArray<int> PartLengths { get; }

    public string NameOf(int index) => entries[Sources.Check(index, Count)].Name;

    public DataSample Read(int index)
    {
        using EncodedSample file = ReadEncoded(index);
        return new DataSample(index, NameOf(index), file.Decode(), file.Label);
    }

    public int LabelOf(int index)
    {
        ShardEntry entry = entries[Sources.Check(index, Count)];
        return entry.Damage is null ? Label(entry) : throw entry.Error(entry.Damage);
    }

    public long LengthOf(int index) => entries[Sources.Check(index, Count)].Picture.Size;

    public EncodedSample ReadEncoded(int index)
    {
        int label = LabelOf(index);
        ShardEntry entry = entries[index];
        try
        {
            int length = checked((int)entry.Picture.Size);
            IMemoryOwner<byte> file = EncodedSample.Rent(length, bytes => entry.Shard.Read(entry.Picture.Data, bytes));
            return new EncodedSample(
                entry.Picture.Name,
                file.Memory[..length],
                label,
                file,
                decode,
                damage => entry.Error(damage.Reason, damage)
            );
        }
        catch (Exception error) when (error is IOException or OverflowException)
        {
            throw entry.Error($"it cannot be read ({error.Message.TrimEnd('.')})", error);
        }
    }

    public void Dispose() => shards.ForEach(shard => shard.Dispose());

    private int Label(ShardEntry entry)
    {
        if (entry.Label.Name is { } name)
            return labels.TryGetValue(name, out int known)
                ? known
                : throw entry.Error(
                    $"its class \"{SafeName.Show(name)}\" is not one of the {Classes.Count} in classes.txt"
                );
        if (entry.Label.Index < Classes.Count)
            return entry.Label.Index;
        throw entry.Error(
            areNamed
                ? $"its label is {entry.Label.Index}, but there are {Classes.Count} classes (0 to {Classes.Count - 1})"
                : $"its label {entry.Label.Index} is beyond {Sources.MostUnnamedClasses - 1}; write the class names into classes.txt beside the shards"
        );
    }

    // Without classes.txt: the names there are in ordinal order, or else as many numbers as the largest label asks for.
    private string[] Derived()
    {
        if (areNamed)
            return
            [
                .. entries.Select(entry => entry.Label.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            ];
        int largest = 0;
        foreach (ShardEntry entry in entries)
            if (entry.Label.Index < Sources.MostUnnamedClasses)
                largest = Math.Max(largest, entry.Label.Index);
        return Sources.Numbered(largest);
    }
}
