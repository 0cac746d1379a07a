using System.Xml.Linq;
using Cutwork.Tests.Docs;

namespace Cutwork.Cli.Tests.Architecture;

/// <summary>A package's project: what it compiles, and what it says that it references.</summary>
internal sealed class SourceProject
{
    private readonly XDocument project;
    private readonly string folder;

    public SourceProject(string name)
    {
        Name = name;
        folder = Path.Combine(Repository.Root, "src", name);
        project = XDocument.Load(Path.Combine(folder, $"{name}.csproj"));
    }

    public string Name { get; }

    public string[] Projects =>
        [.. Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).Order()];

    public string[] Packages => [.. Included("PackageReference").Order()];

    /// <summary>The assemblies that see what is internal.</summary>
    public string[] Friends => [.. Included("InternalsVisibleTo")];

    /// <summary>Each source's path and its folder: the first below the project, or that of the link; "" for the root.</summary>
    public IEnumerable<(string Path, string Folder)> Sources =>
        Directory
            .GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (path, FolderOf(Path.GetRelativePath(folder, path))))
            .Where(source => source.Item2 is not ("bin" or "obj"))
            .Concat(project.Descendants("Compile").SelectMany(Linked));

    private IEnumerable<string> Included(string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private IEnumerable<(string Path, string Folder)> Linked(XElement item)
    {
        string pattern = Path.Combine(folder, item.Attribute("Include")!.Value);
        string? link = item.Attribute("Link")?.Value;
        return Directory
            .GetFiles(Path.GetFullPath(Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern))
            .Select(path => (path, link is null ? item.Attribute("LinkBase")?.Value ?? "" : FolderOf(link)));
    }

    private static string FolderOf(string path) =>
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) is [var first, _, ..] ? first : "";
}
