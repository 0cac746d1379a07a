using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>The targets of a binary cross-entropy, one number for each logit.</summary>
internal static class BinaryTargets
{
    /// <summary>To be called in a scope.</summary>
    public static Tensor Of(Tensor logits, Tensor targets, BinaryCrossEntropyOptions options)
    {
        Tensor dense =
            ClassLabels.AreIndexes(targets) && targets.dim() == 1
                ? OfIndexes(logits, targets, options.Smoothing)
                : OfDense(logits, targets, options.Smoothing);
        if (options.TargetThreshold is not { } threshold)
            return dense;
        using Scalar least = threshold;
        return dense.gt(least).to(dense.dtype);
    }

    private static Tensor OfIndexes(Tensor logits, Tensor labels, double smoothing)
    {
        if (logits.dim() != 2 || logits.shape[0] != labels.shape[0])
            throw new ArgumentException(
                $"Class indexes are one for each row of logits [N, K]; given {TensorImages.Shape(logits)} and {TensorImages.Shape(labels)}.",
                nameof(labels)
            );
        return SmoothedLabels.Rows(labels, logits.shape[1], smoothing, logits.dtype);
    }

    private static Tensor OfDense(Tensor logits, Tensor targets, double smoothing)
    {
        LossInput.CheckDense(logits, targets);
        if (smoothing > 0)
            throw new InvalidOperationException(
                $"Targets {TensorImages.Shape(targets)} would be smoothed by {smoothing} after they were mixed, and perhaps twice: smooth them once, plan.SoftLabels(labels, classes, smoothing), and leave the loss's Smoothing at 0."
            );
        return targets.to(logits.dtype);
    }
}
