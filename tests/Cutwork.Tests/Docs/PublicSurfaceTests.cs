using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cutwork.Tests.Docs;

/// <summary>The public surface, member by member, as it was last agreed on in PublicSurface.txt.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_agreed_one()
    {
        string path = Path.Combine(Repository.Root, "tests", "Cutwork.Tests", "Docs", "PublicSurface.txt");
        string surface = Surface(typeof(Plan).Assembly);
        if (Environment.GetEnvironmentVariable("CUTWORK_ACCEPT_SURFACE") == "1")
            File.WriteAllText(path, surface);

        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == surface,
            $"The public surface is not the agreed one; if the change is meant, run the tests once with CUTWORK_ACCEPT_SURFACE=1 and read the difference of {path}."
        );
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

    private static string Surface(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            string[] members =
            [
                .. type.GetMembers(
                        BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.Instance
                            | BindingFlags.Static
                            | BindingFlags.DeclaredOnly
                    )
                    .Where(IsVisible)
                    .Select(member => $"    {member}")
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            text.AppendJoin("", members.Select(member => member + "\n"));
        }
        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && member switch
        {
            MethodBase method => !method.IsSpecialName
                && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
                || method is ConstructorInfo { IsPublic: true },
            PropertyInfo property => IsVisible(property.GetMethod ?? property.SetMethod!)
                || property.GetMethod is { IsPublic: true } or { IsFamilyOrAssembly: true },
            FieldInfo field => field.IsPublic || field.IsFamily,
            _ => false,
        };
}
