namespace Cutwork.Imaging;

/// <summary>
/// Data sets of kinds that are not read: with boxes, masks, outlines, or labels in tables. Their folders would pass for classes, so they are
/// told from what they hold and refused by name.
/// </summary>
internal static class OtherKinds
{
    /// <summary>Refuses a folder whose own entries show that it, or what is around it, is of another kind.</summary>
    /// <exception cref="DataSetException">It is; the message says which, how that was seen, and what to do.</exception>
    public static void Refuse(FolderSurvey folder)
    {
        if (Found(folder) is { } found)
            throw Refusal(folder, found);
    }

    /// <summary>Refuses pictures that folders give one class at most, where a table beside them or above tells more.</summary>
    /// <exception cref="DataSetException">There is such a table.</exception>
    public static void RefuseTables(FolderSurvey folder, FolderSurvey? above)
    {
        if (LabelTables.Found(folder, above) is { } found)
            throw Refusal(folder, found);
    }

    /// <summary>Refuses class folders that files beside or in them, or names across them, show to be something else.</summary>
    /// <exception cref="DataSetException">They are.</exception>
    public static void RefuseAcross(FolderSurvey folder, FolderSurvey[] classes)
    {
        if ((ContraryTables.Found(folder, classes) ?? Companions.Across(classes)) is { } found)
            throw Refusal(folder, found);
    }

    private static OtherKind? Found(FolderSurvey folder) =>
        Written(folder) ?? AnnotatedFolders.Found(folder) ?? Companions.Found(folder);

    private static OtherKind? Written(FolderSurvey folder) =>
        folder.Files.Contains("summary.json")
        && folder.Files.Contains("labels.jsonl")
        && folder.Folders.Any(inner => inner.Name == "images")
            ? new OtherKind(
                "an output of `cutwork augment` in files",
                "labels.jsonl and summary.json beside images/",
                "Its labels are shares of classes, which are not read from files; write it with --format tar to open it again"
            )
            : null;

    private static DataSetException Refusal(FolderSurvey folder, OtherKind found) =>
        new(
            folder.Path,
            $"it looks like {found.Name} ({found.Sign}), which is not read yet. {found.Advice ?? Advice(folder)}."
        );

    private static string Advice(FolderSurvey folder)
    {
        FolderSurvey? pictures = folder.Folders.FirstOrDefault(inner => AnnotatedFolders.IsPictures(inner));
        string classes =
            "To train on classes, give a folder with one sub-folder of pictures per class, or tar shards with labels (name.jpg + name.cls)";
        return pictures is null
            ? $"{classes}; for the pictures alone, without labels, put them into a folder of their own"
            : $"{classes}; for the pictures alone, without labels, open {SafeName.Show(pictures.Path)}";
    }
}
