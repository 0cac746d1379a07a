using BenchmarkDotNet.Attributes;

namespace Cutwork.Bench;

/// <summary>Batches of floats, in place and out of place.</summary>
[MemoryDiagnoser]
public class Apply : BatchSuite
{
    [Benchmark]
    public void Mixup() => Run("mixup-in-place");

    [Benchmark]
    public void MixupShuffled() => Run("mixup-in-place-shuffled");

    [Benchmark]
    public void MixupOutOfPlace() => Run("mixup-out-of-place");

    [Benchmark]
    public void CutMix() => Run("cutmix-in-place");

    [Benchmark]
    public void Cutout() => Run("cutout");

    [Benchmark]
    public void RandomErasing() => Run("random-erasing");

    [Benchmark]
    public void RandomErasingNoise() => Run("random-erasing-noise");
}
