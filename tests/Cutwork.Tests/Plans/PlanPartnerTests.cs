namespace Cutwork.Tests.Plans;

/// <summary>Partners of their own: what a scene and a plan accept, say and refuse.</summary>
public class PlanPartnerTests
{
    private static readonly Size Size = new(4, 6);

    private static Scene Pair => new Scene(Size, 7).With(new Scene(Size, 9));

    [Fact]
    public void A_batch_of_one_is_mixed()
    {
        Plan plan = new Recipe(new Mixup(1)).Draw(new Key(1), Pair);
        Stroke stroke = Assert.Single(plan.Stages[0].Strokes.ToArray());
        Assert.Equal((0, 1, 9), (stroke.Position, stroke.Partner, plan.SampleAt(stroke.Partner)));
        Assert.Equal([0, 1], plan.LabelWeights(0).Select(weight => weight.Position));
        int[] first = new int[1];
        int[] second = new int[1];
        float[] lambda = new float[1];
        plan.Apply([3, 5], first, second, lambda);
        Assert.Equal((3, 5, (float)stroke.OwnWeight), (first[0], second[0], lambda[0]));
        Assert.Empty(new Recipe(new Mixup(1)).Draw(new Key(1), new Scene(Size, 7)).Stages[0].Strokes.ToArray());
    }

    [Fact]
    public void An_image_that_is_its_own_partner_stays_as_it_is() =>
        Assert.Empty(
            new Recipe(new CutMix(1))
                .Draw(new Key(1), new Scene(Size, 7).With(new Scene(Size, 7)))
                .Stages[0]
                .Strokes.ToArray()
        );

    [Fact]
    public void Partners_are_shown_as_they_would_be_anywhere()
    {
        var recipe = new Recipe(new RandomResizedCrop(), new Flip(), new CutMix(1));
        Scene scene = new Scene(Size, 1, 2)
            .From(new Size(20, 30), new Size(31, 11))
            .With(new Scene(Size, 8, 9).From(new Size(9, 40), new Size(17, 18)));
        Plan plan = recipe.Draw(new Key(1, 3), scene);
        Size[] sizes = [new(20, 30), new(31, 11), new(9, 40), new(17, 18)];
        Assert.Equal(4, plan.Views.Length);
        for (int place = 0; place < 4; place++)
            Assert.Equal(recipe.DrawView(new Key(1, 3), Size, plan.SampleAt(place), sizes[place]), plan.Views[place]);
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
        Assert.Equal(plan.Partners, plan.AsShown().Partners);
        // The other way round it is the same scene.
        Scene other = new Scene(Size, 1, 2).With(new Scene(Size, 8, 9).From(sizes[2..])).From(sizes[..2]);
        Assert.Equal(plan, recipe.Draw(new Key(1, 3), other));
    }

    [Fact]
    public void Plans_say_that_they_have_partners()
    {
        var recipe = new Recipe(new Cutout(Length.Pixels(2)), new Mixup(1));
        Plan plan = recipe.Draw(new Key(1), Pair);
        Assert.Equal(
            "Plan for 1 images of 4×6, each with a partner of its own (seed 1, epoch 0)\n"
                + "  1. cutout: 1 strokes on 1 images, 1 on their partners\n"
                + "  2. mixup: 1 strokes on 1 images",
            plan.ToString()
        );
        Assert.Contains("of sample 9 is blended", plan.Explain(0)[1]);
        Assert.Contains("cutout", Assert.Single(plan.Explain(1)));
        Assert.NotEqual(plan, recipe.Draw(new Key(1), new Scene(Size, 7).With(new Scene(Size, 10))));
        Assert.Equal(1, default(PlanFigures).Add(plan).Images);
    }

    [Fact]
    public void In_place_they_are_refused_with_what_to_do()
    {
        Plan plan = new Recipe(new Mixup(1)).Draw(new Key(1), Pair);
        var layout = Layout.Planar(Size, 3);
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            plan.Apply(new ImageBatch<float>(new float[layout.Elements], layout, 1), Palette.Unit)
        );
        Assert.Contains("out of place", error.Message);
        Assert.Contains("2 sources", error.Message);
    }

    [Fact]
    public void Sources_and_labels_without_partners_are_refused()
    {
        Plan plan = new Recipe(new Mixup(1)).Draw(new Key(1), Pair);
        var layout = Layout.Planar(Size, 3);
        float[] one = new float[layout.Elements];
        Assert.Contains(
            "as many partners",
            Assert
                .Throws<ArgumentException>(() =>
                    plan.Apply(
                        new ReadOnlyImageBatch<float>(new float[layout.Elements], layout, 1),
                        new ImageBatch<float>(one, layout, 1),
                        Palette.Unit
                    )
                )
                .Message
        );
        Assert.Contains(
            "give 2",
            Assert
                .Throws<ArgumentException>(() =>
                    plan.Collate(
                        [new SourceImage(new byte[layout.Elements], layout)],
                        new ImageBatch<float>(one, layout, 1),
                        Palette.ImageNet
                    )
                )
                .Message
        );
        Assert.Contains(
            "labels need 2",
            Assert.Throws<ArgumentException>(() => plan.Apply([1], new float[4], 4)).Message
        );
        Assert.Throws<ArgumentException>(() => plan.ApplyToVectors(new float[4], 4));
    }

    [Fact]
    public void Scenes_and_plans_that_cannot_be_are_refused()
    {
        var scene = new Scene(Size, 1, 2);
        Assert.Contains(
            "4×4",
            Assert.Throws<ArgumentException>(() => scene.With(Scene.Range(new Size(4, 4), 5, 2))).Message
        );
        Assert.Contains("1 were given", Assert.Throws<ArgumentException>(() => scene.With(new Scene(Size, 5))).Message);
        Assert.Contains("nobody", Assert.Throws<ArgumentException>(() => new Scene(Size, 1).With(Pair)).Message);
        Assert.Contains(
            "has 1 partners",
            Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1, 2], [], [], [3])).Message
        );
        Assert.Contains(
            "1 views",
            Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1], [], [View.Whole(Size)], [3])).Message
        );
        Plan plan = new Recipe().Draw(new Key(1), Pair);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.SampleAt(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.SampleAt(-1));
    }
}
