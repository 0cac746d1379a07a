using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>What a data set found at its place and did not read, and which of its classes have nothing.</summary>
public sealed record DataSetAccount
{
    /// <summary>The account of a set that reads all there is.</summary>
    public static DataSetAccount Empty { get; } = new();

    /// <summary>What was left out, by kind: other files, pictures in other formats, folders without a picture, entries of systems and tools.</summary>
    public ImmutableArray<Omission> LeftOut { get; init; } = [];

    /// <summary>
    /// Classes by name that have no sample here: those of <see cref="IDataSet.Classes"/> that no label names, and folders beside the class
    /// folders that are empty or hold pictures only in formats that are not read.
    /// </summary>
    public ImmutableArray<string> EmptyClasses { get; init; } = [];
}
