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
    protected internal override void Draw(Sketch sketch)
    {
        if (Alpha == 0)
            return;
        int[] partners = sketch.Partners(Partner);
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (!rng.Chance(Probability))
                continue;
            double lambda = DrawLambda(ref rng);
            sketch.Mix(unit, partners, Region.Whole(sketch.Size), lambda); // x̃ = λ x_i + (1 − λ) x_j
        }
    }

    /// <inheritdoc/>
    public override string Describe() => $"mixup on {Frequency()}: {DescribeLambda()}, with {DescribePartner()}.";
}
