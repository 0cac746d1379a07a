namespace Cutwork;

/// <summary>Where a region may lie.</summary>
public enum Placement
{
    /// <summary>
    /// Centered on any pixel and clipped at the border, so that regions at the border are smaller: the code of the Cutout
    /// and CutMix papers.
    /// </summary>
    Clipped,

    /// <summary>Wholly inside the image, every such place equally likely.</summary>
    Inside,
}

/// <summary>What becomes of an odd side length under <see cref="Placement.Clipped"/>.</summary>
public enum OddLengths
{
    /// <summary>It is honored: 15 covers 15 pixels.</summary>
    Exact,

    /// <summary>Half of it, rounded down, to each side of the center: 15 covers 14 pixels and 1 covers none, as the published code does.</summary>
    Truncated,
}
