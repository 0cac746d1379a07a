using Microsoft.CodeAnalysis;

namespace Cutwork.Cli.Tests.Architecture;

/// <summary>All packages, compiled from their sources once.</summary>
internal static class House
{
    private static readonly Lazy<Dictionary<string, SourcePackage>> Compiled = new(Compile);

    /// <summary>In the order of their references.</summary>
    public static readonly string[] Names =
    [
        "Cutwork",
        "Cutwork.Imaging",
        "Cutwork.Loading",
        "Cutwork.TorchSharp",
        "Cutwork.Studies",
        "Cutwork.Cli",
    ];

    public static SourcePackage Of(string name) => Compiled.Value[name];

    private static Dictionary<string, SourcePackage> Compile()
    {
        // What lies beside the tests is what the packages reference; their own assemblies are compiled here.
        PortableExecutableReference[] libraries =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("Cutwork", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
        var packages = new Dictionary<string, SourcePackage>();
        foreach (string name in Names)
        {
            var project = new SourceProject(name);
            packages[name] = new SourcePackage(project, Below(project, packages), libraries);
        }
        return packages;
    }

    private static IEnumerable<SourcePackage> Below(
        SourceProject project,
        Dictionary<string, SourcePackage> packages
    ) => project.Projects.SelectMany(name => Below(packages[name].Project, packages).Append(packages[name])).Distinct();
}
