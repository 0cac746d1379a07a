using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A batch of <see cref="MixingCollator"/>.</summary>
/// <param name="Images">N×C×H×W, painted.</param>
/// <param name="SoftLabels">N×classes; rows sum to 1.</param>
/// <param name="Plan">What was done.</param>
public sealed record MixedBatch(Tensor Images, Tensor SoftLabels, Plan Plan) : IDisposable
{
    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        SoftLabels.Dispose();
    }
}
