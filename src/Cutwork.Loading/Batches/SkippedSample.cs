namespace Cutwork.Loading;

/// <summary>A sample that could not be read.</summary>
/// <param name="Sample">Its index in the data set.</param>
/// <param name="Name">Its name there; show it with <c>SafeName.Show</c>.</param>
/// <param name="Reason">What is wrong with it, and what to do.</param>
public sealed record SkippedSample(int Sample, string Name, string Reason);
