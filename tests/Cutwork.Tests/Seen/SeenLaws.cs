using CsCheck;
using Cutwork.Tests.Laws;
using Cutwork.Tests.Reference;

namespace Cutwork.Tests.WhatIsSeen;

/// <summary>What is seen of an image, against each of its pixels worked out by itself.</summary>
public class SeenLaws
{
    [Fact]
    public void Every_pixel_is_made_of_what_its_strokes_say() =>
        Generate.AnyPlans.Sample(
            plan =>
            {
                for (int place = 0; place < plan.Count + plan.Partners.Length; place++)
                    if (!IsAsTheOracleSays(plan, place))
                        return false;
                return true;
            },
            iter: 3000
        );

    private static bool IsAsTheOracleSays(Plan plan, int place)
    {
        using Seen seen = plan.See(place);
        int bottom = 0;
        while (seen.Next())
        {
            if (seen.Top != bottom || seen.Bottom <= seen.Top)
                return false;
            bottom = seen.Bottom;
            int right = 0;
            foreach (SeenRun run in seen.Runs)
            {
                if (run.Left != right || run.Right <= run.Left)
                    return false;
                right = run.Right;
                SeenPart[] parts = seen.PartsOf(run).ToArray();
                for (int y = seen.Top; y < seen.Bottom; y++)
                for (int x = run.Left; x < run.Right; x++)
                    if (!parts.SequenceEqual(PixelOracle.PartsAt(plan, place, y, x)))
                        return false;
            }
            if (right != plan.Size.Width)
                return false;
        }
        return bottom == plan.Size.Height;
    }

    [Fact]
    public void Labels_are_the_means_of_what_is_seen() =>
        Generate.AnyPlans.Sample(
            plan =>
            {
                for (int place = 0; place < plan.Count; place++)
                {
                    double[] means = Means(plan, place);
                    double[] weights = new double[means.Length];
                    foreach ((int from, double weight) in plan.LabelWeights(place))
                        weights[from] += weight;
                    for (int from = 0; from < means.Length; from++)
                        if (Math.Abs(means[from] - weights[from]) > 1e-12)
                            return false;
                }
                return true;
            },
            iter: 2000
        );

    private static double[] Means(Plan plan, int place)
    {
        double[] means = new double[plan.Count + plan.Partners.Length];
        for (int y = 0; y < plan.Size.Height; y++)
        for (int x = 0; x < plan.Size.Width; x++)
            foreach (SeenPart part in PixelOracle.PartsAt(plan, place, y, x))
                means[part.Place] += part.Weight / plan.Size.Area;
        return means;
    }

    [Fact]
    public void Many_mixing_stages_take_no_more_than_stages_times_images()
    {
        // 60 mixups of 8 images: 2⁶⁰ ways from pixel to source.
        var recipe = new Recipe([.. Enumerable.Repeat<Policy>(new Mixup { Scope = Scope.Sample }, 60)]);
        Plan plan = recipe.Draw(new Key(3), Scene.Range(new Size(9, 7), 0, 8));

        double[] seen = new double[8];
        using (Seen image = plan.See(2))
            while (image.Next())
                foreach (SeenRun run in image.Runs)
                foreach (SeenPart part in image.PartsOf(run))
                    seen[part.Place] += part.Weight * run.Width * (image.Bottom - image.Top) / plan.Size.Area;
        double[] labels = new double[8];
        foreach ((int place, double weight) in plan.LabelWeights(2))
            labels[place] = weight;
        float[] soft = new float[64];
        plan.Apply([0, 1, 2, 3, 4, 5, 6, 7], soft, 8);

        Assert.All(seen.Zip(labels), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(seen.Zip(soft[16..24]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(1, seen.Sum(), 1e-12);
    }

    [Fact]
    public void A_second_image_can_be_seen_while_one_is()
    {
        Plan plan = new Recipe(new CutMix(), new Cutout()).Draw(new Key(5), Scene.Range(new Size(16, 16), 0, 4));
        using Seen first = plan.See(0);
        Assert.True(first.Next());
        SeenRun[] before = first.Runs.ToArray();
        using (Seen second = plan.See(1))
            while (second.Next()) { }

        Assert.Equal(before, first.Runs.ToArray());
    }

    [Fact]
    public void A_place_that_is_not_there_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            using Seen seen = new Recipe(new CutMix()).Draw(new Key(1), Scene.Range(new Size(4, 4), 0, 2)).See(2);
        });
}
