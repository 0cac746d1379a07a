namespace Cutwork.Imaging;

/// <summary>
/// The parts of a data set, told by names: "train", "val" and "test" as whole words of a file's or folder's name, in small letters or
/// capitals. "valid" and "validation" are "val", "training" and "testing" what they say, "trainset" and "testdata" too,
/// and "t10k" is "test", as MNIST has it.
/// </summary>
internal static class Part
{
    public const string Train = "train";

    private static readonly string[] Endings = ["dataset", "set", "data", "images", "image", "imgs", "img", "split"];

    /// <summary>A word for a part as it is used here; other words stay.</summary>
    public static string Normal(string part) => Of(part) ?? part;

    /// <summary>The part that a name says; null where it says none, or several.</summary>
    public static string? Of(string name)
    {
        string[] parts = [.. Words(name).Select(word => OfWord(word.Text)).OfType<string>().Distinct()];
        return parts.Length == 1 ? parts[0] : null;
    }

    /// <summary>A name without the word that says its part: the same for files that belong together.</summary>
    public static string Rest(string name)
    {
        string rest = name;
        foreach ((int at, string text) in Words(name).Reverse())
            if (OfWord(text) is not null)
                rest = rest.Remove(at, text.Length);
        return rest;
    }

    /// <summary>The words of a name in small letters: runs of letters, and "t10k".</summary>
    public static IEnumerable<(int At, string Text)> Words(string name)
    {
        int at = 0;
        while (at < name.Length)
        {
            int length = 0;
            if (string.Compare(name, at, "t10k", 0, 4, StringComparison.OrdinalIgnoreCase) == 0)
                length = 4;
            else
                while (at + length < name.Length && char.IsLetter(name[at + length]))
                    length++;
            if (length > 0)
                yield return (at, name.Substring(at, length).ToLowerInvariant());
            at += Math.Max(length, 1);
        }
    }

    /// <summary>The files of a part.</summary>
    /// <param name="folder">Where they lie, for errors.</param>
    /// <param name="paths">All of the kind.</param>
    /// <param name="part">The part asked for.</param>
    /// <param name="isWhole">Whether the folder itself is that part.</param>
    /// <exception cref="DataSetException">There is no such part, or it cannot be told which files are.</exception>
    public static string[] Choose(string folder, string[] paths, string part, bool isWhole)
    {
        (string Path, string? Part)[] files = [.. paths.Select(path => (path, Of(Path.GetFileName(path))))];
        string[] named = [.. files.Where(file => file.Part == part).Select(file => file.Path)];
        string[] unnamed = [.. files.Where(file => file.Part is null).Select(file => file.Path)];
        if (unnamed.Length == paths.Length && (isWhole || part == Train))
            return paths;
        if (named.Length > 0 && (unnamed.Length == 0 || part != Train))
            return named;
        string[] there =
        [
            .. files
                .Select(file => file.Part ?? Train)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(one => $"\"{one}\""),
        ];
        if (unnamed.Length == 0 || unnamed.Length == paths.Length)
            throw new DataSetException(
                folder,
                $"there is no part \"{SafeName.Show(part)}\" here, only {string.Join(" and ", there)}; a part is a whole word of the names."
            );
        string other = Path.GetFileName(Array.Find(files, file => file.Part is not null).Path);
        throw new DataSetException(
            folder,
            $"it cannot be told which files are the part \"{SafeName.Show(part)}\": {Listed(unnamed)} {(unnamed.Length == 1 ? "names" : "name")} no part, "
                + $"but {SafeName.Show(other)} is \"{Of(other)}\". Give every file its part as a whole word of its name (train, val, test), or put the parts into folders."
        );
    }

    /// <summary>Names for a message, the first few.</summary>
    public static string Listed(IEnumerable<string> paths, int most = 5)
    {
        string[] names = [.. paths.Select(path => SafeName.Show(Sources.NameOf(path)))];
        return names.Length <= most
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(most))} and {names.Length - most} more";
    }

    // "trainset" and "testdata" are written as one word, and as two: both say the same.
    private static string? OfWord(string word)
    {
        foreach (string ending in Endings)
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return OfPlainWord(word[..^ending.Length]);
        return OfPlainWord(word);
    }

    private static string? OfPlainWord(string word) =>
        word switch
        {
            "train" or "training" => Train,
            "val" or "valid" or "validation" => "val",
            "test" or "testing" or "t10k" => "test",
            _ => null,
        };
}
