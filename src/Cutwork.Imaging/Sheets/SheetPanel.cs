using System.Collections.Immutable;

namespace Cutwork.Imaging;

/// <summary>One picture of a contact sheet: what is outlined on it, and the lines below it.</summary>
/// <param name="Picture">The picture.</param>
public sealed record SheetPanel(Picture Picture)
{
    /// <summary>The outlined regions.</summary>
    public ImmutableArray<SheetMark> Marks { get; init; } = [];

    /// <summary>The lines below, the first in full ink; those too long are cut.</summary>
    public ImmutableArray<string> Caption { get; init; } = [];
}
