namespace Cutwork;

/// <summary>
/// What mixup, CutMix and methods like them share: a λ drawn from Beta(α, α), and a partner. Derive from it and say in <see cref="Mix"/> which region of
/// the partner is laid over an image.
/// </summary>
public abstract record MixingPolicy : Policy
{
    /// <summary>For deriving: one λ per batch, the papers' code.</summary>
    protected MixingPolicy(double alpha)
        : base(Scope.Batch) => Alpha = alpha;

    /// <summary>
    /// α of λ ~ Beta(α, α), from 0.001 to 1000: 1 is uniform, below it λ crowds at 0 and 1, above it at ½. 0 turns the method
    /// off, as in the mixup code.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither 0 nor from 0.001 to 1000.</exception>
    public double Alpha
    {
        get;
        init =>
            field = value is 0 or (>= 0.001 and <= 1000)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Alpha),
                    value,
                    "Alpha must be from 0.001 to 1000, or 0 to turn the method off."
                );
    }

    /// <summary>The range into which λ is scaled: low + (high − low) · Beta(α, α); from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 1.</exception>
    public Interval LambdaRange
    {
        get;
        init => field = Guard.Within(value, 0, 1, nameof(LambdaRange), "the range of λ");
    } = (0, 1);

    /// <summary>Whether λ is folded to at least ½.</summary>
    public Folding Folding
    {
        get;
        init => field = Guard.Defined(value, nameof(Folding));
    }

    /// <summary>With whom an image is mixed.</summary>
    public PartnerRule Partner
    {
        get;
        init => field = Guard.Defined(value, nameof(Partner));
    }

    /// <inheritdoc/>
    protected internal override Paint StrokePaint => Paint.Partner;

    /// <inheritdoc/>
    protected internal sealed override void Draw(Sketch sketch)
    {
        if (Alpha == 0)
            return;
        ReadOnlySpan<int> partners = sketch.Partners(Partner);
        var beta = new BetaLaw(Alpha);
        Span<Unit> units = stackalloc Unit[BetaLaw.Together];
        Span<Rng> streams = stackalloc Rng[BetaLaw.Together];
        int ready = 0;
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (!rng.Chance(Probability))
                continue;
            (units[ready], streams[ready]) = (unit, rng);
            if (++ready < BetaLaw.Together)
                continue;
            MixAll(sketch, units, partners, beta, streams);
            ready = 0;
        }
        MixAll(sketch, units[..ready], partners, beta, streams[..ready]);
    }

    private void MixAll(
        Sketch sketch,
        ReadOnlySpan<Unit> units,
        ReadOnlySpan<int> partners,
        in BetaLaw beta,
        Span<Rng> streams
    )
    {
        Span<double> draws = stackalloc double[BetaLaw.Together];
        beta.Draw(streams, draws);
        for (int index = 0; index < units.Length; index++)
            Mix(sketch, units[index], partners, Lambda(draws[index]), ref streams[index]);
    }

    /// <summary>Lays the partners over a unit's images, given λ, with <see cref="Sketch.Mix"/>.</summary>
    /// <param name="sketch">What is drawn on.</param>
    /// <param name="unit">Whose images: a sample's, a pair's, the batch's.</param>
    /// <param name="partners">For every place its partner's place, as <see cref="Sketch.Mix"/> takes it.</param>
    /// <param name="lambda">λ, the own image's weight, scaled and folded as asked for.</param>
    /// <param name="rng">The unit's stream, from which λ was drawn: draw all else from it, and from nothing else.</param>
    protected abstract void Mix(Sketch sketch, Unit unit, ReadOnlySpan<int> partners, double lambda, ref Rng rng);

    /// <summary>λ, the own image's weight, of a draw from Beta(α, α).</summary>
    private double Lambda(double draw)
    {
        double lambda = LambdaRange.Low + (LambdaRange.High - LambdaRange.Low) * draw;
        return Folding == Folding.OwnDominates ? Math.Max(lambda, 1 - lambda) : lambda;
    }

    /// <inheritdoc/>
    protected internal override string? Conflict() =>
        Scope == Scope.Pair && Partner != PartnerRule.Reverse
            ? $"A pair shares its draws only where both are each other's partner: Scope = Pair needs Partner = Reverse, not {Partner}."
            : null;

    /// <summary>"λ ~ Beta(1, 1)", …, for <see cref="Policy.Describe"/>.</summary>
    protected string DescribeLambda()
    {
        string scaled = LambdaRange == (0, 1) ? "" : $", scaled to {LambdaRange}";
        string folded = Folding == Folding.OwnDominates ? ", folded to at least 0.5" : "";
        return Alpha == 0 ? "off (alpha is 0)" : $"λ ~ Beta({Number(Alpha)}, {Number(Alpha)}){scaled}{folded}";
    }

    /// <summary>"a shuffled partner", …, for <see cref="Policy.Describe"/>.</summary>
    protected string DescribePartner() =>
        Partner switch
        {
            PartnerRule.Shuffle => "a shuffled partner",
            PartnerRule.Reverse => "the partner from the reversed batch",
            PartnerRule.Roll => "the image before it",
            _ => "a shuffled partner, never itself",
        };
}

/// <summary>Whether the own image keeps at least half.</summary>
public enum Folding
{
    /// <summary>λ as drawn: the papers.</summary>
    None,

    /// <summary>λ′ = max(λ, 1 − λ): the own image dominates, as in fastai and MixMatch.</summary>
    OwnDominates,
}
