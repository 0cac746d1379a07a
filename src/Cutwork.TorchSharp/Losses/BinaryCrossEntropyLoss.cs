using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary><see cref="MixedLosses.BinaryCrossEntropy"/> as a module: logits, and class indexes or dense targets.</summary>
/// <param name="options">Null for the plain mean; its tensors stay the caller's.</param>
public sealed class BinaryCrossEntropyLoss(BinaryCrossEntropyOptions? options = null)
    : Loss<Tensor, Tensor, Tensor>(options?.Reduction ?? nn.Reduction.Mean)
{
    /// <summary>Smoothing, threshold, weights, reduction.</summary>
    public BinaryCrossEntropyOptions Options { get; } = options ?? BinaryCrossEntropyOptions.Default;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor targets) =>
        MixedLosses.BinaryCrossEntropy(input, targets, Options);
}
