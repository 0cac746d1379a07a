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
    /// Which part of the set: "train", "test" or "val". Sets without parts have only "train"; files and folders are told
    /// apart by these words at the start of their names ("t10k" for IDX).
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
}
