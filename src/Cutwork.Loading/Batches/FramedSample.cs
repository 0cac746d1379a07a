namespace Cutwork.Loading;

/// <summary>A sample as it goes into its batch.</summary>
/// <param name="Index">Its index in the data set.</param>
/// <param name="Label">Its class.</param>
/// <param name="SourceSize">The size of the picture that was read.</param>
/// <param name="Shown">What is shown of it, in the batch's size.</param>
internal sealed record FramedSample(int Index, int Label, Size SourceSize, SourceImage Shown);
