using System.Runtime.CompilerServices;

namespace Cutwork.Tests.Policies;

/// <summary>Drawing allocates the plan and next to nothing else; its rented memory is nobody else's meanwhile.</summary>
public class DrawMemoryTests
{
    private const int Samples = 256;

    private static readonly Scene Scene = Scene.Range(new Size(32, 32), 1000, Samples);

    private static readonly Dictionary<string, Policy> Policies = new()
    {
        ["cutout"] = new Cutout(),
        ["cutout with several holes"] = new Cutout { Holes = (3, 8), Placement = Placement.Inside },
        ["cutout for the batch"] = new Cutout { Holes = 20, Scope = Scope.Batch },
        ["random erasing"] = new RandomErasing(),
        ["random erasing with noise"] = new RandomErasing { Probability = 1, Paint = Paint.NormalNoise },
        ["random erasing that fits"] = new RandomErasing { Fit = Fit.Exact, AspectLaw = AspectLaw.LogUniform },
        ["mixup"] = new Mixup(0.2),
        ["mixup by pairs"] = new Mixup(0.2) { Scope = Scope.Pair, Partner = PartnerRule.Reverse },
        ["mixup by samples"] = new Mixup(0.2) { Scope = Scope.Sample, Partner = PartnerRule.Derangement },
        ["cutmix"] = new CutMix(1),
        ["cutmix by samples"] = new CutMix(0.5) { Scope = Scope.Sample, LabelRule = LabelRule.DrawnLambda },
        ["a choice within a choice"] = new Choice(
            new Mixup(0.4),
            new Choice(new CutMix(2) { Scope = Scope.Sample }, new RandomErasing(), new Cutout { Holes = 3 })
            {
                Scope = Scope.Sample,
            }
        )
        {
            Scope = Scope.Sample,
            Weights = [1, 2],
        },
        ["a policy of one's own"] = new PasteTop(),
    };

    public static TheoryData<string> Names => [.. Policies.Keys, .. Presets.All.Select(preset => preset.Name)];

    private static Recipe RecipeOf(string name) =>
        Policies.TryGetValue(name, out Policy? policy) ? new Recipe(policy) : Presets.Get(name).Recipe;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_draw_allocates_its_plan_and_a_constant_per_stage(string name)
    {
        Recipe recipe = RecipeOf(name);
        for (int epoch = 0; epoch < 50; epoch++)
            recipe.Draw(new Key(1, epoch), Scene);

        // The least of several: a garbage collection may take rented memory away in between.
        long excess = long.MaxValue;
        for (int epoch = 0; epoch < 20; epoch++)
        {
            var key = new Key(2, epoch);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Plan plan = recipe.Draw(key, Scene);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            excess = Math.Min(excess, allocated - SizeOf(plan));
        }

        Assert.InRange(excess, long.MinValue, 0);
    }

    /// <summary>The arrays to the byte, 256 for the objects of each stage (itself, its sketch), 152 for the plan's.</summary>
    private static long SizeOf(Plan plan) =>
        152
        + plan.Stages.Sum(stage => 256L + Unsafe.SizeOf<Stroke>() * stage.Strokes.Length + sizeof(int) * (Samples + 1));

    [Theory]
    [MemberData(nameof(Names))]
    public void Drawing_on_many_threads_draws_what_one_alone_draws(string name)
    {
        Recipe recipe = RecipeOf(name);
        Plan[] alone = [.. Enumerable.Range(0, 24).Select(epoch => recipe.Draw(new Key(3, epoch), Scene))];
        var together = new Plan[8][];
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, together.Length)
                .Select(number => new Thread(() =>
                    together[number] = [.. alone.Select(plan => recipe.Draw(plan.Key, Scene))]
                )),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.All(together, plans => Assert.Equal(alone, plans));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_may_draw_another_recipe_while_it_draws(string name)
    {
        Recipe inner = RecipeOf(name);
        Plan expectedInner = inner.Draw(new Key(4), Scene);
        Plan expected = new Recipe(new PasteTop(), new Cutout { Holes = (1, 4) }).Draw(new Key(5), Scene);
        int rounds = 0;
        var nesting = new PasteTop
        {
            Meanwhile = () =>
            {
                Assert.Equal(expectedInner, inner.Draw(new Key(4), Scene));
                rounds++;
            },
        };

        Plan plan = new Recipe(nesting, new Cutout { Holes = (1, 4) }).Draw(new Key(5), Scene);

        Assert.Equal(expected, plan);
        Assert.Equal(Samples / 8, rounds);
    }

