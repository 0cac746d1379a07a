namespace Cutwork.Imaging;

/// <summary>Makes a set of pictures in folders: the first folder down is the class, however deep a picture lies below it.</summary>
internal static class ClassFolders
{
    public static FolderDataSet Open(
        FolderSurvey folder,
        string name,
        DecodeOptions decode,
        PartFolders parts,
        Tally left
    )
    {
        FolderSurvey[] classes = Array.FindAll(folder.Folders, inner => inner.HasPictures);
        if (classes.Length < 2)
            OtherKinds.RefuseTables(folder, parts.Above);
        left.AddEntries(folder);
        if (classes.Length == 0)
            return Flat(folder, name, decode, parts, left);
        foreach (FolderSurvey inner in classes.SelectMany(inner => inner.Tree()))
            OtherKinds.Refuse(inner);
        if (classes.Length > 1)
        {
            OtherKinds.RefuseAcross(folder, classes);
            PartFolders.RefusePieces(folder, classes);
            AddRepeated(classes, left);
        }
        RefuseDeeper(folder, classes);
        string[] names = parts.ClassesOf(folder);
        RefuseSpellings(folder, names);
        left.Add("pictures beside the class folders", folder.Pictures);
        foreach (FolderSurvey inner in classes)
            left.AddAllBut(inner);
        HashSet<string> there = [.. classes.Select(inner => inner.Name)];
        string[] empty = [.. names.Where(one => !there.Contains(one)), .. WithoutPictures(folder, names, left)];
        return new FolderDataSet(
            folder.Path,
            name,
            names,
            [
                .. classes.SelectMany(inner =>
                {
                    int label = Array.BinarySearch(names, inner.Name, StringComparer.Ordinal);
                    return inner.PicturesBelow().Select(picture => (picture, label));
                }),
            ],
            decode,
            new DataSetAccount { LeftOut = left.Omissions, EmptyClasses = [.. empty.Order(StringComparer.Ordinal)] }
        );
    }

    private static FolderDataSet Flat(
        FolderSurvey folder,
        string name,
        DecodeOptions decode,
        PartFolders parts,
        Tally left
    )
    {
        if (parts.ClassesOf(folder) is { Length: > 0 } classes)
            throw new DataSetException(
                folder.Path,
                $"its pictures lie in no class folder, though another part has some ({Part.Listed(classes)}): their classes are not known. "
                    + "Put them into folders of the same names, or open this folder by its path as pictures of one class."
            );
        left.Add("folders without a picture", folder.Folders.Select(inner => inner.Name));
        foreach (FolderSurvey inner in folder.Folders)
            left.AddAllBut(inner);
        return new FolderDataSet(
            folder.Path,
            name,
            [Sources.NameOf(folder.Path)],
            [.. folder.Pictures.Select(picture => (picture, 0))],
            decode,
            new DataSetAccount { LeftOut = left.Omissions }
        );
    }

    // An empty folder, or one of pictures that are not read, was meant to be a class; one of other files was not.
    private static List<string> WithoutPictures(FolderSurvey folder, string[] names, Tally left)
    {
        List<string> meant = [];
        foreach (FolderSurvey inner in folder.Folders)
        {
            if (inner.HasPictures)
                continue;
            string[] files = [.. inner.Tree().SelectMany(below => below.Files)];
            if (Array.BinarySearch(names, inner.Name, StringComparer.Ordinal) >= 0)
                left.AddAllBut(inner); // a class of another part, which is named as such
            else if (files.Length == 0 || Array.Exists(files, OtherFiles.IsUnreadPicture))
            {
                meant.Add(inner.Name);
                left.AddAllBut(inner);
            }
            else
                left.Add("folders without a picture", inner.Name);
        }
        return meant;
    }

    // One folder that holds the class folders would make a set of one class out of them.
    private static void RefuseDeeper(FolderSurvey folder, FolderSurvey[] classes)
    {
        if (classes.Length > 1 || folder.Pictures.Length > 0 || classes[0].Pictures.Length > 0)
            return;
        FolderSurvey[] deeper = Array.FindAll(classes[0].Folders, inner => inner.HasPictures);
        if (deeper.Length > 1)
            throw new DataSetException(
                folder.Path,
                $"all its pictures lie in one folder, {SafeName.Show(classes[0].Name)}, in folders of their own ({Part.Listed(deeper.Select(inner => inner.Name))}). "
                    + $"If these are the classes, or parts with the classes inside, open {SafeName.Show(classes[0].Path)}."
            );
    }

    // Folders inside that come again in every class, more of them than classes, may well be the classes: that is said.
    private static void AddRepeated(FolderSurvey[] classes, Tally left)
    {
        if (Array.Exists(classes, one => one.Pictures.Length > 0))
            return;
        HashSet<string> names = [.. Inside(classes[0])];
        foreach (FolderSurvey one in classes)
            names.IntersectWith(Inside(one));
        if (names.Count > classes.Length)
            left.Add(
                "names of folders that come again inside every class and could be the classes themselves",
                names.Order(StringComparer.Ordinal)
            );

        static IEnumerable<string> Inside(FolderSurvey one) =>
            one.Folders.Where(inner => inner.HasPictures).Select(inner => inner.Name);
    }

    // Two spellings of one name, as "é" is one character or two: they look alike, and would be two classes.
    private static void RefuseSpellings(FolderSurvey folder, string[] names)
    {
        foreach (IGrouping<string, string> one in names.GroupBy(Spelling.KeyOf))
            if (one.Count() > 1)
                throw new DataSetException(
                    folder.Path,
                    $"the class {SafeName.Show(one.First())} is there in {one.Count()} spellings ({string.Join(", ", one.Select(ClassNames.Spelled))}; Unicode forms NFC and NFD), "
                        + "which would be classes of their own: put the pictures into one of the folders."
                );
    }
}
