namespace Cutwork.Tests.Docs;

/// <summary>The public surface, member by member, as it was last agreed on in PublicSurface.txt.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one()
    {
        PublicSurface.AssertAgreed(typeof(Plan).Assembly, "tests", "Cutwork.Tests", "Docs", "PublicSurface.txt");
    }

    [Fact]
    public void There_is_one_public_type_per_file_named_for_it()
    {
        foreach (Type type in typeof(Plan).Assembly.GetExportedTypes().Where(type => !type.IsNested))
        {
            string name = type.Name.Split('`')[0] + ".cs";
            Assert.Single(
                Directory.GetFiles(Path.Combine(Repository.Root, "src", "Cutwork"), name, SearchOption.AllDirectories)
            );
        }
    }
}
