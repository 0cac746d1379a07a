namespace Cutwork;

/// <summary>Whether the upper ends of a min–max box's side and place are reached.</summary>
public enum SideBounds
{
    /// <summary>They are: boxes reach the last row and column.</summary>
    Inclusive,

    /// <summary>They are not: boxes never touch the last row or column, as in timm until August 2026.</summary>
    Exclusive,
}
