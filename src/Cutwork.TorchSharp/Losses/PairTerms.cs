using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>One half of a pair cross-entropy: what its labels lose, and the weights that they carry.</summary>
internal sealed class PairTerms
{
    /// <summary>To be called in a scope.</summary>
    /// <param name="logProbabilities">[N, K, …].</param>
    /// <param name="labels">[N, …].</param>
    /// <param name="share">λ, or 1 − λ, as the labels in shape.</param>
    /// <param name="weight">[K], or null.</param>
    /// <param name="ignoreIndex">Label that carries no weight.</param>
    public PairTerms(Tensor logProbabilities, Tensor labels, Tensor share, Tensor? weight, long ignoreIndex)
    {
        Tensor indexes = labels.to(ScalarType.Int64);
        using Scalar index = ignoreIndex;
        Tensor ignored = indexes.eq(index);
        Tensor classes = indexes.masked_fill(ignored, Held.Zero);
        Share = share.masked_fill(ignored, Held.Zero);
        Weights = weight is null ? Share : Share * weight.take(classes);
        Tensor losses = -logProbabilities.gather(1, classes.unsqueeze(1)).squeeze(1);
        // Not 0 · ∞: a label without weight loses nothing, even where its class was ruled out by a logit of −∞.
        Losses = (losses * Weights).masked_fill(Weights.eq(Held.Zero), Held.Zero);
    }

    /// <summary>λ or 1 − λ, 0 where the label is ignored.</summary>
    public Tensor Share { get; }

    /// <summary>The share times the class weight: what a mean is divided by.</summary>
    public Tensor Weights { get; }

    /// <summary>Weighted, [N, …].</summary>
    public Tensor Losses { get; }
}
