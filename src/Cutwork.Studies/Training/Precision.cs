namespace Cutwork.Studies;

/// <summary>The numbers in which a network is computed.</summary>
public enum Precision
{
    /// <summary>32-bit floats.</summary>
    F32,

    /// <summary>
    /// Convolutions and the last layer in bfloat16, norms and losses in f32, weights kept and moved in f32 (Micikevicius et al. 2018): several times
    /// as fast on processors with AVX512_BF16 or AMX, and on recent GPUs.
    /// </summary>
    BF16,
}
