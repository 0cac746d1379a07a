using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>A data set failed at a sample in a way that is not the sample's damage; the message names the sample.</summary>
public sealed class LoadException : Exception
{
    internal LoadException(int sample, string name, Exception inner)
        : base($"{SafeName.Show(name)} (sample {sample}): {inner.Message}", inner) => Sample = sample;

    /// <summary>The sample's index in the data set.</summary>
    public int Sample { get; }
}
