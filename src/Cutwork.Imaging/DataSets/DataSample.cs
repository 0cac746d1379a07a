using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>One sample of a data set, with all that is known about it.</summary>
/// <param name="Index">Its index in the set, the number a <see cref="Key"/> takes.</param>
/// <param name="Name">Its file's or member's name.</param>
/// <param name="Picture">The pixels.</param>
/// <param name="Label">Its class, an index into <see cref="IDataSet.Classes"/>.</param>
public sealed record DataSample(int Index, string Name, Picture Picture, int Label)
{
    /// <summary>The objects; empty where the set has no boxes.</summary>
    public ImmutableArray<LabeledBox> Boxes { get; init; } = [];

    /// <summary>The class of each pixel plus 1, H · W bytes row by row, 0 for the background; null where the set has none.</summary>
    public byte[]? Mask { get; init; }
}
