using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary><see cref="MixedLosses.PairCrossEntropy"/> as a module: logits [N, K, …] and pairs of labels.</summary>
/// <param name="weight">One per class [K], moved to the logits' device at each call; the caller's.</param>
/// <param name="ignoreIndex">A label that carries no weight.</param>
/// <param name="smoothing">ε of label smoothing, from 0 to 1.</param>
/// <param name="reduction">Mean, sum or none.</param>
public sealed class PairCrossEntropyLoss(
    Tensor? weight = null,
    long ignoreIndex = -100,
    double smoothing = 0,
    nn.Reduction reduction = nn.Reduction.Mean
) : WeightedLoss<Tensor, LabelPairs, Tensor>(weight, reduction)
{
    /// <summary>The label that carries no weight.</summary>
    public long IgnoreIndex => ignoreIndex;

    /// <summary>ε of label smoothing.</summary>
    public double Smoothing { get; } = Guard.Between(smoothing, 0, 1, nameof(smoothing), "a share");

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, LabelPairs pairs) =>
        MixedLosses.PairCrossEntropy(input, pairs, weight, IgnoreIndex, Smoothing, reduction);
}
