namespace Cutwork.Cli;

/// <summary>Where finished pictures go.</summary>
internal abstract class PictureSink(OutputNames names) : IDisposable
{
    protected OutputNames Names { get; } = names;

    /// <summary>True where pictures must come one by one in their order; else any thread may bring any.</summary>
    public abstract bool IsOrdered { get; }

    /// <summary>The name of an output, and its shard where there are shards.</summary>
    public abstract (string File, string? Shard) NameOf(long ordinal, int index, int epoch, string source);

    /// <summary>Keeps a picture's file.</summary>
    public abstract void Write(LabelLine line, byte[] picture);

    public abstract void Dispose();

    public static PictureSink Create(string folder, OutputNames names, OutputFormat format) =>
        format == OutputFormat.Tar ? new ShardSink(folder, names) : new FolderSink(folder, names);
}
