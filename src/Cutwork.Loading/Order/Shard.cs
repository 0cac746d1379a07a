namespace Cutwork.Loading;

/// <summary>Which part of every batch this process loads, where several train together.</summary>
public readonly record struct Shard
{
    /// <summary>A part.</summary>
    /// <param name="rank">This process's number, from 0.</param>
    /// <param name="worldSize">How many processes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public Shard(int rank, int worldSize)
    {
        if (worldSize < 1)
            throw new ArgumentOutOfRangeException(
                nameof(worldSize),
                worldSize,
                "At least 1 process trains; leave the shard out for one."
            );
        if ((uint)rank >= (uint)worldSize)
            throw new ArgumentOutOfRangeException(
                nameof(rank),
                rank,
                $"Of {worldSize} processes the ranks are 0 to {worldSize - 1}."
            );
        Rank = rank;
        Others = worldSize - 1;
    }

    // So that the default value is a world of one.
    private int Others { get; }

    /// <summary>This process's number, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many processes there are.</summary>
    public int WorldSize => Others + 1;

    /// <inheritdoc/>
    public override string ToString() => $"rank {Rank} of {WorldSize}";
}
