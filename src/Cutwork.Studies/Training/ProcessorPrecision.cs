using System.Runtime.Intrinsics.X86;

namespace Cutwork.Studies;

/// <summary>Which numbers this machine's processor computes fastest in.</summary>
public static class ProcessorPrecision
{
    // Intel's manual, CPUID leaf 7: subleaf 1, EAX bit 5 is AVX512_BF16; subleaf 0, EDX bit 22 is AMX-BF16.
    private const int Features = 7;

    /// <summary>
    /// <see cref="Precision.BF16"/> on x64 with AVX512_BF16 or AMX, where it is several times as fast as f32; elsewhere <see cref="Precision.F32"/>, as
    /// bf16 in software takes ten times as long.
    /// </summary>
    public static Precision Fastest { get; } = Find();

    private static Precision Find()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < Features)
            return Precision.F32;
        bool vectors = Avx512F.IsSupported && (X86Base.CpuId(Features, 1).Eax & (1 << 5)) != 0;
        bool tiles = (X86Base.CpuId(Features, 0).Edx & (1 << 22)) != 0;
        return vectors || tiles ? Precision.BF16 : Precision.F32;
    }
}
