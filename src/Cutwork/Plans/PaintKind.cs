namespace Cutwork;

/// <summary>How a paint's values become pixels.</summary>
public enum PaintKind
{
    /// <summary>The palette's mean.</summary>
    Mean,

    /// <summary>Colors in [0, 1], brought into the domain by the palette.</summary>
    Constant,

    /// <summary>Values written as they are.</summary>
    Raw,

    /// <summary>Random, by the paint's law.</summary>
    Random,

    /// <summary>Another image's pixels.</summary>
    Partner,
}
