using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A sample of a data set for <see cref="MixingCollator"/>.</summary>
/// <param name="Pixels">C×H×W.</param>
/// <param name="Label">Its class.</param>
/// <param name="Sample">Its index in the data set, by which everything is drawn.</param>
/// <param name="Occurrence">How often the sampler gave it before in the epoch, from 0: each time draws anew.</param>
public sealed record LabeledImage(Tensor Pixels, int Label, int Sample, int Occurrence = 0) : IDisposable
{
    /// <summary>Frees the pixels.</summary>
    public void Dispose() => Pixels.Dispose();
}
