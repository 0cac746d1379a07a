using CsCheck;

namespace Cutwork.Tests.Laws;

/// <summary>A sample that comes again draws anew, and the same wherever it comes for that time.</summary>
public class OccurrenceLaws
{
    private static readonly Size Size = new(24, 20);

    private static readonly Recipe Recipe = new(
        new RandomResizedCrop(),
        new Flip(),
        new RandomErasing { Paint = Paint.NormalNoise },
        new Cutout(Length.Pixels(5)) { Paint = Paint.UniformColor }
    );

    private static Scene Repeated(int sample, params int[] occurrences) =>
        new Scene(Size, [.. occurrences.Select(_ => sample)])
            .WithOccurrences(occurrences)
            .From([.. occurrences.Select(_ => new Size(40, 50))]);

    private static (View, string) Drawn(Plan plan, int place) =>
        (
            plan.Views[place],
            string.Join('|', plan.Stages.SelectMany(stage => stage.Of(place).ToArray()).Select(Described))
        );

    private static string Described(Stroke stroke) => $"{stroke.Region} {stroke.Source} {stroke.Seed}";

    [Fact]
    public void Streams_of_different_occurrences_have_nothing_in_common()
    {
        var seen = new HashSet<ulong>();
        foreach (int occurrence in Enumerable.Range(0, 3000).Concat([65_535, 65_536, 1 << 30, int.MaxValue]))
        foreach (int sample in (int[])[0, 1, int.MaxValue])
        foreach (int epoch in (int[])[0, 1])
        {
            Rng rng = new Key(7, epoch, sample, 8, occurrence).Open();
            Assert.True(seen.Add(rng.NextUInt64()), $"sample {sample}, occurrence {occurrence}, epoch {epoch}");
        }
    }

    [Fact]
    public void The_first_occurrence_is_the_address_without_one()
    {
        Assert.Equal(new Key(3, 4, 5, 6), new Key(3, 4, 5, 6, 0));
        Assert.NotEqual(new Key(3, 4, 5, 6), new Key(3, 4, 5, 6, 1));
        var permutation = new Permutation(1000, new Key(3, 4, 5, 6, 1));
        Assert.NotEqual(permutation[0], new Permutation(1000, new Key(3, 4, 5, 6))[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Key(3, occurrence: -1));
        var scene = new Scene(Size, 1, 2);
        Assert.Equal(Recipe.Draw(new Key(1), scene), Recipe.Draw(new Key(1), scene.WithOccurrences(0, 0)));
    }

    [Fact]
    public void Every_repeat_is_drawn_anew()
    {
        Plan plan = Recipe.Draw(new Key(1), Repeated(9, [.. Enumerable.Range(0, 200)]));
        Assert.Equal(200, Enumerable.Range(0, 200).Select(place => Drawn(plan, place)).Distinct().Count());
    }

    [Fact]
    public void An_occurrence_is_drawn_alike_in_any_batch_and_at_any_place() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 8], Gen.Int[0, 7], Gen.ULong)
            .Sample(
                (occurrences, pick, seed) =>
                {
                    int place = pick % occurrences.Length;
                    var key = new Key(seed, 2);
                    Plan together = Recipe.Draw(key, Repeated(4, occurrences));
                    Plan alone = Recipe.Draw(key, Repeated(4, occurrences[place]));
                    View view = Recipe.DrawView(key, Size, 4, new Size(40, 50), occurrences[place]);
                    return Drawn(together, place) == Drawn(alone, 0) && together.Views[place] == view;
                },
                iter: 300
            );

    /// <summary>A pair's and a batch's draws are addressed by their first sample, hence by its occurrence too.</summary>
    [Theory]
    [InlineData(Scope.Pair)]
    [InlineData(Scope.Batch)]
    public void Pairs_and_batches_that_begin_with_a_repeat_are_drawn_anew(Scope scope)
    {
        var recipe = new Recipe(new CutMix(1) { Scope = scope, Partner = PartnerRule.Reverse });
        string[] drawn =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(time =>
                {
                    Scene scene = new Scene(Size, 3, 4, 5, 6, 7, 8).WithOccurrences(time, 0, 0, 0, 0, 0);
                    Plan plan = recipe.Draw(new Key(1), scene);
                    return string.Join(
                        '|',
                        plan.Stages[0].Strokes.ToArray().Select(stroke => $"{stroke.Region} {stroke.Partner}")
                    );
                }),
        ];
        Assert.Equal(20, drawn.Distinct().Count());
    }

    [Fact]
    public void A_plan_knows_the_occurrences_of_images_and_partners()
    {
        Scene scene = new Scene(Size, 3, 3).WithOccurrences(0, 1);
        scene = scene.With(new Scene(Size, 5, 6).WithOccurrences(2, 0));
        Plan plan = new Recipe(new Mixup(1)).Draw(new Key(1), scene);
        Assert.Equal([0, 1, 2, 0], plan.Occurrences);
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
        Assert.Contains("\"occurrences\":[0,1,2,0]", plan.ToJson());
        Assert.NotEqual(plan, new Plan(plan.Key, plan.Size, plan.Samples, plan.Stages, [], plan.Partners));
        Assert.Contains("sample 5 (occurrence 2)", string.Join('\n', plan.Explain(0)));
        Assert.Contains("came before in the epoch", string.Join('\n', plan.Explain(1)));
        Assert.DoesNotContain("occurrence", plan.AsShown().Explain(0)[0].Split("sample 5")[0]);

        Plan first = new Recipe(new Mixup(1)).Draw(new Key(1), new Scene(Size, 3, 4));
        Assert.Empty(first.Occurrences);
        Assert.DoesNotContain("occurrences", first.ToJson());
    }

    [Fact]
    public void An_image_that_comes_again_and_is_left_alone_says_both()
    {
        Plan plan = Recipe.None.Draw(new Key(1), new Scene(Size, 3).WithOccurrences(4));
        Assert.Equal(2, plan.Explain(0).Count);
        Assert.Contains("occurrence 4", plan.Explain(0)[0]);
        Assert.Contains("stays as it is", plan.Explain(0)[1]);
    }

    [Fact]
    public void Impossible_occurrences_are_refused()
    {
        var scene = new Scene(Size, 3, 4);
        Assert.Contains("2 samples", Assert.Throws<ArgumentException>(() => scene.WithOccurrences(1)).Message);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => scene.WithOccurrences(0, -1)).Message);
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1, 2], [], occurrences: [1]));
        Assert.Throws<ArgumentException>(() => new Plan(new Key(1), Size, [1, 2], [], occurrences: [1, -1]));
    }

    [Theory]
    [InlineData(0, int.MaxValue)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(2_000_000_000, 2_000_000_000)]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(0, -5)]
    public void A_range_that_no_batch_can_have_is_refused(int first, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Scene.Range(Size, first, count));

    [Fact]
    public void A_range_may_end_at_the_largest_index() =>
        Assert.Equal([int.MaxValue - 1, int.MaxValue], Scene.Range(Size, int.MaxValue - 1, 2).Samples);
}
