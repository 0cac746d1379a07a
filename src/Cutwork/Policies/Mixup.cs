using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Blends each image with a partner, labels alike (Zhang et al. 2018, arXiv 1710.09412).</summary>
public sealed record Mixup : MixingPolicy
{
    /// <summary>mixup with λ ~ Beta(α, α), one λ per batch and a shuffled partner.</summary>
    public Mixup(double alpha = 1)
        : base(alpha) { }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "mixup";

    /// <inheritdoc/>
    [JsonIgnore]
    public override Mixing Mixing => Mixing.Whole;

    /// <inheritdoc/>
    protected override void Mix(Sketch sketch, Unit unit, ReadOnlySpan<int> partners, double lambda, ref Rng rng) =>
        sketch.Mix(unit, partners, Region.Whole(sketch.Size), lambda); // x̃ = λ x_i + (1 − λ) x_j

    /// <inheritdoc/>
    public override string Describe() => $"mixup on {Frequency()}: {DescribeLambda()}, with {DescribePartner()}.";
}
