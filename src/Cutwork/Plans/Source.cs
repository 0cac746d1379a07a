namespace Cutwork;

/// <summary>What a stroke lays over its region.</summary>
public enum Source : byte
{
    /// <summary>One given color: the data set's mean, or a constant.</summary>
    Fill,

    /// <summary>One random color for the whole region.</summary>
    Color,

    /// <summary>A random value for every pixel and channel.</summary>
    Noise,

    /// <summary>The same region of another image of the batch.</summary>
    Partner,
}
