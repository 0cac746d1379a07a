namespace Cutwork.Cli;

/// <summary>One file per picture, below images/.</summary>
internal sealed class FolderSink : PictureSink
{
    private readonly string folder;

    public FolderSink(string folder, OutputNames names)
        : base(names)
    {
        this.folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "images"));
    }

    public override bool IsOrdered => false;

    public override (string File, string? Shard) NameOf(long ordinal, int index, int epoch, string source) =>
        (Names.InFolder(index, epoch, source), null);

    public override void Write(LabelLine line, byte[] picture) =>
        File.WriteAllBytes(Path.Combine(folder, line.File), picture);

    public override void Dispose() { }
}
