using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>The pair form of mixed labels: λ of y_a and 1 − λ of y_b (mixup's and CutMix's published code). Owns its tensors.</summary>
public sealed class LabelPairs : IDisposable
{
    /// <summary>Pairs from their parts, which they own from here on; usually <c>plan.Pairs(labels)</c> makes them.</summary>
    /// <param name="first">The own labels, y_a: int64 or int32 class indexes, [N] or [N, …] for labels of pixels.</param>
    /// <param name="second">The partners' labels, y_b, of the same shape.</param>
    /// <param name="lambda">The own labels' weights, λ, from 0 to 1: floats, [N] or one for each label.</param>
    /// <exception cref="ArgumentException">Shapes or types differ from these.</exception>
    public LabelPairs(Tensor first, Tensor second, Tensor lambda)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(lambda);
        if (!ClassLabels.AreIndexes(first) || !ClassLabels.AreIndexes(second))
            throw new ArgumentException(
                $"Pairs hold class indexes, int64 or int32, not {first.dtype} and {second.dtype}; mixed soft labels go to the soft-target losses."
            );
        if (first.dim() < 1 || !first.shape.SequenceEqual(second.shape))
            throw new ArgumentException(
                $"Pairs hold a first and a second label for each image, [N] and [N]; given {TensorImages.Shape(first)} and {TensorImages.Shape(second)}."
            );
        if (!lambda.is_floating_point())
            throw new ArgumentException($"The weights λ are floats, not {lambda.dtype}.", nameof(lambda));
        if (!lambda.shape.SequenceEqual([first.shape[0]]) && !lambda.shape.SequenceEqual(first.shape))
            throw new ArgumentException(
                $"The weights λ are [{first.shape[0]}], one per image, or one per label; given {TensorImages.Shape(lambda)}. Expand one λ for the whole batch: lambda.expand({first.shape[0]}).",
                nameof(lambda)
            );
        First = first;
        Second = second;
        Lambda = lambda;
    }

    /// <summary>The own labels, y_a.</summary>
    public Tensor First { get; }

    /// <summary>The partners' labels, y_b; the own one where nothing was mixed.</summary>
    public Tensor Second { get; }

    /// <summary>The own labels' weights, λ; 1 where nothing was mixed.</summary>
    public Tensor Lambda { get; }

    /// <summary>The three tensors, which the pairs still own.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor lambda) =>
        (first, second, lambda) = (First, Second, Lambda);

    /// <summary>Keeps the pairs beyond the innermost dispose scope, as a tensor's method of this name.</summary>
    public LabelPairs MoveToOuterDisposeScope()
    {
        First.MoveToOuterDisposeScope();
        Second.MoveToOuterDisposeScope();
        Lambda.MoveToOuterDisposeScope();
        return this;
    }

    /// <summary>λ as the labels in shape, without gradients; to be called in a scope.</summary>
    internal Tensor LambdaPerLabel(ScalarType type)
    {
        Tensor lambda = Lambda.detach().to(type);
        return lambda.dim() == First.dim()
            ? lambda
            : lambda.view([-1, .. Enumerable.Repeat(1L, checked((int)First.dim() - 1))]).expand(First.shape);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Lambda.Dispose();
    }
}
