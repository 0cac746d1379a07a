using BenchmarkDotNet.Attributes;

namespace Cutwork.Bench;

/// <summary>Drawing plans for 256 samples.</summary>
[MemoryDiagnoser]
public class Draw
{
    private static readonly Scene Samples = Scene.Range(new Size(224, 224), first: 0, CoreGates.Batch);
    private Recipe recipe = Recipes.Nothing;
    private int epoch;

    public static IEnumerable<string> Names =>
        Drawing.BatchScope.Concat(Drawing.SampleScope).Select(drawn => drawn.Name);

    [ParamsSource(nameof(Names))]
    public string Drawn { get; set; } = "";

    [GlobalSetup]
    public void Setup() =>
        recipe = Drawing.BatchScope.Concat(Drawing.SampleScope).First(drawn => drawn.Name == Drawn).Recipe;

    [Benchmark]
    public Plan Plan() => recipe.Draw(new Key(seed: 1, epoch++), Samples);
}
