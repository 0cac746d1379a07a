using CsCheck;

namespace Cutwork.Tests.Laws;

public class DrawingLaws
{
    [Fact]
    public void Drawing_is_pure() =>
        Gen.Select(Generate.Recipes, Generate.Keys, Generate.Scenes)
            .Sample((recipe, key, scene) => recipe.Draw(key, scene).Equals(recipe.Draw(key, scene)));

    [Fact]
    public void Another_seed_or_epoch_draws_something_else() =>
        Generate.Keys.Sample(key =>
        {
            var recipe = new Recipe(new Cutout(), new Mixup());
            var scene = Scene.Range(new Size(100, 100), 0, 8);
            Plan plan = recipe.Draw(key, scene);
            return !plan.Equals(recipe.Draw(new Key(key.Seed + 1, key.Epoch), scene))
                && !plan
                    .Stages.AsSpan()
                    .SequenceEqual(recipe.Draw(new Key(key.Seed, key.Epoch + 1), scene).Stages.AsSpan());
        });

    [Fact]
    public void Erasing_a_sample_does_not_depend_on_its_batch() =>
        Gen.Select(Generate.Erasers, Generate.Keys, Generate.Scenes)
            .Where((recipe, _, _) => recipe.Policies.All(policy => policy.Scope == Scope.Sample))
            .Sample(
                (recipe, key, scene) =>
                {
                    Plan together = recipe.Draw(key, scene);
                    for (int position = 0; position < scene.Count; position++)
                    {
                        Plan alone = recipe.Draw(key, new Scene(scene.Size, scene.Samples[position]));
                        for (int stage = 0; stage < together.Stages.Length; stage++)
                        {
                            Stroke[] moved =
                            [
                                .. together
                                    .Stages[stage]
                                    .Of(position)
                                    .ToArray()
                                    .Select(stroke => stroke with { Position = 0 }),
                            ];
                            if (!alone.Stages[stage].Of(0).SequenceEqual(moved))
                                return false;
                        }
                    }
                    return true;
                }
            );

    [Fact]
    public void Mixing_per_sample_draws_the_same_numbers_whoever_the_partner_is() =>
        Gen.Select(Generate.Keys, Generate.Scenes)
            .Where((_, scene) => scene.Count > 1)
            .Sample(
                (key, scene) =>
                {
                    var recipe = new Recipe(new CutMix { Scope = Scope.Sample, Partner = PartnerRule.Roll });
                    Stage forward = recipe.Draw(key, scene).Stages[0];
                    Stage backward = recipe.Draw(key, new Scene(scene.Size, [.. scene.Samples.Reverse()])).Stages[0];
                    for (int position = 0; position < scene.Count; position++)
                        if (forward.Of(position)[0].Region != backward.Of(scene.Count - 1 - position)[0].Region)
                            return false;
                    return true;
                }
            );

    [Fact]
    public void Strokes_lie_inside_and_shares_are_shares() =>
        Generate.Plans.Sample(plan =>
            plan.Stages.All(stage =>
                stage
                    .Strokes.ToArray()
                    .All(stroke => stroke.Region.FitsIn(plan.Size) && stroke.PartnerShare(plan.Size) is >= 0 and <= 1)
                && Enumerable.Range(0, plan.Count).All(position => stage.OwnShare(position, plan.Size) is >= 0 and <= 1)
            )
        );

    [Fact]
    public void Nobody_is_mixed_with_itself() =>
        Generate.Plans.Sample(plan =>
            plan.Stages.All(stage =>
                stage
                    .Strokes.ToArray()
                    .All(stroke => stroke.Source != Source.Partner || stroke.Partner != stroke.Position)
            )
        );

    [Fact]
    public void A_batch_of_one_is_never_mixed() =>
        Gen.Select(Generate.Mixers, Generate.Keys, Generate.Sizes)
            .Sample(
                (recipe, key, size) => recipe.Draw(key, new Scene(size, 5)).Stages.All(stage => stage.Strokes.IsEmpty)
            );

    [Theory]
    [InlineData(PartnerRule.Shuffle)]
    [InlineData(PartnerRule.Reverse)]
    [InlineData(PartnerRule.Roll)]
    [InlineData(PartnerRule.Derangement)]
    public void Partners_are_a_permutation_by_the_rule(PartnerRule rule) =>
        Gen.Select(Generate.Keys, Gen.Int[2, 33])
            .Sample(
                (key, count) =>
                {
                    Stage stage = new Recipe(new Mixup { Partner = rule })
                        .Draw(key, Scene.Range(new Size(4, 4), 0, count))
                        .Stages[0];
                    int[] partners = Enumerable.Range(0, count).ToArray();
                    foreach (Stroke stroke in stage.Strokes)
                        partners[stroke.Position] = stroke.Partner;
                    bool byRule = rule switch
                    {
                        PartnerRule.Reverse => partners
                            .Select((partner, position) => partner == count - 1 - position)
                            .All(holds => holds),
                        PartnerRule.Roll => partners
                            .Select((partner, position) => partner == (position + count - 1) % count)
                            .All(holds => holds),
                        PartnerRule.Derangement => stage.Strokes.Length == count,
                        _ => true,
                    };
                    return byRule && partners.Order().SequenceEqual(Enumerable.Range(0, count));
                }
            );

