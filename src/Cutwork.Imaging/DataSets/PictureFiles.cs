namespace Cutwork.Imaging;

/// <summary>Which files count as pictures, and in which order a folder is listed.</summary>
internal static class PictureFiles
{
    public const string Extensions = ".jpg, .jpeg, .png, .webp, .bmp or .gif";

    /// <summary>By the extension alone: what a file really holds is found when it is read.</summary>
    public static bool IsPicture(string name) => IsPictureExtension(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>True for one of the extensions, its dot included, in small letters.</summary>
    public static bool IsPictureExtension(string extension) =>
        extension is ".jpg" or ".jpeg" or ".png" or ".webp" or ".bmp" or ".gif";

    /// <summary>The pictures directly in a folder, in ordinal order of their names.</summary>
    public static string[] In(string folder) => Sorted(Files(folder).Where(IsPicture));

    /// <summary>The files directly in a folder, hidden ones (".name") left out.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Listing(folder, Directory.EnumerateFiles).Where(file => !Path.GetFileName(file).StartsWith('.'));

    /// <summary>The folders directly in a folder, in ordinal order, hidden ones (".name") left out.</summary>
    public static string[] Folders(string folder) =>
        Sorted(
            Listing(folder, Directory.EnumerateDirectories).Where(inner => !Path.GetFileName(inner).StartsWith('.'))
        );

    private static string[] Listing(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return [.. list(folder)];
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataSetException(folder, "there is no permission to list this folder.", error);
        }
        catch (IOException error)
        {
            throw new DataSetException(folder, $"the folder cannot be listed ({error.Message.TrimEnd('.')}).", error);
        }
    }

    private static string[] Sorted(IEnumerable<string> paths)
    {
        string[] sorted = [.. paths];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
