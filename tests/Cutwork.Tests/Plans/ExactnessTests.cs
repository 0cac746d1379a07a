using CsCheck;
using Cutwork.Tests.Laws;

namespace Cutwork.Tests.Plans;

public class ExactnessTests
{
    private static readonly Gen<Region> Regions = Gen.Select(
        Gen.Int[0, 40],
        Gen.Int[0, 40],
        Gen.Int[1, 9],
        Gen.Int[1, 9],
        (top, left, height, width) => new Region(top, left, height, width)
    );

    [Fact]
    public void The_sweep_finds_an_overlap_where_comparing_all_pairs_does() =>
        Regions
            .List[0, 12]
            .Sample(regions =>
            {
                bool any = false;
                for (int i = 1; i < regions.Count; i++)
                for (int j = 0; j < i; j++)
                    any |= !regions[i].Intersect(regions[j]).IsEmpty;
                return Exactness.AnyOverlap(regions) == any;
            });

    [Fact]
    public void A_thousand_tiles_share_no_pixel_until_one_grows()
    {
        var tiles = new List<Region>();
        for (int tile = 0; tile < 1024; tile++)
            tiles.Add(new Region(tile / 32 * 7, tile % 32 * 5, 7, 5));

        Assert.False(Exactness.AnyOverlap(tiles));
        for (int tile = 0; tile < 1024 - 33; tile += 31)
        {
            List<Region> grown = [.. tiles];
            grown[tile] = new Region(tiles[tile].Top, tiles[tile].Left, 8, 5);
            Assert.True(Exactness.AnyOverlap(grown));
        }
    }

    /// <summary>A drawn plan skips the checks that its sketch has made; the checking constructors make the same of it.</summary>
    [Fact]
    public void A_drawn_plan_is_what_its_strokes_make_through_all_checks() =>
        Generate.Plans.Sample(plan =>
            plan.Equals(
                new Plan(
                    plan.Key,
                    plan.Size,
                    plan.Samples,
                    [.. plan.Stages.Select(stage => new Stage(stage.Count, stage.Origins, stage.Strokes))],
                    occurrences: plan.Occurrences
                )
            )
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_policy_that_draws_what_cannot_be_is_told_so(Faulty policy, string reason)
    {
        var recipe = new Recipe(policy);

        Assert.Contains(
            reason,
            Assert.Throws<ArgumentException>(() => recipe.Draw(new Key(1), Scene.Range(new Size(8, 8), 0, 2))).Message
        );
    }

    public static TheoryData<Faulty, string> Faults =>
        new()
        {
            {
                new Faulty(Paint.Mean) { Region = new Region(0, 0, 9, 1) },
                "outside"
            },
            {
                new Faulty(Paint.Partner) { Region = new Region(-1, 0, 2, 1), Mixes = true },
                "outside"
            },
            { new Faulty(Paint.Partner), "image -1" },
            {
                new Faulty(Paint.Mean) { Mixes = true },
                "paints otherwise"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, Partner = 2 },
                "image 2"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, OwnWeight = 1.5 },
                "opacity"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, OwnWeight = double.NaN },
                "opacity"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, DrawnLambda = -1 },
                "from 0 to 1"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, DrawnLambda = double.NaN },
                "from 0 to 1"
            },
            {
                new Faulty(Paint.Partner) { Mixes = true, Times = 2 },
                "count twice"
            },
        };

    [Fact]
    public void A_drawn_lambda_beside_another_paste_is_refused_whatever_policies_claim()
    {
        var paste = new Faulty(Paint.Partner) { Mixes = true };
        var recipe = new Recipe(paste, paste with { DrawnLambda = 0.5 });

        Assert.Contains(
            "no λ would be right",
            Assert.Throws<ArgumentException>(() => recipe.Draw(new Key(1), Scene.Range(new Size(8, 8), 0, 2))).Message
        );
    }

    [Fact]
    public void Two_policies_that_both_paste_are_labeled_by_what_is_seen()
    {
        var recipe = new Recipe(
            new Faulty(Paint.Partner) { Mixes = true, Region = new Region(0, 0, 8, 4) },
            new Faulty(Paint.Partner) { Mixes = true, Region = new Region(0, 0, 4, 8) }
        );
        Plan plan = recipe.Draw(new Key(1), Scene.Range(new Size(8, 8), 0, 2));

        // The left half and the upper half of the other, a quarter of the image in both.
        Assert.Equal([(0, 0.25), (1, 0.75)], plan.LabelWeights(0));
    }

    /// <summary>A policy that lays one stroke as it is told, and claims to mix nothing.</summary>
    public sealed record Faulty(Paint Laid) : Policy(Scope.Sample)
    {
        public Region Region { get; init; } = new(0, 0, 2, 2);
        public bool Mixes { get; init; }
        public int Partner { get; init; } = 1;
        public double OwnWeight { get; init; }
        public double? DrawnLambda { get; init; }
        public int Times { get; init; } = 1;

        public override string Name => "faulty";
        public override Mixing Mixing => Mixing.None;
        protected internal override Paint StrokePaint => Laid;

        protected internal override void Draw(Sketch sketch)
        {
            foreach (Unit unit in sketch.Units(Scope))
            {
                Rng rng = unit.Open();
                for (int time = 0; time < Times; time++)
                    if (Mixes)
                        sketch.Mix(unit, [Partner, Partner], Region, OwnWeight, DrawnLambda);
                    else
                        sketch.Erase(unit, Region, ref rng);
            }
        }

        public override string Describe() => "One stroke.";
    }
}
