namespace Cutwork;

/// <summary>Whether a window shows its image mirrored.</summary>
public enum Mirror
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Left and right exchanged.</summary>
    Horizontal,
}
