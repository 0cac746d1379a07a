using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>Pastes a box of a partner into each image and divides the label by area (Yun et al. 2019, arXiv 1905.04899).</summary>
public sealed record CutMix : MixingPolicy
{
    /// <summary>CutMix with λ ~ Beta(α, α), one box per batch and a shuffled partner.</summary>
    public CutMix(double alpha = 1)
        : base(alpha) { }

    /// <summary>Clipped at the border (the paper's code) or wholly inside: mean pasted share 0.30 against 0.50 at α = 1.</summary>
    public Placement Placement
    {
        get;
        init => field = Guard.Defined(value, nameof(Placement));
    }

    /// <summary>Odd sides truncated to even under clipped placement, as the published code does, or honored.</summary>
    public OddLengths OddLengths
    {
        get;
        init => field = Guard.Defined(value, nameof(OddLengths));
    } = OddLengths.Truncated;

    /// <summary>
    /// Draws height and width independently, uniform over this range of the image's sides, wholly inside, instead of from λ:
    /// timm's cutmix_minmax. Null: from λ.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 1.</exception>
    public Interval? SideRange
    {
        get;
        init =>
            field = value is { } range ? Guard.Within(range, 0, 1, nameof(SideRange), "a fraction of the sides") : null;
    }

    /// <summary>Whether min–max boxes reach the upper ends.</summary>
    public SideBounds SideBounds
    {
        get;
        init => field = Guard.Defined(value, nameof(SideBounds));
    }

    /// <summary>Label by pasted pixels, or by the drawn λ.</summary>
    public LabelRule LabelRule
    {
        get;
        init => field = Guard.Defined(value, nameof(LabelRule));
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "cutmix";

    /// <inheritdoc/>
    [JsonIgnore]
    public override Mixing Mixing => Mixing.Regional;

    internal override bool LabelsDrawnLambda => LabelRule == LabelRule.DrawnLambda;

    /// <inheritdoc/>
    protected override void Mix(Sketch sketch, Unit unit, ReadOnlySpan<int> partners, double lambda, ref Rng rng)
    {
        Region box = SideRange is { } sides
            ? CutMixBox.MinMax(ref rng, sketch.Size, sides, SideBounds)
            : CutMixBox.FromLambda(ref rng, sketch.Size, lambda, Placement, OddLengths);
        sketch.Mix(unit, partners, box, 0, LabelRule == LabelRule.DrawnLambda ? lambda : null);
    }

    /// <inheritdoc/>
    protected internal override string? Conflict() =>
        SideRange is not null && LabelRule == LabelRule.DrawnLambda
            ? "With SideRange the box does not come from λ, so the label can't follow the drawn λ: leave LabelRule at Pixels."
            : base.Conflict();

    /// <inheritdoc/>
    public override string Describe()
    {
        string box =
            SideRange is { } sides ? $"a box with sides {sides} of the image's, inside it"
            : Placement == Placement.Clipped
                ? "a box of 1 − λ of the area, centered on any pixel and clipped at the border"
            : "a box of 1 − λ of the area, inside the image";
        string label = LabelRule == LabelRule.Pixels ? "the label by pasted pixels" : "the label by the drawn λ";
        return $"CutMix on {Frequency()}: {DescribeLambda()}, {box}, from {DescribePartner()}, {label}.";
    }
}

/// <summary>What share of the label a pasted region brings.</summary>
public enum LabelRule
{
    /// <summary>The share of pixels that were pasted, after clipping and rounding: the CutMix paper's code, timm's correct_lam.</summary>
    Pixels,

    /// <summary>1 − λ as drawn, whatever was pasted: timm with correct_lam off.</summary>
    DrawnLambda,
}

/// <summary>Whether the upper ends of a min–max box's side and place are reached.</summary>
public enum SideBounds
{
    /// <summary>They are: boxes reach the last row and column.</summary>
    Inclusive,

    /// <summary>They are not: boxes never touch the last row or column, as in timm until August 2026.</summary>
    Exclusive,
}
