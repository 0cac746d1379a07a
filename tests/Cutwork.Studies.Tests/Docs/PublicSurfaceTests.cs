using Cutwork.Tests.Docs;

namespace Cutwork.Studies.Tests.Docs;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one() =>
        PublicSurface.AssertAgreed(
            typeof(Trainer).Assembly,
            "tests",
            "Cutwork.Studies.Tests",
            "Docs",
            "PublicSurface.txt"
        );
}
