namespace Cutwork.Cli;

/// <summary>What is packed, and how.</summary>
/// <param name="Count">Samples, from the first on.</param>
/// <param name="Size">What pictures are resized to; null leaves each its own.</param>
/// <param name="OnError">What becomes of a damaged input.</param>
/// <param name="Workers">Threads; nothing that is written depends on it.</param>
internal sealed record PackSettings(int Count, Size? Size, OnError OnError, int Workers);
