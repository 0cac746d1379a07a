namespace Cutwork.Loading;

/// <summary>A sample that could not be read.</summary>
/// <param name="Sample">Its index in the data set.</param>
/// <param name="Reason">What is wrong with it, its name included.</param>
public sealed record SkippedSample(int Sample, string Reason);