    [Fact]
    public void A_recipe_may_draw_itself_while_it_draws()
    {
        Recipe? recipe = null;
        int depth = 0;
        var nesting = new PasteTop
        {
            Meanwhile = () =>
            {
                if (++depth < 3)
                    recipe!.Draw(new Key(6), Scene);
                depth--;
            },
        };
        recipe = new Recipe(new Choice(nesting, new Mixup(0.3)) { Scope = Scope.Sample });
        var plain = new Recipe(new Choice(new PasteTop(), new Mixup(0.3)) { Scope = Scope.Sample });

        Assert.Equal(plain.Draw(new Key(7), Scene), recipe.Draw(new Key(7), Scene));
    }

    [Fact]
    public void A_failed_draw_leaves_the_next_one_whole()
    {
        var failing = new Recipe(new PasteTop { Meanwhile = () => throw new NotSupportedException() });
        Plan expected = RecipeOf("timm-elem").Draw(new Key(8), Scene);

        for (int round = 0; round < 5; round++)
        {
            Assert.Throws<NotSupportedException>(() => failing.Draw(new Key(8), Scene));
            Assert.Equal(expected, RecipeOf("timm-elem").Draw(new Key(8), Scene));
        }
    }

    [Fact]
    public void A_sketch_that_was_kept_takes_no_more_strokes()
    {
        Sketch? kept = null;
        new Recipe(new PasteTop { Seen = sketch => kept = sketch }).Draw(new Key(9), Scene);

        Assert.Throws<InvalidOperationException>(() => new PasteTop().Draw(kept!));
        Assert.Throws<InvalidOperationException>(() => new Cutout().Draw(kept!));
    }

    [Fact]
    public void Partners_may_be_asked_for_several_times()
    {
        PartnerRule[] rules = Enum.GetValues<PartnerRule>();
        var together = new List<int[]>();
        new Recipe(
            new PasteTop
            {
                Seen = sketch =>
                {
                    ReadOnlySpan<int> first = sketch.Partners(rules[0]);
                    ReadOnlySpan<int> second = sketch.Partners(rules[1]);
                    ReadOnlySpan<int> third = sketch.Partners(rules[2]);
                    together.AddRange([first.ToArray(), second.ToArray(), third.ToArray()]);
                },
            }
        ).Draw(new Key(10), Scene);
        for (int index = 0; index < together.Count; index++)
            new Recipe(
                new PasteTop { Seen = sketch => Assert.Equal(together[index], sketch.Partners(rules[index])) }
            ).Draw(new Key(10), Scene);

        Assert.Equal(3, together.Count);
    }

    /// <summary>A policy of a user's own: it pastes the partner's first rows, and may do something in between.</summary>
    private sealed record PasteTop() : Policy(Scope.Sample)
    {
        public Action? Meanwhile { get; init; }
        public Action<Sketch>? Seen { get; init; }

        public override string Name => "paste-top";
        public override Mixing Mixing => Mixing.Regional;
        protected internal override Paint StrokePaint => Paint.Partner;

        protected internal override void Draw(Sketch sketch)
        {
            Seen?.Invoke(sketch);
            ReadOnlySpan<int> partners = sketch.Partners(PartnerRule.Derangement);
            int number = 0;
            foreach (Unit unit in sketch.Units(Scope))
            {
                Rng rng = unit.Open();
                if (number++ % 8 == 0)
                    Meanwhile?.Invoke();
                sketch.Mix(unit, partners, new Region(0, 0, 1 + rng.Below(8), sketch.Size.Width), 0);
            }
        }

        public override string Describe() => "The partner's first rows.";
    }
}
