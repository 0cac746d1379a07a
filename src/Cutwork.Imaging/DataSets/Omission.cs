using System.Collections.Immutable;
using System.Globalization;

namespace Cutwork.Imaging;

/// <summary>Things of one kind that a data set does not read.</summary>
/// <param name="Kind">What they are, in the plural: "pictures in .tif, a format that is not read".</param>
/// <param name="Count">How many there are.</param>
/// <param name="Examples">The names of the first few, as they are; show them with <see cref="SafeName.Show"/>.</param>
public sealed record Omission(string Kind, long Count, ImmutableArray<string> Examples)
{
    /// <summary>"pictures in .tif, a format that is not read: 2 (cats/a.tif, cats/b.tif)", with names made safe to print.</summary>
    public override string ToString()
    {
        string more = Count > Examples.Length ? ", …" : "";
        string names = string.Join(", ", Examples.Select(SafeName.Show));
        return string.Create(CultureInfo.InvariantCulture, $"{SafeName.Show(Kind)}: {Count} ({names}{more})");
    }
}
