using System.Runtime.InteropServices;
using Cutwork.Tests.Kernels;

namespace Cutwork.Aot;

/// <summary>Rows of noise are the reference, bit by bit, and nothing beside them is touched.</summary>
internal static class NoiseLaws
{
    private const int Most = 140;
    private const float Untouched = -12345.5f;

    public static IEnumerable<Law> All => [new("rows of noise are the reference's", Rows)];

    private static void Rows()
    {
        using var memory = new GuardedMemory(Most * sizeof(float));
        Span<float> all = memory.All<float>();
        float[] expected = new float[Most];
        foreach (bool normal in (bool[])[false, true])
        foreach (int first in (int[])[0, 1, 2, 3, 5, 1000003])
            for (int length = 0; length <= Most; length++)
                foreach (bool atEnd in (bool[])[false, true])
                {
                    Span<float> reference = expected.AsSpan(0, length);
                    all.Fill(Untouched);
                    Span<float> row = atEnd ? memory.Last<float>(length) : memory.First<float>(length);
                    if (normal)
                    {
                        NoiseReference.Normal(reference, ulong.MaxValue, 2, 4095, first);
                        NoiseField.Normal(row, ulong.MaxValue, 2, 4095, first);
                    }
                    else
                    {
                        NoiseReference.Uniform(reference, 1UL << 32, 1, 1_000_000, first);
                        NoiseField.Uniform(row, 1UL << 32, 1, 1_000_000, first);
                    }
                    Assert.True(
                        MemoryMarshal.AsBytes(reference).SequenceEqual(MemoryMarshal.AsBytes(row)),
                        $"normal: {normal}, {length} from {first}"
                    );
                    Span<float> rest = atEnd ? all[..^length] : all[length..];
                    Assert.False(rest.ContainsAnyExcept(Untouched));
                }
    }
}
