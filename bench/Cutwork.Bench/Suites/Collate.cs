using BenchmarkDotNet.Attributes;

namespace Cutwork.Bench;

/// <summary>Batches of bytes to normalized floats, in one pass.</summary>
[MemoryDiagnoser]
public class Collate : BatchSuite
{
    [Benchmark(Baseline = true)]
    public void Normalize() => Run("normalize");

    [Benchmark]
    public void Mixup() => Run("mixup");

    [Benchmark]
    public void CutMix() => Run("cutmix");

    [Benchmark]
    public void MixupErase() => Run("mixup+erase");

    [Benchmark]
    public void MixupNoise() => Run("mixup+noise");

    [Benchmark]
    public void MixupInterleaved() => Run("mixup-nhwc");

    [Benchmark]
    public void MixupBrainFloat() => Run("mixup-bf16");

    [Benchmark]
    public void MixupWindows() => Run("mixup-windows");
}
