using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A sample of a data set for <see cref="MixingCollator"/>.</summary>
/// <param name="Pixels">C×H×W.</param>
/// <param name="Label">Its class.</param>
/// <param name="Sample">Its index in the data set, by which everything is drawn.</param>
public sealed record LabeledImage(Tensor Pixels, int Label, int Sample) : IDisposable
{
    /// <summary>Frees the pixels.</summary>
    public void Dispose() => Pixels.Dispose();
}
