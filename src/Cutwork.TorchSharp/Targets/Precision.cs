using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Where sums are made: in float32 at least, as libtorch's autocast does for losses.</summary>
internal static class Precision
{
    /// <summary>float16 and bfloat16 as float32, the others as they are; always a tensor of its own, which a scope may dispose.</summary>
    public static Tensor Widened(Tensor numbers) =>
        numbers.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? numbers.to(ScalarType.Float32) : numbers.alias();

    public static Tensor As(Tensor numbers, ScalarType type) => numbers.dtype == type ? numbers : numbers.to(type);
}
