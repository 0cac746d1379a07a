using CsCheck;

namespace Cutwork.Tests.Policies;

/// <summary>What crops and flips draw: the laws of the originals, sample by sample.</summary>
public class ViewPolicyTests
{
    private static readonly Size Size = new(32, 24);

    private static View[] Draw(Policy policy, Size source, int count = 4000, int epoch = 0)
    {
        Scene scene = Scene.Range(Size, 0, count).From([.. Enumerable.Repeat(source, count)]);
        return [.. new Recipe(policy).Draw(new Key(11, epoch), scene).Views];
    }

    /// <summary>Kolmogorov's distance of draws in [0, 1] from the uniform law, times √n: above 1.95 once in a thousand.</summary>
    private static double Distance(IEnumerable<double> draws)
    {
        double[] sorted = [.. draws.Order()];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
            largest = Math.Max(
                largest,
                Math.Max(
                    Math.Abs(sorted[i] - (double)i / sorted.Length),
                    Math.Abs((i + 1.0) / sorted.Length - sorted[i])
                )
            );
        return largest * Math.Sqrt(sorted.Length);
    }

    [Fact]
    public void Areas_of_random_resized_crops_are_uniform()
    {
        // Square parts of a large source always fit at the first try.
        View[] views = Draw(new RandomResizedCrop((0.2, 0.8)) { Aspect = (1, 1) }, new Size(20_000, 20_000));
        Assert.All(views, view => Assert.Equal(view.Crop.Height, view.Crop.Width));
        Assert.InRange(Distance(views.Select(view => (view.Crop.Area / 4e8 - 0.2) / 0.6)), 0, 1.95);
    }

    [Fact]
    public void Proportions_of_random_resized_crops_are_log_uniform_and_places_uniform()
    {
        View[] views = Draw(new RandomResizedCrop((0.25, 0.25)) { Aspect = (0.5, 2) }, new Size(20_000, 20_000));
        IEnumerable<double> logs = views.Select(view => Math.Log2((double)view.Crop.Width / view.Crop.Height));
        Assert.InRange(Distance(logs.Select(log => (log + 1) / 2)), 0, 1.95);
        Assert.InRange(Distance(views.Select(view => view.Crop.Top / (20_000.0 - view.Crop.Height))), 0, 1.95);
        Assert.InRange(Distance(views.Select(view => view.Crop.Left / (20_000.0 - view.Crop.Width))), 0, 1.95);
    }

