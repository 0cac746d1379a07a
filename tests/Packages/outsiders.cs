#:package Cutwork.Loading@VERSION
#:property TargetFramework=net10.0

// What is written outside of Cutwork, against its packages alone: a policy that mixes, its form in recipe files, a target, a data set.
using System.Text.Json.Serialization;
using Cutwork;
using Cutwork.Imaging;
using Cutwork.Loading;

PolicyCatalog catalog = PolicyCatalog.BuiltIn.With(new StripMix(), Forms.Default.StripMix);
const string file = """
    {"policies": [{"policy": "cutmix"}, {"policy": "choice", "policies": [{"policy": "strip-mix", "alpha": 2}, {"policy": "cutout"}]}]}
    """;
Recipe recipe = Recipe.FromJson(file, catalog);
Console.WriteLine(recipe);
Check(Recipe.FromJson(recipe.ToJson(catalog), catalog).Equals(recipe), "a recipe file comes back");
Check(((StripMix)((Choice)recipe.Policies[1]).Policies[0]).Alpha == 2, "its property was read");

// A target of one's own: how many partners an image shows.
Plan plan = recipe.Draw(new Key(1), Scene.Range(new Size(16, 16), 0, 8));
int[] partners = [.. Enumerable.Range(0, plan.Count).Select(image => PartnersOf(plan, image))];
Console.WriteLine($"partners: {string.Join(' ', partners)}");
Check(partners.Any(count => count > 0), "a partner is seen");
Check(
    partners.Select((count, image) => plan.LabelWeights(image).Count - 1 == count).All(agrees => agrees),
    "and labels know as many"
);

// A data set of one's own, and one around it.
using var loader = new Loader<float>(
    new Renamed(new Gradients()),
    new LoaderOptions
    {
        Size = new Size(16, 16),
        BatchSize = 4,
        Recipe = recipe,
        Framing = Framing.Stretch,
    }
);
int images = 0;
foreach (LoadedBatch<float> batch in loader.Read(epoch: 0))
    using (batch)
        images += batch.Count;
Check(images == 10, "all samples were loaded");
return 0;

static int PartnersOf(Plan plan, int image)
{
    var places = new HashSet<int>();
    using Seen seen = plan.See(image);
    while (seen.Next())
        foreach (SeenRun run in seen.Runs)
        foreach (SeenPart part in seen.PartsOf(run))
            if (part.Place != image)
                places.Add(part.Place);
    return places.Count;
}

static void Check(bool holds, string what)
{
    Console.WriteLine($"{what}: {holds}");
    if (!holds)
        Environment.Exit(1);
}

/// <summary>Pastes a strip of the partner over the full height, its width 1 − λ of the image's.</summary>
public sealed record StripMix(double Alpha = 1) : MixingPolicy(Alpha)
{
    [JsonIgnore]
    public override string Name => "strip-mix";

    [JsonIgnore]
    public override Mixing Mixing => Mixing.Regional;

    protected override void Mix(Sketch sketch, Unit unit, ReadOnlySpan<int> partners, double lambda, ref Rng rng)
    {
        int width = (int)Math.Round((1 - lambda) * sketch.Size.Width);
        int left = rng.Below(sketch.Size.Width - width + 1);
        sketch.Mix(unit, partners, new Region(0, left, sketch.Size.Height, width), ownWeight: 0);
    }

    public override string Describe() => $"A strip on {Frequency()}: {DescribeLambda()}, from {DescribePartner()}.";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StripMix))]
public sealed partial class Forms : JsonSerializerContext;

/// <summary>Ten gray ramps.</summary>
public sealed class Gradients : IDataSet
{
    public string Name => "gradients";
    public IReadOnlyList<string> Classes => ["even", "odd"];
    public int Count => 10;

    public string NameOf(int index) => $"ramp {index}";

    public DataSample Read(int index)
    {
        var layout = Layout.Interleaved(new Size(16, 16), 3);
        byte[] pixels = [.. Enumerable.Range(0, layout.Elements).Select(element => (byte)(element / 3 + index))];
        return new DataSample(index, NameOf(index), new Picture(layout.Size, 3, pixels), index % 2);
    }

    public void Dispose() { }
}

/// <summary>Another set's samples under another name.</summary>
public sealed class Renamed(IDataSet set) : IDataSet
{
    public string Name => "renamed";
    public IReadOnlyList<string> Classes => set.Classes;
    public int Count => set.Count;

    public string NameOf(int index) => $"renamed {set.NameOf(index)}";

    public DataSample Read(int index) => set.Read(index) with { Name = NameOf(index) };

    public void Dispose() => set.Dispose();
}
