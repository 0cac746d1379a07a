using Cutwork.Tests.Docs;

namespace Cutwork.TorchSharp.Tests.Docs;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one() =>
        PublicSurface.AssertAgreed(
            typeof(TensorMemory).Assembly,
            "tests",
            "Cutwork.TorchSharp.Tests",
            "Docs",
            "PublicSurface.txt"
        );
}
