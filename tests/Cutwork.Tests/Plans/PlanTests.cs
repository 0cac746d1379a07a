using System.Collections.Immutable;

namespace Cutwork.Tests.Plans;

public class PlanTests
{
    private static readonly Size Size = new(8, 8);

    private static Stage Mix(params ReadOnlySpan<Stroke> strokes) =>
        new(2, [new Origin("test", Paint.Partner)], strokes);

    private static Stroke Paste(Region region, int position = 0) =>
        new()
        {
            Position = position,
            Region = region,
            Source = Source.Partner,
            Partner = 1 - position,
        };

    private static Plan Make(params ImmutableArray<Stage> stages) => new(new Key(1), Size, [4, 9], stages);

    [Fact]
    public void Impossible_plans_are_refused()
    {
        Assert.Contains(
            "outside",
            Assert.Throws<ArgumentException>(() => Make(Mix(Paste(new Region(4, 4, 8, 8))))).Message
        );
        Assert.Contains(
            "count twice",
            Assert
                .Throws<ArgumentException>(() =>
                    Make(Mix(Paste(new Region(0, 0, 4, 4)), Paste(new Region(3, 3, 4, 4))))
                )
                .Message
        );
        Assert.Contains(
            "no λ would be right",
            Assert
                .Throws<ArgumentException>(() =>
                    Make(
                        Mix(Paste(new Region(0, 0, 4, 4))),
                        Mix(Paste(new Region(4, 4, 4, 4)) with { DrawnLambda = 0.5 })
                    )
                )
                .Message
        );
        Assert.Contains(
            "at most 64",
            Assert
                .Throws<ArgumentException>(() => Make([.. Enumerable.Repeat(Mix(Paste(new Region(0, 0, 8, 8))), 65)]))
                .Message
        );
        Assert.Throws<ArgumentException>(() => Mix(Paste(default) with { Partner = 2 }));
        Assert.Throws<ArgumentException>(() => Mix(Paste(default) with { Position = 2 }));
        Assert.Throws<ArgumentException>(() => Mix(Paste(default) with { OwnWeight = 1.5 }));
        Assert.Throws<ArgumentException>(() => Mix(Paste(default) with { Source = Source.Fill, Partner = -1 }));
    }

    [Fact]
    public void A_plan_needs_a_size_and_samples()
    {
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), default, [1], []));
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [], []));
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1], default));
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1, 2, 3], [Mix()]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Region(int.MaxValue, 0, 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Region(0, 0, -1, 10));
    }

    [Fact]
    public void Several_partners_side_by_side_share_the_label()
    {
        Plan plan = Make(Mix(Paste(new Region(0, 0, 8, 2)), Paste(new Region(0, 2, 8, 2))));

        Assert.Equal([(0, 0.5), (1, 0.5)], plan.LabelWeights(0));
        Assert.Equal([(1, 1.0)], plan.LabelWeights(1));
    }

    [Fact]
    public void Strokes_are_grouped_by_image_and_keep_their_order()
    {
        Stage stage = Mix(
            Paste(new Region(0, 0, 1, 1), position: 1),
            Paste(new Region(1, 0, 1, 1)),
            Paste(new Region(2, 0, 1, 1), position: 1),
            Paste(new Region(3, 0, 1, 1))
        );

        Assert.Equal([1, 3, 0, 2], stage.Strokes.ToArray().Select(stroke => stroke.Region.Top));
        Assert.Equal(2, stage.Of(1).Length);
    }

    [Fact]
    public void It_explains_itself()
    {
        Plan plan = Make(
            Mix(Paste(new Region(2, 0, 4, 4)), Paste(Region.Whole(Size), position: 1) with { OwnWeight = 0.75 })
        );

        Assert.Equal("Plan for 2 images of 8×8 (seed 1, epoch 0)\n  1. test: 2 strokes on 2 images", plan.ToString());
        Assert.Equal(
            ["test: rows 2–5, columns 0–3 (25% of the image) are pasted from sample 9; the label takes 25% from it"],
            plan.Explain(0)
        );
        Assert.Equal(
            ["test: 25% of sample 4 is blended into every pixel; the label takes 25% from it"],
            plan.Explain(1)
        );
        Assert.Equal(["nothing was drawn: the image stays as it is"], Make().Explain(0));
    }

    [Theory]
    [InlineData("", "not readable")]
    [InlineData("{}", "not readable")]
    [InlineData(
        """{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[],"stages":[]}""",
        "at least one sample"
    )]
    [InlineData("""{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":null}""", "stages")]
    [InlineData(
        """{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[{"origins":[{"policy":"x","paint":"mean"}],"strokes":[{"at":0,"region":[2147483647,0,10,1]}]}]}""",
        "not an integer"
    )]
    [InlineData(
        """{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[{"origins":[{"policy":"x","paint":null}],"strokes":null}]}""",
        "paint"
    )]
    [InlineData("null", "null")]
    [InlineData("""{"format":2,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[]}""", "format 2")]
    [InlineData("""{"format":1,"seed":1,"epoch":0,"height":0,"width":8,"samples":[1],"stages":[]}""", "height")]
    [InlineData("""{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[],"more":1}""", "more")]
    [InlineData(
        """{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[{"origins":[{"policy":"x","paint":"mean"}],"strokes":[{"at":3,"region":[0,0,1,1]}]}]}""",
        "image 3"
    )]
    [InlineData(
        """{"format":1,"seed":1,"epoch":0,"height":8,"width":8,"samples":[1],"stages":[{"origins":[{"policy":"x","paint":"mean"}],"strokes":[{"at":0,"region":[0,0,9,1]}]}]}""",
        "outside"
    )]
    public void Unreadable_and_impossible_JSON_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Plan.FromJson(json)).Message);

    [Fact]
    public void Figures_of_batches_add_up()
    {
        Recipe recipe = Presets.Get("timm-elem").Recipe;
        PlanFigures sum = default;
        PlanFigures byImage = default;
        for (int batch = 0; batch < 4; batch++)
        {
            Plan plan = recipe.Draw(new Key(5), Scene.Range(new Size(32, 32), 50 * batch, 50));
            sum = sum.Add(plan);
            for (int position = 0; position < plan.Count; position++)
                byImage = byImage.Add(plan, position);
        }

        Assert.Equal(sum, byImage);
        Assert.Equal(200, sum.Images);
    }
}
