using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>A data set that lies in several files, each of which is read best from front to back; tar shards are of this kind.</summary>
/// <remarks><c>SampleOrder.Windowed</c> of Cutwork.Loading shuffles such a set and reads its parts one after the other.</remarks>
public interface IPartedDataSet : IDataSet
{
    /// <summary>
    /// Samples in each part, damaged ones included; they sum to <see cref="IDataSet.Count"/>. The first part has the indexes from 0 on, the next
    /// goes on where it ends, and within a part samples lie in the order of their indexes. A part may be empty.
    /// </summary>
    ImmutableArray<int> PartLengths { get; }
}
