using System.Formats.Tar;
using System.Globalization;

namespace Cutwork.Cli;

/// <summary>Tar shards of 1,000 samples: <c>000012.png</c> with <c>000012.json</c>, as WebDataset reads them.</summary>
/// <remarks>Every header has the same time and owner, so that equal runs write equal bytes.</remarks>
internal sealed class ShardSink(string folder, OutputNames names) : PictureSink(names)
{
    public const int SamplesPerShard = 1000;

    private TarWriter? tar;
    private string? open;

    public override bool IsOrdered => true;

    public override (string File, string? Shard) NameOf(long ordinal, int index, int epoch, string source) =>
        (
            Names.InShard(index, epoch),
            string.Create(CultureInfo.InvariantCulture, $"shard-{ordinal / SamplesPerShard:D5}.tar")
        );

    public override void Write(LabelLine line, byte[] picture)
    {
        if (open != line.Shard)
        {
            tar?.Dispose();
            open = line.Shard;
            tar = new TarWriter(File.Create(Path.Combine(folder, open!)), TarEntryFormat.Ustar);
        }
        Add(line.File, picture);
        Add(Path.ChangeExtension(line.File, ".json"), OutputJson.Write(ShardLabelLine.Of(line)));
    }

    public override void Dispose() => tar?.Dispose();

    private void Add(string name, byte[] content)
    {
        using var data = new MemoryStream(content, writable: false);
        tar!.WriteEntry(
            new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = data,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            }
        );
    }
}
