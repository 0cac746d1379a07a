using Cutwork.Tests.Docs;

namespace Cutwork.Imaging.Tests.Docs;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one() =>
        PublicSurface.AssertAgreed(
            typeof(Picture).Assembly,
            "tests",
            "Cutwork.Imaging.Tests",
            "Docs",
            "PublicSurface.txt"
        );
}
