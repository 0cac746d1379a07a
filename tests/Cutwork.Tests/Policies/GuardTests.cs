namespace Cutwork.Tests.Policies;

public class GuardTests
{
    public static TheoryData<string, Action> Refused =>
        new()
        {
            { "Probability", () => _ = new Cutout { Probability = 1.01 } },
            { "Probability", () => _ = new Cutout { Probability = double.NaN } },
            { "Probability", () => _ = new Mixup() with { Probability = -0.1 } },
            { "Alpha", () => _ = new Mixup(-1) },
            { "Alpha", () => _ = new Mixup(double.NaN) },
            { "Alpha", () => _ = new CutMix(0.0009) },
            { "Alpha", () => _ = new CutMix(1001) },
            { "Alpha", () => _ = new CutMix() with { Alpha = double.PositiveInfinity } },
            { "LambdaRange", () => _ = new Mixup { LambdaRange = (0, 1.5) } },
            { "Area", () => _ = new RandomErasing { Area = (-0.1, 0.4) } },
            { "Area", () => _ = new RandomErasing { Area = (0.1, 1.4) } },
            { "Aspect", () => _ = new RandomErasing { Aspect = (0, 1) } },
            { "Attempts", () => _ = new RandomErasing { Attempts = 0 } },
            { "Attempts", () => _ = new RandomErasing { Attempts = 100_000 } },
            { "SideRange", () => _ = new CutMix { SideRange = (0.2, 1.2) } },
            { "Scope", () => _ = new Mixup { Scope = (Scope)9 } },
            { "Placement", () => _ = new Cutout { Placement = (Placement)9 } },
            { "Weights", () => _ = new Choice(new Mixup()) { Weights = [1, 2] } },
            { "Weights", () => _ = new Choice(new Mixup()) { Weights = [-1] } },
            { "Weights", () => _ = new Choice(new Mixup()) { Weights = [0] } },
            { "Policies", () => _ = new Choice() },
            { "Paint", () => _ = new Cutout { Paint = null! } },
            { "pixels", () => Length.Pixels(0) },
            { "fraction", () => Length.Fraction(1.5) },
            { "fraction", () => Length.Fraction(double.NaN) },
            { "height", () => _ = new Size(0, 4) },
            { "color", () => Paint.Constant(1.5) },
            { "color", () => Paint.Constant(double.NaN) },
            { "values", () => Paint.Raw() },
            { "values", () => Paint.Raw(double.PositiveInfinity) },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_out_of_range_is_refused_by_name(string parameter, Action make) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(make).ParamName);

    [Fact]
    public void A_drawn_lambda_beside_a_regional_mix_is_refused_with_the_reason()
    {
        RecipeException refusal = Assert.Throws<RecipeException>(() =>
            new Recipe(new CutMix(), new Cutout(), new CutMix { LabelRule = LabelRule.DrawnLambda })
        );

        Assert.Equal("$.policies[2]", refusal.Path);
        Assert.Contains("no λ would be right", refusal.Message);
        Assert.Contains("Choice", refusal.Message);
    }

    [Fact]
    public void Blends_before_and_after_a_regional_mix_are_exact_and_allowed() =>
        Assert.Equal(3, new Recipe(new Mixup(), new CutMix(), new Mixup()).Policies.Length);

    [Fact]
    public void A_pair_scope_needs_the_reversed_partner() =>
        Assert.Contains(
            "Reverse",
            Assert.Throws<RecipeException>(() => new Recipe(new CutMix { Scope = Scope.Pair })).Message
        );

    [Fact]
    public void A_drawn_lambda_label_needs_a_box_from_lambda()
    {
        var policy = new CutMix { SideRange = (0.2, 0.8), LabelRule = LabelRule.DrawnLambda };

        Assert.Contains("SideRange", Assert.Throws<RecipeException>(() => new Recipe(new Choice(policy))).Message);
    }

    [Fact]
    public void A_scene_needs_samples_and_a_size()
    {
        Assert.Throws<ArgumentException>(() => new Scene(new Size(2, 2)));
        Assert.Throws<ArgumentException>(() => new Scene(new Size(2, 2), 1, -1));
        Assert.Throws<ArgumentException>(() => new Scene(default, 1));
    }
}
