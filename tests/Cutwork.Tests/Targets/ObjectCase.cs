using CsCheck;
using Cutwork.Tests.Laws;

namespace Cutwork.Tests.PlanTargets;

/// <summary>A plan, and where each place's objects lie.</summary>
internal sealed record ObjectCase(Plan Plan, ulong Seed, bool Whole)
{
    public static readonly Gen<ObjectCase> Cases = Gen.Select(
        Generate.AnyPlans,
        Gen.ULong,
        Gen.Bool,
        (plan, seed, whole) => new ObjectCase(plan, seed, whole)
    );

    /// <summary>Those with whole boxes, and without weights that floats do not show: the planes are floats.</summary>
    public static readonly Gen<ObjectCase> WholeCases = Cases
        .Select(given => given with { Whole = true })
        .Where(given =>
            given.Plan.Stages.All(stage =>
                stage.Strokes.ToArray().All(stroke => stroke.OwnWeight is 0 or 1 or > 1e-5 and < 1 - 1e-5)
            )
        );

    public int Places => Plan.Count + Plan.Partners.Length;

    /// <summary>0 to 3 objects a place, box by box, and where each place's begin.</summary>
    public (AnnotatedBox[] Boxes, int[] Starts) Objects()
    {
        Rng rng = new Key(Seed).Open();
        var boxes = new List<AnnotatedBox>();
        var starts = new List<int> { 0 };
        for (int place = 0; place < Places; place++)
        {
            for (int left = rng.Below(4); left > 0; left--)
                boxes.Add(new AnnotatedBox(Draw(ref rng), rng.Below(9), boxes.Count));
            starts.Add(boxes.Count);
        }
        return ([.. boxes], [.. starts]);
    }

    private Box Draw(ref Rng rng)
    {
        (int height, int width) = (Plan.Size.Height, Plan.Size.Width);
        if (Whole)
        {
            int top = rng.Below(height);
            int left = rng.Below(width);
            return new Region(top, left, 1 + rng.Below(height - top), 1 + rng.Below(width - left));
        }
        (float from, float to) = Ordered((float)(rng.NextDouble() * height), (float)(rng.NextDouble() * height));
        (float first, float last) = Ordered((float)(rng.NextDouble() * width), (float)(rng.NextDouble() * width));
        return new Box(from, first, to + 0.01f, last + 0.01f);
    }

    private static (float, float) Ordered(float one, float other) => one < other ? (one, other) : (other, one);

    /// <summary>The number of the place that an object belongs to.</summary>
    public static int PlaceOf(int[] starts, int number) => Array.FindLastIndex(starts, start => start <= number);
}
