namespace Cutwork;

/// <summary>What of other images a policy brings into one.</summary>
public enum Mixing
{
    /// <summary>Nothing: it erases.</summary>
    None,

    /// <summary>A blend that treats every pixel alike.</summary>
    Whole,

    /// <summary>A part of the image only.</summary>
    Regional,
}
