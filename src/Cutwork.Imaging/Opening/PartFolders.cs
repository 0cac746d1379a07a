namespace Cutwork.Imaging;

/// <summary>Folders that are the parts of a set: "train", "valid" and "test" beside each other.</summary>
/// <param name="Chosen">The folder of the part asked for; null where the folders are no parts.</param>
/// <param name="Parts">All of them, the chosen one included.</param>
/// <param name="Others">Folders beside them, without pictures or files of a set.</param>
/// <param name="Above">Where they lie.</param>
internal sealed record PartFolders(
    FolderSurvey? Chosen,
    FolderSurvey[] Parts,
    FolderSurvey[] Others,
    FolderSurvey? Above
)
{
    public static PartFolders None { get; } = new(null, [], [], null);

    public bool AreChosen => Chosen is not null;

    /// <summary>The parts that a folder's folders are.</summary>
    /// <exception cref="DataSetException">There is no such part, or it cannot be told whether they are parts or classes.</exception>
    public static PartFolders Of(FolderSurvey folder, string part)
    {
        FolderSurvey[] filled = Array.FindAll(folder.Folders, HoldsSet);
        FolderSurvey[] named = Array.FindAll(filled, inner => Part.Of(inner.Name) is not null);
        if (named.Length == 0)
            return None;
        string[] there = [.. named.Select(inner => Part.Of(inner.Name)!).Distinct()];
        FolderSurvey[] unnamed = [.. filled.Except(named)];
        // "train" is a class of vehicles too: alone, and filled as its neighbors are, it is one.
        if (unnamed.Length > 0 && there.Length == 1 && !Array.Exists(named, HoldsFolders))
            return None;
        if (unnamed.Length > 0)
            throw Unclear(
                folder,
                $"{Part.Listed(named.Select(inner => inner.Name))} {(named.Length == 1 ? "is" : "are")} called after parts of a set, and {Part.Listed(unnamed.Select(inner => inner.Name))} {(unnamed.Length == 1 ? "is" : "are")} not: they could be parts or classes",
                $"Move {(unnamed.Length == 1 ? "that folder" : "those folders")} elsewhere, call it \"train\", \"val\" or \"test\" if it is a part, open a part by its path ({SafeName.Show(Example(named).Path)}), or give classes other names"
            );
        FolderSurvey[] chosen = Array.FindAll(named, inner => Part.Of(inner.Name) == part);
        if (chosen.Length > 1)
            throw Unclear(
                folder,
                $"{Part.Listed(chosen.Select(inner => inner.Name))} are all called \"{part}\"",
                "Open one of them by its path"
            );
        if (chosen.Length == 0)
            throw new DataSetException(
                folder.Path,
                $"there is no part \"{SafeName.Show(part)}\" here, only {string.Join(" and ", there.Order(StringComparer.Ordinal).Select(one => $"\"{one}\""))}; a part is a whole word of a folder's name."
            );
        return new PartFolders(chosen[0], named, [.. folder.Folders.Except(filled)], folder);
    }

    /// <summary>The names of the class folders of all parts, in ordinal order, so that a label means the same in each.</summary>
    public string[] ClassesOf(FolderSurvey folder) =>
        [
            .. Parts
                .Append(folder)
                .SelectMany(part => part.Folders)
                .Where(inner => inner.HasPictures)
                .Select(inner => inner.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Refuses pieces of a set, which would pass for its classes: "trainA, trainB, testA", "fold1, fold2".</summary>
    /// <exception cref="DataSetException">All folders are called so.</exception>
    public static void RefusePieces(FolderSurvey folder, FolderSurvey[] unnamed)
    {
        string?[] pieces = [.. unnamed.Select(inner => PieceOf(inner.Name))];
        if (pieces.Length < 2 || Array.Exists(pieces, piece => piece is null))
            return;
        string[] different = [.. pieces.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        bool areParts = different.Length > 1 && Array.TrueForAll(different, piece => Part.Of(piece) is not null);
        bool areNumbered = different.Length == 1 && Part.Of(different[0]) is null;
        if (areParts || areNumbered)
            throw Unclear(
                folder,
                $"{Part.Listed(unnamed.Select(inner => inner.Name))} are called as pieces of one set are, not as classes",
                $"Open one of them by its path ({SafeName.Show(unnamed[0].Path)}), put their class folders together, or give classes other names"
            );
    }

    private static FolderSurvey Example(FolderSurvey[] named) =>
        Array.Find(named, inner => Part.Of(inner.Name) == Part.Train) ?? named[0];

    private static bool HoldsSet(FolderSurvey folder) =>
        folder.HasPictures
        || Array.Exists(
            folder.Files,
            file => SourceFile.IsShardName(file) || IdxDataSet.IsImages(file) || CifarDataSet.SplitOf(file) is not null
        );

    private static bool HoldsFolders(FolderSurvey folder) =>
        Array.Exists(folder.Folders, inner => inner.HasPictures) || !folder.HasPictures;

    // The name without its number or letter where it is a piece's.
    private static string? PieceOf(string name)
    {
        string bare = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (bare.Length < name.Length)
        {
            string word = Part.Words(bare).LastOrDefault().Text ?? "";
            return word is "fold" or "folds" or "split" or "part" or "batch" or "chunk" or "shard" or "subset"
                ? bare
                : null;
        }
        // "trainA"
        return name.Length > 1 && char.IsAsciiLetterUpper(name[^1]) && Part.Of(name[..^1]) is { } part ? part : null;
    }

    private static DataSetException Unclear(FolderSurvey folder, string what, string way) =>
        new(folder.Path, $"it cannot be told what its folders are: {what}. {way}.");
}
