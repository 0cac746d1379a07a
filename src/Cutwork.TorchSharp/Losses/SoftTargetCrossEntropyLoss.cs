using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>
/// <see cref="MixedLosses.SoftTargetCrossEntropy"/> as a module: logits [N, K, …] and soft labels of the same shape.
/// </summary>
/// <param name="weight">One per class [K], moved to the logits' device at each call; the caller's.</param>
/// <param name="reduction">Mean, sum or none.</param>
/// <param name="weightedMean">
/// Whether the mean divides by the weights that targets carry: for maps of which pixels are ignored.
/// </param>
public sealed class SoftTargetCrossEntropyLoss(
    Tensor? weight = null,
    nn.Reduction reduction = nn.Reduction.Mean,
    bool weightedMean = false
) : WeightedLoss<Tensor, Tensor, Tensor>(weight, reduction)
{
    /// <summary>Whether the mean divides by the weights that targets carry, not by the number of rows or pixels.</summary>
    public bool WeightedMean => weightedMean;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor targets) =>
        MixedLosses.SoftTargetCrossEntropy(input, targets, weight, reduction, WeightedMean);
}
