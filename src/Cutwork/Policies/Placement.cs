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