    [Fact]
    public void The_middle_of_an_odd_reversed_batch_stays_as_it_is()
    {
        Stage stage = new Recipe(new Mixup { Partner = PartnerRule.Reverse })
            .Draw(new Key(1), Scene.Range(new Size(4, 4), 0, 5))
            .Stages[0];

        Assert.Equal([0, 1, 3, 4], stage.Strokes.ToArray().Select(stroke => stroke.Position));
    }

    [Theory]
    [InlineData(Scope.Batch)]
    [InlineData(Scope.Pair)]
    [InlineData(Scope.Sample)]
    public void A_scope_shares_its_draws(Scope scope) =>
        Generate.Keys.Sample(key =>
        {
            const int count = 8;
            var recipe = new Recipe(new Mixup { Scope = scope, Partner = PartnerRule.Reverse });
            Stage stage = recipe.Draw(key, Scene.Range(new Size(4, 4), 100, count)).Stages[0];
            double[] weights = [.. stage.Strokes.ToArray().Select(stroke => stroke.OwnWeight)];
            int distinct = weights.Distinct().Count();
            return scope switch
            {
                Scope.Batch => distinct == 1,
                Scope.Pair => distinct == count / 2 && weights.SequenceEqual(weights.Reverse()),
                _ => distinct == count,
            };
        });

    [Fact]
    public void A_probability_in_a_choice_s_alternative_holds_for_what_it_is_given()
    {
        var recipe = new Recipe(
            new Choice(new Cutout { Probability = 0.5 }, new Mixup { Scope = Scope.Sample })
            {
                Scope = Scope.Sample,
                Weights = [3, 1],
            }
        );
        PlanFigures figures = recipe.Expect(new Size(32, 32), 40_000);

        Assert.Equal(0.375, (double)figures.ErasedImages / figures.Images, 6 * Math.Sqrt(0.375 * 0.625 / 40_000));
        // One in 64 on average meets itself in the shuffle.
        Assert.Equal(0.25 * 63 / 64, 1 - figures.UnmixedShare, 6 * Math.Sqrt(0.25 * 0.75 / 40_000));
    }

    [Fact]
    public void Alternatives_of_a_choice_read_unmixed_partners()
    {
        var recipe = new Recipe(
            new Choice(new Mixup { Scope = Scope.Sample }, new CutMix { Scope = Scope.Sample }) { Scope = Scope.Sample }
        );
        Plan plan = recipe.Draw(new Key(3), Scene.Range(new Size(32, 32), 0, 64));

        Assert.Single(plan.Stages);
        Assert.All(
            Enumerable.Range(0, plan.Count),
            position => Assert.InRange(plan.LabelWeights(position).Count, 1, 2)
        );
    }

    [Fact]
    public void Two_policies_of_one_recipe_draw_from_streams_of_their_own()
    {
        var choice = new Choice(new Cutout(), new Cutout()) { Scope = Scope.Sample };
        Plan plan = new Recipe(new Cutout(), new Cutout(), choice, new Cutout()).Draw(
            new Key(4),
            Scene.Range(new Size(200, 200), 0, 100)
        );
        for (int position = 0; position < plan.Count; position++)
        {
            Region[] regions = [.. plan.Stages.Select(stage => stage.Of(position)[0].Region)];
            Assert.Equal(4, regions.Distinct().Count());
        }
    }

    [Fact]
    public void A_policy_added_at_the_end_leaves_the_draws_before_it_alone() =>
        Gen.Select(Generate.Erasers, Generate.Keys, Generate.Scenes)
            .Sample(
                (recipe, key, scene) =>
                {
                    Plan shorter = recipe.Draw(key, scene);
                    Plan longer = new Recipe([.. recipe.Policies, new Mixup()]).Draw(key, scene);
                    return longer.Stages.AsSpan(0, shorter.Stages.Length).SequenceEqual(shorter.Stages.AsSpan());
                }
            );

    [Fact]
    public void Inside_a_choice_within_a_choice_an_image_was_chosen_by_both()
    {
        // Half of the images go to the inner choice, whose batch scope would give all of them to one alternative.
        var inner = new Choice(new Cutout { Paint = Paint.Raw(1) }, new Cutout { Paint = Paint.Raw(2) })
        {
            Scope = Scope.Batch,
        };
        var outer = new Choice(new Cutout { Paint = Paint.Raw(0) }, inner) { Scope = Scope.Sample };
        Plan plan = new Recipe(outer).Draw(new Key(5), Scene.Range(new Size(32, 32), 0, 200));

        Assert.All(Enumerable.Range(0, 200), position => Assert.Equal(1, plan.Stages[0].Of(position).Length));
        int innerImages = plan.Stages[0]
            .Strokes.ToArray()
            .Count(stroke => !plan.Stages[0].Origins[stroke.Origin].Paint.Equals(Paint.Raw(0)));
        Assert.InRange(innerImages, 60, 140);
    }
}
