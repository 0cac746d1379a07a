using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Sums whose hidden factor of 1 stays alive while libtorch reads it (dotnet/TorchSharp#1434).</summary>
internal static class Held
{
    private static readonly Scalar One = 1;

    /// <summary>a + b; to be called in a scope.</summary>
    public static Tensor Sum(Tensor first, Tensor second) => first.add(second, One);
}
