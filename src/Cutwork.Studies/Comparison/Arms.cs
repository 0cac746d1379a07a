namespace Cutwork.Studies;

/// <summary>The arms of the studies; the first of each is what the others are compared with.</summary>
public static class Arms
{
    /// <summary>Nothing, the four methods, and mixup or CutMix by turns.</summary>
    /// <param name="size">The images': holes are half of its shorter side.</param>
    public static IReadOnlyList<Arm> Effects(Size size)
    {
        Arm Of(string name, params Policy[] painting) => new(name, new Recipe(painting));
        Length hole = Length.Pixels(Math.Max(1, Math.Min(size.Height, size.Width) / 2));
        var mixup = new Mixup(1);
        return
        [
            Of("none"),
            Of("cutout", new Cutout(hole)),
            Of("random-erasing", new RandomErasing()),
            Of("mixup", mixup),
            Of("cutmix", new CutMix(1) { Probability = 0.5 }),
            Of("mixup or cutmix", new Choice(mixup, new CutMix(1))),
        ];
    }

    /// <summary>Nothing, and mixup with each of some α: its paper's table 2 has 8 for a fifth of random labels, 32 for a half and more.</summary>
    /// <param name="alphas">Above 0.</param>
    public static IReadOnlyList<Arm> CorruptLabels(params ReadOnlySpan<double> alphas) =>
        [
            new("none", Recipe.None),
            .. alphas
                .ToArray()
                .Select(alpha => new Arm(FormattableString.Invariant($"mixup {alpha}"), new Recipe(new Mixup(alpha)))),
        ];

    /// <summary>Nothing, and Random Erasing with each of its paper's fill values: random pixels, the mean, 0 and 255.</summary>
    public static IReadOnlyList<Arm> FillValues()
    {
        Arm Of(string name, Paint paint) => new(name, new Recipe(new RandomErasing { Paint = paint }));
        return
        [
            new("none", Recipe.None),
            Of("random", Paint.UniformNoise),
            Of("mean", Paint.Mean),
            Of("0", Paint.Constant(0)),
            Of("255", Paint.Constant(1)),
        ];
    }

    /// <summary>The same arms, with the same crops and flips first in each.</summary>
    /// <param name="arms">Of one study.</param>
    /// <param name="framing">What comes first.</param>
    public static IReadOnlyList<Arm> Framed(IReadOnlyList<Arm> arms, params ReadOnlySpan<Policy> framing)
    {
        ArgumentNullException.ThrowIfNull(arms);
        Policy[] first = [.. framing];
        return [.. arms.Select(arm => arm with { Recipe = new Recipe([.. first, .. arm.Recipe.Policies]) })];
    }
}
