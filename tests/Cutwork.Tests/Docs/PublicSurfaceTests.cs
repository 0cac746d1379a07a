namespace Cutwork.Tests.Docs;

/// <summary>The public surface, member by member, as it was last agreed on in PublicSurface.txt.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one()
    {
        PublicSurface.AssertAgreed(typeof(Plan).Assembly, "tests", "Cutwork.Tests", "Docs", "PublicSurface.txt");
    }
}
