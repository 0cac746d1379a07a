using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Shows an image with left and right exchanged.</summary>
public sealed record Flip : ViewPolicy
{
    /// <summary>Half of the images.</summary>
    public Flip() => Probability = 0.5;

    /// <summary>
    /// Every other epoch: which half is flipped is drawn in the first one, and then alternates, so that two epochs show every image both
    /// ways (Jordan 2024, arXiv 2404.00498). <see cref="Policy.Probability"/> is then that of being flipped in epoch 0.
    /// </summary>
    public bool Alternating { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "flip";

    /// <inheritdoc/>
    private protected override bool Passes(Unit unit, ref Rng rng)
    {
        if (!Alternating)
            return rng.Chance(Probability);
        Rng first = unit.OpenAt(epoch: 0);
        return first.Chance(Probability) != (unit.Epoch % 2 == 1);
    }

    /// <inheritdoc/>
    protected override View Frame(Sketch sketch, Unit unit, ref Rng rng) => sketch.ViewOf(unit).Flipped();

    /// <inheritdoc/>
    public override string Describe() =>
        Alternating
            ? $"Flip, left and right: {Percent(Probability)} of the images in the first epoch, the others in the next, and so on."
            : $"Flip, left and right: {Frequency()}.";
}
