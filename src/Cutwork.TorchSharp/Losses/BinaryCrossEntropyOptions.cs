using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>The options of a binary cross-entropy: those of timm's <c>BinaryCrossEntropy</c>.</summary>
public sealed record BinaryCrossEntropyOptions
{
    internal static readonly BinaryCrossEntropyOptions Default = new();

    /// <summary>ε for targets that are class indexes, from 0 to 1: 1 − ε + ε/K for the class, ε/K for the others. Dense targets need 0. timm's default is 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Smoothing
    {
        get;
        init => field = Guard.Between(value, 0, 1, nameof(Smoothing), "a share");
    }

    /// <summary>Makes targets 1 where they are above it and 0 elsewhere, after smoothing; null leaves them soft.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double? TargetThreshold
    {
        get;
        init =>
            field = value is { } threshold ? Guard.Between(threshold, 0, 1, nameof(TargetThreshold), "a target") : null;
    }

    /// <summary>Factors of the losses, [K] or whatever broadcasts to the logits; null for 1. The mean does not divide by them, as libtorch's.</summary>
    public Tensor? Weight { get; init; }

    /// <summary>Factors of the positive parts, [K] or whatever broadcasts to the logits: libtorch's <c>pos_weight</c>; null for 1.</summary>
    public Tensor? PositiveWeight { get; init; }

    /// <summary>Sums over the classes before it reduces: the mean is then one over images (timm's <c>sum_classes</c>), none gives [N, …].</summary>
    public bool SumClasses { get; init; }

    /// <summary>The mean over images and classes, the sum, or none.</summary>
    public nn.Reduction Reduction { get; init; } = nn.Reduction.Mean;
}
