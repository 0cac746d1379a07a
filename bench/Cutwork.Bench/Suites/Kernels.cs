using BenchmarkDotNet.Attributes;

namespace Cutwork.Bench;

/// <summary>Two images that fit into a core's cache, so that arithmetic is what is timed.</summary>
[MemoryDiagnoser]
public class Kernels
{
    private const int Count = 2;
    private static readonly ApplyOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private Workbench? bench;
    private readonly Dictionary<string, Operation> operations = [];

    [GlobalSetup]
    public void Setup()
    {
        bench = new Workbench(new Size(112, 112), Count);
        var all = new Operations(bench);
        foreach (string name in (string[])["normalize", "mixup", "mixup-bf16", "mixup-in-place"])
            operations[name] = all[name];
        foreach (
            (string name, Paint paint) in ((string, Paint)[])
                [("fill", Paint.Mean), ("normal", Paint.NormalNoise), ("uniform", Paint.UniformNoise)]
        )
            operations[name] = all.Erase(name, name, PlanSet.Of(Recipes.Noise(paint), bench.Scene));
    }

    [GlobalCleanup]
    public void Cleanup() => bench?.Dispose();

    [Benchmark]
    public void Normalize() => Run("normalize");

    [Benchmark]
    public void NormalizeAndBlend() => Run("mixup");

    [Benchmark]
    public void NormalizeAndBlendToBrainFloat() => Run("mixup-bf16");

    [Benchmark]
    public void Blend() => Run("mixup-in-place");

    [Benchmark]
    public void Fill() => Run("fill");

    [Benchmark]
    public void NormalNoise() => Run("normal");

    [Benchmark]
    public void UniformNoise() => Run("uniform");

    private void Run(string name) => operations[name].Run(OneThread);
}
