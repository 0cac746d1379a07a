namespace Cutwork.Imaging;

/// <summary>What somebody may have meant who named a set that is not there.</summary>
internal static class NearNames
{
    private const int FarthestEdit = 3;

    public static string Missing(string source)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        string wanted = Path.GetFileName(full);
        string? parent = Path.GetDirectoryName(full);
        string[] beside = parent is not null && Directory.Exists(parent) ? Beside(parent) : [];
        string[] near =
        [
            .. beside
                .Concat(["shapes", .. DataSetCatalog.Sets.Select(set => set.Name)])
                .Select(name => (Name: name, Edits: EditDistance.Between(wanted, name)))
                .Where(pair => pair.Edits <= Math.Min(FarthestEdit, (wanted.Length + 1) / 3))
                .OrderBy(pair => pair.Edits)
                .ThenBy(pair => pair.Name, StringComparer.Ordinal)
                .Take(3)
                .Select(pair => $"\"{SafeName.Show(pair.Name)}\""),
        ];
        string meant = near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
        string where =
            parent is null || Directory.Exists(parent) ? "" : $" (not even the folder {SafeName.Show(parent)})";
        return $"there is no such file or folder{where}.{meant} Built in are \"shapes\", \"fashion-mnist\" and \"cifar10\".";
    }

    private static string[] Beside(string parent)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(parent).Take(10_000).Select(path => Path.GetFileName(path)),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
