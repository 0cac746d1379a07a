using System.Buffers;
using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>Tar shards in WebDataset's style: <c>name.jpg</c> with <c>name.cls</c> or <c>name.json</c>.</summary>
internal sealed class TarDataSet : IEncodedDataSet, IPartedDataSet
{
    private const int Twice = -1; // a name that stands for two classes

    private readonly ShardFiles files = new();
    private readonly List<ShardEntry> entries = [];
    private readonly Dictionary<string, int> labels = new(StringComparer.Ordinal);
    private readonly DecodeOptions decode;
    private readonly bool areNamed;
    private readonly Tally left;

    /// <summary>Indexes the shards: of a plain one the headers are read, a gzipped one is inflated into a temporary file.</summary>
    /// <exception cref="DataSetException">A shard cannot be opened, or no sample of any can be read.</exception>
    public TarDataSet(string name, string[] paths, string[]? classes, DataSetOptions options, Tally left)
    {
        Name = name;
        this.left = left;
        decode = options.Decode;
        try
        {
            int[] lengths = new int[paths.Length];
            for (int part = 0; part < paths.Length; part++)
            {
                int before = entries.Count;
                entries.AddRange(ShardIndex.Of(files.Open(paths[part], options), left));
                lengths[part] = entries.Count - before;
            }
            PartLengths = [.. lengths];
            if (entries.Count == 0)
                throw new DataSetException(
                    paths[0],
                    $"there are no samples inside{Inside(left)}; their pictures end in {PictureFiles.Extensions}, and a .cls or .json of the same name has the label."
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
            if (!labels.TryAdd(Spelling.KeyOf(Classes[label]), label))
                labels[Spelling.KeyOf(Classes[label])] = Twice;
    }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => entries.Count;

    public DataSetAccount Account =>
        field ??= ClassCounts.Account(
            Classes,
            entries.Select(entry =>
                entry.Damage is not null ? -1
                : entry.Label.Name is { } name ? labels.GetValueOrDefault(Spelling.KeyOf(name), Twice)
                : entry.Label.Index
            ),
            left
        );

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
            if (decode.TooLarge(entry.Picture.Size) is { } tooLarge)
                throw entry.Error(tooLarge);
            int length = (int)entry.Picture.Size;
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw entry.Error($"it cannot be read ({error.Message.TrimEnd('.')})", error);
        }
    }

    public void Dispose() => files.Dispose();

    private static string Inside(Tally left) => left.Omissions is [var first, ..] ? $", but {first}" : "";

    private int Label(ShardEntry entry)
    {
        if (entry.Label.Name is { } name)
            return labels.TryGetValue(Spelling.KeyOf(name), out int known) && known != Twice ? known
                : known == Twice
                    ? throw entry.Error($"its class \"{SafeName.Show(name)}\" is in classes.txt more than once")
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
                .. entries
                    .Select(entry => entry.Label.Name)
                    .OfType<string>()
                    .Order(StringComparer.Ordinal)
                    .DistinctBy(Spelling.KeyOf),
            ];
        int largest = 0;
        foreach (ShardEntry entry in entries)
            if (entry.Label.Index < Sources.MostUnnamedClasses)
                largest = Math.Max(largest, entry.Label.Index);
        return Sources.Numbered(largest);
    }
}
