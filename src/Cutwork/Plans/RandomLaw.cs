namespace Cutwork;

/// <summary>The law of random paint.</summary>
public enum RandomLaw
{
    /// <summary>Uniform over the domain's values: 0 … 255 in bytes, [0, 1) in unit floats.</summary>
    Uniform,

    /// <summary>Normal with the palette's mean and standard deviation: N(0, 1) in normalized floats.</summary>
    Normal,
}
