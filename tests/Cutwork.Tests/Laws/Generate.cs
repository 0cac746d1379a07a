using CsCheck;

namespace Cutwork.Tests.Laws;

/// <summary>Recipes, scenes and pictures, over the whole range of what is allowed.</summary>
public static partial class Generate
{
    public static readonly Gen<Interval> Fraction = Gen.Select(
        Gen.Double[0, 1],
        Gen.Double[0, 1],
        (a, b) => new Interval(Math.Min(a, b), Math.Max(a, b))
    );

    public static readonly Gen<Length> Lengths = Gen.OneOf(
        Gen.Int[1, 40].Select(Length.Pixels),
        Gen.Double[0.001, 1].Select(Length.Fraction)
    );

    public static readonly Gen<CountRange> Counts = Gen.Select(
        Gen.Int[1, 3],
        Gen.Int[0, 3],
        (least, more) => new CountRange(least, least + more)
    );

    public static readonly Gen<Paint> Paints = Gen.OneOf(
        Gen.OneOf(Paint.Mean, Paint.UniformNoise, Paint.NormalNoise, Paint.UniformColor, Paint.NormalColor),
        Gen.Double[0, 1].Select(value => Paint.Constant(value)),
        Gen.Double[-3, 300].Select(value => Paint.Raw(value))
    );

    private static readonly Gen<double> Probability = Gen.OneOf(Gen.Const(1.0), Gen.Const(0.5), Gen.Double[0, 1]);

    private static readonly Gen<double> Alpha = Gen.OneOf(0.0, 0.001, 0.2, 1.0, 8.0, 1000.0);

    public static readonly Gen<Policy> Cutouts = Gen.Select(
        Gen.Select(Lengths, Lengths, Counts),
        Gen.Enum<Placement>(),
        Gen.Enum<OddLengths>(),
        Paints,
        Probability,
        Gen.OneOf(Scope.Sample, Scope.Batch),
        (shape, placement, odd, paint, probability, scope) =>
            (Policy)
                new Cutout
                {
                    Height = shape.Item1,
                    Width = shape.Item2,
                    Holes = shape.Item3,
                    Placement = placement,
                    OddLengths = odd,
                    Paint = paint,
                    Probability = probability,
                    Scope = scope,
                }
    );

    public static readonly Gen<Policy> Erasings = Gen.Select(
        Gen.Select(Fraction, Gen.Double[0.05, 1], Gen.Double[1, 20]),
        Gen.Select(Gen.Enum<AspectLaw>(), Gen.Enum<Fit>(), Gen.Enum<AfterAttempts>()),
        Gen.Int[1, 12],
        Counts,
        Paints,
        Probability,
        Gen.Enum<Threshold>(),
        (range, laws, attempts, count, paint, probability, threshold) =>
            (Policy)
                new RandomErasing
                {
                    Area = range.Item1,
                    Aspect = (range.Item2, range.Item2 * range.Item3),
                    AspectLaw = laws.Item1,
                    Fit = laws.Item2,
                    AfterAttempts = laws.Item3,
                    Attempts = attempts,
                    Count = count,
                    Paint = paint,
                    Probability = probability,
                    Threshold = threshold,
                }
    );

    /// <summary>A scope with a partner rule that it allows.</summary>
    private static readonly Gen<(Scope Scope, PartnerRule Partner)> Pairings = Gen.Select(
        Gen.Enum<Scope>(),
        Gen.Enum<PartnerRule>(),
        (scope, partner) => (scope, scope == Scope.Pair ? PartnerRule.Reverse : partner)
    );

    public static readonly Gen<Policy> Mixups = Gen.Select(
        Alpha,
        Fraction,
        Gen.Enum<Folding>(),
        Pairings,
        Probability,
        (alpha, range, folding, pairing, probability) =>
            (Policy)
                new Mixup(alpha)
                {
                    LambdaRange = range,
                    Folding = folding,
                    Scope = pairing.Scope,
                    Partner = pairing.Partner,
                    Probability = probability,
                }
    );

    public static readonly Gen<Policy> CutMixes = Gen.Select(
        Gen.Select(Alpha, Gen.Enum<Placement>(), Gen.Enum<OddLengths>()),
        Gen.OneOf(Gen.Const((Interval?)null), Fraction.Select(range => (Interval?)range)),
        Gen.Enum<SideBounds>(),
        Gen.Enum<Folding>(),
        Pairings,
        Probability,
        (box, sides, bounds, folding, pairing, probability) =>
            (Policy)
                new CutMix(box.Item1)
                {
                    Placement = box.Item2,
                    OddLengths = box.Item3,
                    SideRange = sides,
                    SideBounds = bounds,
                    Folding = folding,
                    Scope = pairing.Scope,
                    Partner = pairing.Partner,
                    Probability = probability,
                }
    );

    private static readonly Gen<Policy> Leaves = Gen.OneOf(Cutouts, Erasings, Mixups, CutMixes);

    private static Gen<Policy> ChoiceOf(Gen<Policy> policies) =>
        Gen.Select(
            policies.Array[1, 3],
            Gen.Double[0, 5].Array[3],
            Gen.Enum<Scope>(),
            Probability,
            Gen.Bool,
            (alternatives, weights, scope, probability, weighted) =>
                (Policy)
                    new Choice(alternatives)
                    {
                        Weights = weighted
                            ? [.. weights.Take(alternatives.Length).Select(weight => weight + 0.01)]
                            : [],
                        Scope = scope,
                        Probability = probability,
                    }
        );

