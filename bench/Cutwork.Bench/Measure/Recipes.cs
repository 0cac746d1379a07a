namespace Cutwork.Bench;

/// <summary>The recipes that are measured.</summary>
internal static class Recipes
{
    /// <summary>timm's Random Erasing on every image: 2 % to a third of the area.</summary>
    private static readonly RandomErasing Erasing = new()
    {
        Probability = 1,
        Area = (0.02, 1.0 / 3),
        Aspect = (0.3, 1 / 0.3),
        AspectLaw = AspectLaw.LogUniform,
        Attempts = 10,
    };

    private static readonly Mixup Reversed = new(1) { Partner = PartnerRule.Reverse };

    /// <summary>No strokes: only what comes with collating.</summary>
    public static Recipe Nothing { get; } = new(new Mixup(0));

    public static Recipe Mixup { get; } = new(Reversed);

    public static Recipe ShuffledMixup { get; } = new(new Mixup(1));

    public static Recipe MixupBySample { get; } = new(new Mixup(1) { Scope = Scope.Sample });

    /// <summary>Boxes wholly inside, so that shares up to the whole image come up.</summary>
    public static Recipe CutMix { get; } =
        new(new CutMix(1) { Placement = Placement.Inside, Partner = PartnerRule.Reverse });

    public static Recipe PublishedCutMix { get; } = new(new CutMix(1));

    public static Recipe CutMixBySample { get; } = new(new CutMix(1) { Scope = Scope.Sample });

    public static Recipe MixupAndErase { get; } = new(Reversed, Erasing);

    public static Recipe MixupAndNoise { get; } = new(Reversed, Erasing with { Paint = Paint.NormalNoise });

    public static Recipe Erase { get; } = new(Erasing);

    public static Recipe EraseWithNoise { get; } = new(Erasing with { Paint = Paint.NormalNoise });

    /// <summary>One hole of half the side, as usual at 224 pixels and at 32.</summary>
    public static Recipe Cutout { get; } = new(new Cutout(Length.Fraction(0.5)));

    /// <summary>Whole images of noise.</summary>
    public static Recipe Noise(Paint paint) =>
        new(new Cutout(Length.Fraction(1)) { Placement = Placement.Inside, Paint = paint });
}
