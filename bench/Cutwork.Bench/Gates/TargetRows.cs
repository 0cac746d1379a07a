using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>What boxes and label maps cost beside painting, one thread each: of every image 20 objects, and those of all that is mixed in.</summary>
internal static class TargetRows
{
    private const int Objects = 20;
    private const int Images = 64;
    private const int Rounds = 60;

    private static readonly RandomErasing Erasing = new() { Probability = 1 };
    private static readonly CutMix CutMix = new() { Scope = Scope.Sample, Placement = Placement.Inside };
    private static readonly Mixup Mixup = new() { Scope = Scope.Sample };

    /// <summary>Recipes, with the share of painting's time at 224 pixels that boxes are meant to take at most.</summary>
    private static readonly (string Name, Recipe Recipe, double Aim)[] Rows =
    [
        ("CutMix", new(CutMix), 0.02),
        ("Random Erasing", new(Erasing), 0.02),
        ("preset timm", Presets.Get("timm").Recipe, 0.02),
        ("erased, mixup", new(Erasing, Mixup), 0.06),
        ("erased, CutMix, erased", new(Erasing, CutMix, Erasing), 0.06),
        ("CutMix twice", new(CutMix, CutMix), 0.06),
    ];

    public static IEnumerable<Figure> Run(CancellationToken cancellation)
    {
        foreach (int side in (int[])[224, 32])
        {
            using var bench = new Workbench(new Size(side, side), Images);
            var objects = Drawn(bench.Size);
            foreach ((string name, Recipe recipe, double aim) in Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Boxes($"{side}×{side} boxes, {name}", bench, recipe, objects) with
                {
                    Note =
                        side == 224 ? FormattableString.Invariant($"aim: at most {aim}") : "aim: at most 1 µs an image",
                };
            }
        }
        yield return Maps();
    }

    private static Figure Boxes(
        string name,
        Workbench bench,
        Recipe recipe,
        (AnnotatedBox[] Boxes, int[] Starts) objects
    )
    {
        Plan plan = recipe.Draw(new Key(1), bench.Scene);
        var room = new SeenBox[objects.Boxes.Length];
        byte[] bytes = new byte[plan.Count * plan.Size.Area * Workbench.Channels];
        float[] floats = new float[bytes.Length];
        var options = new ApplyOptions { MaxDegreeOfParallelism = 1 };
        return Share(
            name,
            () =>
            {
                for (int image = 0; image < plan.Count; image++)
                    plan.Apply(image, new(objects.Boxes, objects.Starts), room);
            },
            () =>
                plan.Collate(
                    new ReadOnlyImageBatch<byte>(bytes, Layout.Interleaved(plan.Size, Workbench.Channels), plan.Count),
                    new ImageBatch<float>(floats, Layout.Planar(plan.Size, Workbench.Channels), plan.Count),
                    Palette.ImageNet,
                    options: options
                ),
            "of painting"
        );
    }

    private static Figure Maps()
    {
        Scene scene = Scene.Range(new Size(224, 224), first: 0, Images);
        Plan plan = new Recipe(CutMix, Erasing).Draw(new Key(1), scene);
        var layout = Layout.Planar(plan.Size, 1);
        long[] maps = new long[layout.Elements * Images];
        long[] painted = new long[maps.Length];
        return Share(
            "label maps of i64, CutMix and Random Erasing",
            () => maps.CopyTo(painted, 0),
            () =>
                plan.ApplyToMaps(
                    new ReadOnlyImageBatch<long>(maps, layout, Images),
                    new ImageBatch<long>(painted, layout, Images)
                ),
            "of a copy's speed"
        ) with
        {
            Note = "aim: at least 0.8",
        };
    }

    /// <summary>The time of one over that of the other, round by round.</summary>
    private static Figure Share(string name, Action one, Action other, string unit)
    {
        for (int round = 0; round < Rounds; round++)
        {
            one();
            other();
        }
        var shares = new List<double>();
        var times = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            double first = Time(one);
            double second = Time(other);
            shares.Add(first / second);
            times.Add(first);
        }
        return new Figure($"targets: {name}", 1, Spread.Of(shares).Median, unit)
        {
            Spread = Spread.Of(shares),
            Milliseconds = Spread.Of(times).Median,
            LeastMilliseconds = times.Min(),
        };
    }

    private static double Time(Action action)
    {
        long begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static (AnnotatedBox[] Boxes, int[] Starts) Drawn(Size size)
    {
        Rng rng = new Key(7).Open();
        var boxes = new AnnotatedBox[Objects * Images];
        for (int number = 0; number < boxes.Length; number++)
        {
            int top = rng.Below(size.Height);
            int left = rng.Below(size.Width);
            int height = 1 + rng.Below(Math.Min(size.Height - top, size.Height / 2));
            int width = 1 + rng.Below(Math.Min(size.Width - left, size.Width / 2));
            boxes[number] = new(new Region(top, left, height, width), number % 10, number);
        }
        return (boxes, [.. Enumerable.Range(0, Images + 1).Select(place => Objects * place)]);
    }
}
