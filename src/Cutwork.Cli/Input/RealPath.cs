namespace Cutwork.Cli;

/// <summary>Where a path leads, links followed: two names of one folder must be known to be one.</summary>
internal static class RealPath
{
    /// <summary>The full path with the links of its existing part resolved.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string? parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        string here = Path.Combine(Of(parent), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target
                ? Path.TrimEndingDirectorySeparator(target)
                : here;
        }
        catch (IOException)
        {
            return here; // a link that leads nowhere, or in circles: opening it will say so
        }
    }

    /// <summary>True where one real path is the other or lies below it.</summary>
    public static bool IsWithin(string inner, string outer) =>
        inner == outer
        || inner.StartsWith(
            Path.EndsInDirectorySeparator(outer) ? outer : outer + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
