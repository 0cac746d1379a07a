using System.Runtime.Intrinsics;

namespace Cutwork.Tests.Kernels;

public class VectorWidthTest
{
    /// <summary>
    /// The rows of CI that narrow the instruction set name the width they mean in CUTWORK_VECTOR_BITS; a misspelled switch
    /// would otherwise test the same code again without a word.
    /// </summary>
    [Fact]
    public void The_vectors_are_as_wide_as_asked_for()
    {
        string? asked = Environment.GetEnvironmentVariable("CUTWORK_VECTOR_BITS");
        Assert.SkipWhen(
            string.IsNullOrEmpty(asked),
            "CUTWORK_VECTOR_BITS is not set: this run takes the processor's width"
        );
        int width =
            Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 0;

        Assert.Equal(asked, $"{width}");
    }
}
