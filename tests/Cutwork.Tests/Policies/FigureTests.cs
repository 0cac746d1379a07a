namespace Cutwork.Tests.Policies;

/// <summary>Closed forms, computed without the code under test.</summary>
public class FigureTests
{
    private const int Images = 40_000;

    /// <summary>E of one clipped side: the mean over all centers of the part of the hole that is inside.</summary>
    private static double ClippedSide(int length, int side) =>
        Enumerable
            .Range(0, side)
            .Average(center => Math.Min(center + length / 2, side) - Math.Max(center - length / 2, 0));

    [Theory]
    [InlineData(16, 32, 32)]
    [InlineData(8, 32, 32)]
    [InlineData(14, 28, 40)]
    public void Clipped_cutout_erases_the_product_of_the_clipped_sides(int length, int height, int width)
    {
        double expected = ClippedSide(length, height) * ClippedSide(length, width) / (height * width);
        PlanFigures figures = new Recipe(new Cutout(Length.Pixels(length))).Expect(new Size(height, width), Images);

        Assert.Equal(expected, figures.MeanErased, 6 * 0.06 / Math.Sqrt(Images));
        Assert.Equal(0, figures.UntouchedShare);
    }

    [Theory]
    [InlineData(15, 225)]
    [InlineData(16, 256)]
    public void Holes_inside_are_always_whole(int length, int pixels)
    {
        var recipe = new Recipe(new Cutout(Length.Pixels(length)) { Placement = Placement.Inside });
        Plan plan = recipe.Draw(new Key(1), Scene.Range(new Size(32, 20), 0, 500));

        Assert.All(plan.Stages[0].Strokes.ToArray(), stroke => Assert.Equal(pixels, stroke.Region.Area));
    }

    [Theory]
    [InlineData(OddLengths.Exact, 15)]
    [InlineData(OddLengths.Truncated, 14)]
    public void Odd_lengths_are_honored_or_truncated_by_name(OddLengths odd, int longest)
    {
        var recipe = new Recipe(new Cutout(Length.Pixels(15)) { OddLengths = odd });
        Plan plan = recipe.Draw(new Key(1), Scene.Range(new Size(64, 64), 0, 500));

        Assert.Equal(longest, plan.Stages[0].Strokes.ToArray().Max(stroke => stroke.Region.Height));
    }

    [Theory]
    [InlineData(32, 0.29925)]
    [InlineData(28, 0.29613)]
    [InlineData(224, 0.31778)]
    public void Clipped_cutmix_pastes_three_tenths(int side, double expected)
    {
        var recipe = new Recipe(new CutMix { Scope = Scope.Sample, Partner = PartnerRule.Roll });
        PlanFigures figures = recipe.Expect(new Size(side, side), Images);

        Assert.Equal(expected, figures.MeanPasted, 6 * 0.19 / Math.Sqrt(Images));
        Assert.Equal(1 - figures.MeanPasted, figures.MeanLambda, 1e-9);
    }

    [Fact]
    public void Cutmix_inside_pastes_half()
    {
        var recipe = new Recipe(
            new CutMix
            {
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
                Placement = Placement.Inside,
            }
        );

        // Rounding down costs about 1/224 of each side.
        Assert.Equal(0.5, recipe.Expect(new Size(224, 224), Images).MeanPasted, 6 * 0.29 / Math.Sqrt(Images) + 0.005);
    }

    [Theory]
    [InlineData(256, 1024)]
    [InlineData(1024, 128)]
    [InlineData(64, 64)]
    public void The_exact_fit_keeps_the_area_s_law_on_any_shape(int height, int width)
    {
        var recipe = new Recipe(
            new RandomErasing
            {
                Probability = 1,
                Fit = Fit.Exact,
                Area = (0.02, 0.8),
            }
        );
        PlanFigures figures = recipe.Expect(new Size(height, width), Images);

        Assert.Equal(0.41, figures.MeanErased, 6 * 0.225 / Math.Sqrt(Images) + 0.001);
        Assert.Equal(Images, figures.ErasedImages);
    }

    [Fact]
    public void Retries_lose_area_on_elongated_images()
    {
        var recipe = new Recipe(
            (RandomErasing)Presets.Get("torchvision-random-erasing").Recipe.Policies[0] with
            {
                Probability = 1,
            }
        );
        PlanFigures figures = recipe.Expect(new Size(256, 1024), Images);

        Assert.Equal(0.148, figures.MeanErased, 0.004);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(8)]
    public void Folding_keeps_the_larger_share(double alpha)
    {
        var recipe = new Recipe(
            new Mixup(alpha)
            {
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
                Folding = Folding.OwnDominates,
            }
        );
        Plan plan = recipe.Draw(new Key(2), Scene.Range(new Size(2, 2), 0, 5000));
        double[] lambdas = [.. plan.Stages[0].Strokes.ToArray().Select(stroke => stroke.OwnWeight)];

        Assert.All(lambdas, lambda => Assert.InRange(lambda, 0.5, 1));
        double expected = alpha switch
        {
            0.2 => 0.899,
            1 => 0.75,
            _ => 0.598,
        };
        Assert.Equal(expected, lambdas.Average(), 0.015);
    }

    [Fact]
    public void The_lambda_range_scales()
    {
        var recipe = new Recipe(
            new Mixup
            {
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
                LambdaRange = (0.3, 0.4),
            }
        );
        Plan plan = recipe.Draw(new Key(2), Scene.Range(new Size(2, 2), 0, 5000));
        double[] lambdas = [.. plan.Stages[0].Strokes.ToArray().Select(stroke => stroke.OwnWeight)];

        Assert.All(lambdas, lambda => Assert.InRange(lambda, 0.3, 0.4));
        Assert.Equal(0.35, lambdas.Average(), 6 * 0.1 / Math.Sqrt(12 * 5000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Probabilities_hold_in_every_policy(double p)
    {
        Policy[] policies =
        [
            new Cutout { Probability = p },
            new RandomErasing { Probability = p },
            new Mixup
            {
                Probability = p,
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
                LambdaRange = (0.1, 0.9),
            },
            new CutMix
            {
                Probability = p,
                Scope = Scope.Sample,
                Partner = PartnerRule.Roll,
                LambdaRange = (0.1, 0.9),
            },
        ];
        Assert.All(
            policies,
            policy =>
            {
                PlanFigures figures = new Recipe(policy).Expect(new Size(32, 32), Images);
                Assert.Equal(1 - p, figures.UntouchedShare, 6 * Math.Sqrt(p * (1 - p) / Images) + 1e-12);
            }
        );
    }

    [Fact]
    public void Alpha_0_turns_mixing_off()
    {
        var recipe = new Recipe(new Mixup(0), new CutMix(0));

        Assert.Equal(1, recipe.Expect(new Size(8, 8), 1000).UntouchedShare);
    }
}
