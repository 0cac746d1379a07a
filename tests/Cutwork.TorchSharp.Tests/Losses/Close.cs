using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Losses;

/// <summary>Equality of tensors to the sixth digit.</summary>
internal static class Close
{
    public static void Assert(Tensor expected, Tensor actual, double tolerance = 1e-6)
    {
        Xunit.Assert.Equal(expected.shape, actual.shape);
        double[] wanted = Values(expected);
        double[] given = Values(actual);
        for (int i = 0; i < wanted.Length; i++)
            Xunit.Assert.Equal(wanted[i], given[i], tolerance * Math.Max(1, Math.Abs(wanted[i])));
    }

    /// <summary>Losses, and what flows back from them to inputs of the same numbers.</summary>
    public static void AssertWithGradients(
        Tensor expected,
        Tensor expectedInput,
        Tensor actual,
        Tensor actualInput,
        double tolerance = 1e-6
    )
    {
        Assert(expected, actual, tolerance);
        Flow(expected);
        Flow(actual);
        Xunit.Assert.Equal(actualInput.dtype, actualInput.grad!.dtype);
        Assert(expectedInput.grad!, actualInput.grad!, tolerance);
        Xunit.Assert.True(expectedInput.grad!.abs().sum().item<double>() > 0.01);
    }

    // Each element with another factor, so that gradients that went to another row would show.
    private static void Flow(Tensor loss) => (loss * (arange(loss.numel()).view(loss.shape) + 1)).sum().backward();

    private static double[] Values(Tensor tensor) =>
        tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
}
