using Cutwork.Tests.Docs;

namespace Cutwork.Loading.Tests.Docs;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one() =>
        PublicSurface.AssertAgreed(
            typeof(SampleOrder).Assembly,
            "tests",
            "Cutwork.Loading.Tests",
            "Docs",
            "PublicSurface.txt"
        );
}
