using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Scalars that stay alive while libtorch reads them.</summary>
/// <remarks>
/// TorchSharp makes one of every number in an expression, of the 1 in a + b as well, and passes on its handle alone: where a collection comes between, the
/// finalizer frees it under the call (dotnet/TorchSharp#1434), seen here once, under load, as an "INTERNAL ASSERT FAILED" of Scalar.h. Other numbers
/// than these are held by a using.
/// </remarks>
internal static class Held
{
    public static readonly Scalar Zero = 0;

    public static readonly Scalar One = 1;

    /// <summary>1 − x; to be called in a scope.</summary>
    public static Tensor OneMinus(Tensor numbers) => ones_like(numbers).add(numbers.neg(), One);
}
