namespace Cutwork.Imaging;

/// <summary>Tells tar shards from archives that lie beside what was unpacked from them.</summary>
internal static class Shards
{
    /// <summary>The names of a folder's shards; none where the folder is a set of pictures with archives or a few shards beside.</summary>
    /// <exception cref="DataSetException">There are shards and folders of pictures, and it cannot be told which is the set.</exception>
    public static string[] Of(FolderSurvey folder)
    {
        string[] shards = Array.FindAll(folder.Files, SourceFile.IsShardName);
        if (shards.Length == 0 || shards.Length < folder.Pictures.Length)
            return [];
        FolderSurvey[] pictures = Array.FindAll(folder.Folders, inner => inner.HasPictures);
        if (pictures.Length == 0)
            return shards;
        string[] rest = Array.FindAll(shards, shard => !IsUnpacked(folder, shard));
        if (rest.Length == 0)
            return [];
        throw new DataSetException(
            folder.Path,
            $"there are both tar shards ({Part.Listed(rest)}) and folders of pictures ({Part.Listed(pictures.Select(inner => inner.Name))}): "
                + "it cannot be told which of them is the set. Open one of them by its path, or put them into folders of their own."
        );
    }

    // Called as a folder here or as this one, or its first file lies unpacked here.
    private static bool IsUnpacked(FolderSurvey folder, string shard)
    {
        string stem = shard[..shard.LastIndexOf(".t", StringComparison.OrdinalIgnoreCase)];
        if (
            stem.Equals(folder.Name, StringComparison.OrdinalIgnoreCase)
            || Array.Exists(folder.Folders, inner => inner.Name.Equals(stem, StringComparison.OrdinalIgnoreCase))
        )
            return true;
        string? first = Shard.FirstMember(Path.Combine(folder.Path, shard));
        return first is not null
            && (IsThere(folder, first) || IsThere(folder, first[(first.IndexOf('/', StringComparison.Ordinal) + 1)..]));
    }

    private static bool IsThere(FolderSurvey folder, string member) =>
        member.Contains('/')
        && !member.Split('/').Contains("..")
        && File.Exists(Path.Combine(folder.Path, member.TrimStart('/')));
}
