namespace Cutwork.Imaging;

/// <summary>How <see cref="DataSets.Open"/> opens a set.</summary>
public sealed record DataSetOptions
{
    /// <summary>What image files are accepted.</summary>
    public DecodeOptions Decode { get; init; } = new();

    /// <summary>Whether all samples of a pack are checked when it is opened, not each when it is first read.</summary>
    public bool CheckPacks { get; init; }

    /// <summary>The size "shapes" is drawn at; 64×64 where left out.</summary>
    public Size? ShapesSize { get; init; }

    /// <summary>How many samples "shapes" has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int ShapesCount
    {
        get;
        init =>
            field =
                value >= 1
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "ShapesCount must be at least 1 sample."
                    );
    } = 1000;

    /// <summary>The seed "shapes" is drawn from.</summary>
    public ulong ShapesSeed { get; init; }

    /// <summary>
    /// Which part of the set: "train", "val" or "test". Sets without parts have only "train". Files, shards and folders are told apart by
    /// these words in their names, whole words in any case: "valid" and "validation" are "val", "training" is "train", "testing" and "t10k" are "test".
    /// </summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public string Split
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "train";

    /// <summary>
    /// The most bytes that one gzipped file (.tar.gz, IDX) may inflate to, in the temporary folder or in memory. Where left out: 64 times the bytes
    /// of the file, and at least 256 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long? MaximumInflatedBytes
    {
        get;
        init =>
            field = value is null or >= 1
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "MaximumInflatedBytes must be at least 1 byte; leave it out for 64 times the file's bytes."
                );
    }

    /// <summary>The part asked for, by the word that is used for it here.</summary>
    internal string WantedPart => Part.Normal(Split);

    /// <summary>The bytes that a gzipped file may inflate to.</summary>
    internal long InflatedBytesOf(long packed) => MaximumInflatedBytes ?? Math.Max(256L << 20, packed * 64);

    /// <summary>Why a gzipped file that inflates to more was refused.</summary>
    internal static string Inflated(long most) =>
        $"it inflates to more than {most} bytes; if it is to be trusted, raise the limit (DataSetOptions.MaximumInflatedBytes, --most-inflated).";
}
