namespace Cutwork;

/// <summary>What numbers a pixel holds.</summary>
public enum PixelDomain
{
    /// <summary>Bytes, 0 … 255.</summary>
    Bytes,

    /// <summary>Floats, 0 (black) to 1 (white).</summary>
    Unit,

    /// <summary>Floats, (unit − mean) / standard deviation, per channel.</summary>
    Normalized,
}