    /// <summary>One policy of any kind, choices and choices within choices included.</summary>
    public static readonly Gen<Policy> Policies = Gen.OneOf(
        Leaves,
        ChoiceOf(Leaves),
        ChoiceOf(Gen.OneOf(Leaves, ChoiceOf(Leaves)))
    );

    /// <summary>Policies in any order, several of which may mix regions.</summary>
    public static readonly Gen<Recipe> AnyRecipes = Policies.Array[0, 5].Select(policies => new Recipe(policies));

    /// <summary>Policies in any order, at most one of which mixes regions.</summary>
    public static readonly Gen<Recipe> Recipes = Policies.Array[0, 4].Select(Exact);

    /// <summary>Recipes that only erase.</summary>
    public static readonly Gen<Recipe> Erasers = Gen.OneOf(Cutouts, Erasings)
        .Array[1, 3]
        .Select(policies => new Recipe(policies));

    /// <summary>Recipes that only mix.</summary>
    public static readonly Gen<Recipe> Mixers = Gen.OneOf(Mixups, CutMixes, ChoiceOf(Gen.OneOf(Mixups, CutMixes)))
        .Array[1, 3]
        .Select(Exact);

    public static readonly Gen<Size> Sizes = Gen.Select(
        Gen.Int[1, 24],
        Gen.Int[1, 24],
        (height, width) => new Size(height, width)
    );

    public static readonly Gen<Scene> Scenes = Gen.Select(
        Sizes,
        Gen.Int[0, 1_000_000].Array[1, 7],
        (size, samples) => new Scene(size, [.. samples.Distinct()])
    );

    public static readonly Gen<Key> Keys = Gen.Select(
        Gen.ULong,
        Gen.Int[0, 300],
        (seed, epoch) => new Key(seed, epoch)
    );

    public static readonly Gen<Plan> Plans = Gen.Select(
        Recipes,
        Keys,
        Scenes,
        (recipe, key, scene) => recipe.Draw(key, scene.WithOccurrences(OccurrencesIn(scene)))
    );

    /// <summary>Of some samples a later time, in some batches of none.</summary>
    private static int[] OccurrencesIn(Scene scene) =>
        [.. scene.Samples.Select(sample => scene.Samples[0] % 2 == 0 ? 0 : sample % 5)];

    /// <summary>Plans whose rows are longer than several vectors, so that segments begin and end anywhere in them.</summary>
    public static readonly Gen<Plan> WidePlans = Gen.Select(
        Recipes,
        Keys,
        Gen.Int[1, 9],
        Gen.Int[25, 150],
        Gen.Int[1, 4],
        (recipe, key, height, width, count) =>
            recipe.Draw(key, Scene.Range(new Size(height, width), (int)(key.Seed % 1000), count))
    );

    /// <summary>Small images that are erased before and after a box of another is pasted: partners are seen as they were erased.</summary>
    public static readonly Gen<Plan> ErasedPastes = Gen.Select(
        Gen.OneOf(Cutouts, Erasings).Array[1, 2],
        Gen.OneOf(CutMixes, ChoiceOf(Gen.OneOf(CutMixes, Erasings)), ChoiceOf(Gen.OneOf(CutMixes, Mixups))),
        Gen.OneOf(Cutouts, Erasings).Array[0, 1],
        Keys,
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[2, 6]),
        (before, paste, after, key, shape) =>
            new Recipe([.. before, paste, .. after]).Draw(
                key,
                Scene.Range(new Size(shape.Item1, shape.Item2), (int)(key.Seed % 1000), shape.Item3)
            )
    );

    /// <summary>
    /// Plans that no policy draws: several partners in an image, themselves among them, each in its cell of a grid, pasted or blended,
    /// in any cycles; erased before and after.
    /// </summary>
    public static readonly Gen<Plan> Mosaics = Gen.Select(
        Gen.Int[1, 7],
        Sizes,
        Keys,
        Recipes,
        (count, size, key, recipe) => Mosaic(count, size, key, recipe)
    );

    /// <summary>Plans in which many stages mix, regions and whole images, erased before, between and behind.</summary>
    public static readonly Gen<Plan> DeepPlans = Gen.Select(
        Gen.OneOf(Mixups, CutMixes, CutMixes, Leaves).Array[3, 7],
        Keys,
        Scenes,
        (policies, key, scene) => new Recipe(policies).Draw(key, scene)
    );

    /// <summary>Plans of every kind: several regional mixes, partners of their own, mosaics, erased pastes.</summary>
    public static readonly Gen<Plan> AnyPlans = Gen.OneOf(
        Gen.Select(
            AnyRecipes,
            Keys,
            Scenes,
            (recipe, key, scene) =>
                recipe.Draw(
                    key,
                    key.Seed % 4 == 0
                        ? scene.With(new Scene(scene.Size, [.. scene.Samples.Select(sample => sample + 1)]))
                        : scene
                )
        ),
        DeepPlans,
        Mosaics,
        ErasedPastes
    );

    /// <summary>Unit floats for a batch, drawn from a key, so that a failing case prints short.</summary>
    public static float[] Floats(ulong seed, int length)
    {
        Rng rng = new Key(seed).Open();
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = (float)rng.NextDouble();
        return values;
    }

    public static byte[] Bytes(ulong seed, int length) =>
        [.. Floats(seed, length).Select(value => (byte)(256 * value))];

    private static Recipe Exact(Policy[] policies)
    {
        bool regional = false;
        var kept = new List<Policy>();
        foreach (Policy policy in policies)
        {
            if (policy.Mixing == Mixing.Regional && regional)
                continue;
            regional |= policy.Mixing == Mixing.Regional;
            kept.Add(policy);
        }
        return new Recipe([.. kept]);
    }
}