    [Fact]
    public void Random_resized_crops_lie_on_their_source() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.ULong)
            .Sample(given =>
            {
                var source = new Size(given.Item1, given.Item2);
                View view = new Recipe(new RandomResizedCrop()).DrawView(new Key(given.Item3), Size, 5, source);
                return view.Crop.FitsIn(source) && !view.Crop.IsEmpty && view.SourceSize == source;
            });

    [Theory]
    [InlineData(10, 100, 0, 43, 10, 13)] // w / h = 4 / 3 at most: 13 columns in the middle
    [InlineData(100, 10, 43, 0, 13, 10)]
    [InlineData(1, 1, 0, 0, 1, 1)]
    public void What_never_fits_is_the_largest_allowed_part(
        int height,
        int width,
        int top,
        int left,
        int partHeight,
        int partWidth
    )
    {
        View[] views = Draw(new RandomResizedCrop((1, 1)), new Size(height, width), 20);
        Assert.All(views, view => Assert.Equal(new Region(top, left, partHeight, partWidth), view.Crop));
    }

    [Theory]
    [InlineData(64, 48, 1.0, 0, 0, 64, 48)]
    [InlineData(64, 100, 1.0, 0, 26, 64, 48)]
    [InlineData(256, 192, 0.875, 16, 12, 224, 168)]
    [InlineData(3, 300, 1.0, 0, 149, 3, 2)]
    public void The_center_has_the_batch_s_proportions(
        int height,
        int width,
        double share,
        int top,
        int left,
        int partHeight,
        int partWidth
    ) =>
        Assert.Equal(
            new Region(top, left, partHeight, partWidth),
            Draw(new CenterCrop(share), new Size(height, width), 1)[0].Crop
        );

    [Fact]
    public void A_padded_crop_lies_anywhere_on_source_and_margin()
    {
        View[] views = Draw(new PadCrop(Length.Pixels(2)), Size, 25_000);
        IEnumerable<IGrouping<(int, int), View>> places = views.GroupBy(view => (view.Crop.Top, view.Crop.Left));
        Assert.Equal(25, places.Count());
        Assert.All(views, view => Assert.Equal(Size, view.Size));
        Assert.All(places, place => Assert.InRange(place.Key.Item1, -2, 2));
        double square = places.Sum(place => Math.Pow(place.Count() - 1000, 2) / 1000);
        Assert.InRange((square - 24) / Math.Sqrt(48), -4, 4);

        Assert.All(
            Draw(new PadCrop(Length.Pixels(4)), new Size(40, 24), 200),
            view => Assert.InRange(view.Crop.Top, -4, 12)
        );
        Assert.All(
            Draw(new PadCrop(Length.Pixels(1)), new Size(10, 10), 20),
            view => Assert.Equal(new Region(-11, -7, 32, 24), view.Crop)
        );
    }

    [Fact]
    public void Half_are_flipped()
    {
        int flipped = Draw(new Flip(), Size, 10_000).Count(view => view.Mirror == Mirror.Horizontal);
        Assert.InRange(flipped, 4800, 5200);
        Assert.Equal(10, Draw(new Flip { Probability = 1 }, Size, 10).Count(view => view.Mirror == Mirror.Horizontal));
    }

    [Fact]
    public void Alternating_flips_show_both_sides_in_any_two_epochs()
    {
        var flip = new Flip { Alternating = true };
        bool[][] epochs =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(epoch =>
                    Draw(flip, Size, 1000, epoch).Select(view => view.Mirror == Mirror.Horizontal).ToArray()
                ),
        ];
        Assert.InRange(epochs[0].Count(isFlipped => isFlipped), 430, 570);
        Assert.Equal(epochs[0].Select(isFlipped => !isFlipped), epochs[1]);
        Assert.Equal(epochs[0], epochs[2]);
        Assert.Equal(epochs[1], epochs[3]);
    }

    [Fact]
    public void A_view_is_drawn_before_its_batch_is_known() =>
        Gen.Select(Gen.Int[1, 9], Gen.ULong, Gen.Int[0, 5])
            .Sample(given =>
            {
                (int count, ulong seed, int epoch) = given;
                var key = new Key(seed, epoch);
                var recipe = new Recipe(
                    new Mixup(1),
                    new RandomResizedCrop(),
                    new Choice(new Flip(), new CenterCrop(0.5), new Cutout()) { Scope = Scope.Sample },
                    new RandomErasing()
                );
                Rng rng = key.Open();
                int[] samples = [.. Enumerable.Range(0, count).Select(_ => rng.Below(1000))];
                Size[] sources = [.. samples.Select(sample => new Size(1 + sample % 50, 1 + sample % 70))];
                Plan plan = recipe.Draw(key, new Scene(Size, samples).From(sources));
                return Enumerable
                    .Range(0, count)
                    .All(i => plan.Views[i] == recipe.DrawView(key, Size, samples[i], sources[i]));
            });

    [Fact]
    public void Views_follow_each_other_and_choices_leave_the_others_alone()
    {
        Scene scene = Scene.Range(Size, 0, 400).From([.. Enumerable.Repeat(new Size(64, 48), 400)]);
        Plan plan = new Recipe(
            new CenterCrop(0.5),
            new Choice(new Flip { Probability = 1 }, new Cutout()) { Scope = Scope.Sample }
        ).Draw(new Key(2), scene);
        for (int position = 0; position < 400; position++)
        {
            Assert.Equal(new Region(16, 12, 32, 24), plan.Views[position].Crop);
            bool isErased = plan.Stages[1].Of(position).Length > 0;
            Assert.Equal(isErased ? Mirror.None : Mirror.Horizontal, plan.Views[position].Mirror);
        }
        Assert.Empty(new Recipe(new Cutout()).Draw(new Key(2), scene).Views);
        Assert.True(new Recipe(new Cutout(), new Choice(new Flip()) { Scope = Scope.Sample }).Frames);
        Assert.False(new Recipe(new Cutout()).Frames);
    }

    [Fact]
    public void Adding_views_leaves_strokes_where_they_were()
    {
        Scene scene = Scene.Range(Size, 0, 50);
        Plan plain = new Recipe(new RandomErasing(), new CutMix(1)).Draw(new Key(4), scene);
        Plan flipped = new Recipe(new RandomErasing(), new CutMix(1), new Flip()).Draw(new Key(4), scene);
        Assert.Equal(plain.Stages[0], flipped.Stages[0]);
        Assert.Equal(plain.Stages[1], flipped.Stages[1]);
        Assert.NotEqual(plain, flipped);
        Assert.Equal(new Plan(plain.Key, Size, plain.Samples, flipped.Stages), flipped.AsShown());
    }

    [Fact]
    public void A_plan_with_views_is_read_back_equal()
    {
        Scene scene = Scene.Range(Size, 0, 20).From([.. Enumerable.Repeat(new Size(50, 70), 20)]);
        Plan plan = new Recipe(new RandomResizedCrop(), new Flip(), new Mixup(1)).Draw(new Key(4), scene);
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
        Assert.Contains("shown: rows", plan.Explain(0)[0]);
        Assert.DoesNotContain("views", new Recipe(new Mixup(1)).Draw(new Key(4), scene).ToJson());
        string broken = plan.ToJson().Replace("\"source\":[50,70]", "\"source\":[50]");
        Assert.Contains("[height, width]", Assert.Throws<FormatException>(() => Plan.FromJson(broken)).Message);
    }

    [Fact]
    public void Recipes_with_views_are_read_back_equal_and_leave_defaults_out()
    {
        var recipe = new Recipe(
            new RandomResizedCrop((0.3, 0.9)) { Aspect = (0.9, 1.1), Probability = 0.5 },
            new CenterCrop(0.875),
            new PadCrop(Length.Fraction(0.125)),
            new Flip { Alternating = true }
        );
        Assert.Equal(recipe, Recipe.FromJson(recipe.ToJson()));
        Assert.Equal(
            new Recipe(new Flip(), new RandomResizedCrop()),
            Recipe.FromJson("""{"policies": [{"policy": "flip"}, {"policy": "random-resized-crop"}]}""")
        );
        Assert.All(recipe.Policies, policy => Assert.EndsWith(".", policy.Describe()));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop((0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop((0.5, 1.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop { Aspect = (0, 1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CenterCrop(0));
        Assert.Contains(
            "its scope is sample",
            Assert.Throws<RecipeException>(() => new Recipe(new Flip { Scope = Scope.Batch })).Message
        );
        Assert.Contains(
            "decided for each image by itself",
            Assert.Throws<RecipeException>(() => new Recipe(new Choice(new Flip(), new Cutout()))).Message
        );
        Scene scene = Scene.Range(Size, 0, 2);
        Assert.Throws<ArgumentException>(() => scene.From(new Size(3, 3)));
        Assert.Throws<ArgumentException>(() => scene.From(new Size(3, 3), default));
    }
}
