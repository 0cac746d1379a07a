#:project ../src/Cutwork
using Cutwork;

var recipe = new Recipe(new HorizontalBand { Height = 4, Probability = 0.8 });
Plan plan = recipe.Draw(new Key(seed: 1), Scene.Range(new Size(32, 48), first: 0, count: 5));
Console.WriteLine(recipe);
Console.WriteLine(plan);
for (int image = 0; image < plan.Count; image++)
    Console.WriteLine($"{image}: {string.Join("; ", plan.Explain(image))}");

/// <summary>Erases a band of whole rows, SpecAugment's frequency mask (Park et al. 2019).</summary>
internal sealed record HorizontalBand() : Policy(Scope.Sample)
{
    /// <summary>Rows of the band.</summary>
    public int Height { get; init; } = 8;

    public override string Name => "horizontal-band";
    public override Mixing Mixing => Mixing.None;
    protected override Paint StrokePaint => Paint.Mean;

    protected override void Draw(Sketch sketch)
    {
        int height = Math.Min(Height, sketch.Size.Height);
        foreach (Unit unit in sketch.Units(Scope))
        {
            Rng rng = unit.Open();
            if (!rng.Chance(Probability))
                continue;
            int top = rng.Below(sketch.Size.Height - height + 1); // every place alike, the last row included
            sketch.Erase(unit, new Region(top, 0, height, sketch.Size.Width), ref rng);
        }
    }

    public override string Describe() => $"A band of {Height} rows on {Probability:P0} of the images.";
}
