using System.Formats.Tar;

namespace Cutwork.Cli;

/// <summary>Tar shards of 1,000 samples: <c>000012.png</c> with <c>000012.json</c>, as WebDataset reads them.</summary>
/// <remarks>Every header has the same time and owner, so that equal runs write equal bytes.</remarks>
internal sealed class ShardSink(string folder, OutputNames names) : PictureSink(names)
{
    public const int SamplesPerShard = 1000;

    private FileStream? file;
    private TarWriter? tar;
    private string? open;

    public override bool IsOrdered => true;

    public override (string File, string? Shard) NameOf(long ordinal, int index, int epoch, string source) =>
        (Names.InShard(index, epoch), OutputNames.Shard(ordinal / SamplesPerShard));

    public override void Write(LabelLine line, byte[] picture)
    {
        if (open != line.Shard)
        {
            Dispose();
            open = line.Shard;
            file = File.Create(Path.Combine(folder, open!));
            tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true);
        }
        Add(line.File, picture);
        Add(Path.ChangeExtension(line.File, ".json"), OutputJson.Write(ShardLabelLine.Of(line)));
    }

    /// <summary>Ends the shard; its file is closed even where the disk has no room for the end.</summary>
    public override void Dispose()
    {
        using FileStream? closed = file;
        using TarWriter? ended = tar;
        (file, tar) = (null, null);
    }

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
