namespace Cutwork.Cli;

/// <summary>What a pack keeps of each picture.</summary>
internal enum Store
{
    /// <summary>Decoded pixels.</summary>
    Pixels,

    /// <summary>Its file, byte for byte.</summary>
    Files,

    /// <summary>A PNG file of it.</summary>
    Png,

    /// <summary>A JPEG file of it.</summary>
    Jpeg,
}

/// <summary>What is packed, and how; all but the last decides what is written.</summary>
/// <param name="Count">Samples, from the first on.</param>
/// <param name="Store">What is kept.</param>
/// <param name="Quality">Of JPEG files that are made, 1 to 100.</param>
/// <param name="Size">What pictures are brought to; null leaves each its own.</param>
/// <param name="Fit">How they are.</param>
/// <param name="OnError">What becomes of a damaged input.</param>
/// <param name="Workers">Threads.</param>
internal sealed record PackSettings(
    int Count,
    Store Store,
    int Quality,
    Size? Size,
    Fit Fit,
    OnError OnError,
    int Workers
);
