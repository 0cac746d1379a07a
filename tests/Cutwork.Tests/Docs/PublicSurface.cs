using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cutwork.Tests.Docs;

/// <summary>An assembly's public and protected members as text, held against a file that was agreed on.</summary>
internal static class PublicSurface
{
    public static void AssertAgreed(Assembly assembly, params string[] file)
    {
        string path = Path.Combine([Repository.Root, .. file]);
        string surface = Of(assembly);
        if (Environment.GetEnvironmentVariable("CUTWORK_ACCEPT_SURFACE") == "1")
            File.WriteAllText(path, surface);

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == surface,
            $"The public surface of {assembly.GetName().Name} is not the agreed one; if the change is meant, run the tests once with CUTWORK_ACCEPT_SURFACE=1 and read the difference of {path}."
        );
    }

    private static string Of(Assembly assembly)
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
