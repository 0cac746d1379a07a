namespace Cutwork.Imaging;

/// <summary>Finds out what kind of set a folder holds, and opens it.</summary>
internal static class SourceFolder
{
    public const string Needed =
        "A data set is a folder with one sub-folder of pictures per class, a folder of pictures, tar shards (.tar, .tar.gz) with "
        + "name.jpg + name.cls or name.json, IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte), CIFAR-10's binary files "
        + "(data_batch_1.bin …), or a pack (`cutwork pack`).";

    public static IDataSet Open(string folder, string name, DataSetOptions options) =>
        Open(FolderSurvey.Of(folder), name, options, PartFolders.None, new Tally());

    /// <summary>The names for IDX labels: classes.txt beside the files, or Fashion-MNIST's where the folder is called so.</summary>
    public static string[]? IdxClasses(string folder) =>
        ClassNames.In(folder)
        ?? (
            Sources.NameOf(folder) == DataSetCatalog.FashionMnist.Name ? [.. DataSetCatalog.FashionMnist.Classes] : null
        );

    // What is unmistakable by its files' names comes first: neither other folders nor archives beside it change what it is.
    private static IDataSet Open(
        FolderSurvey folder,
        string name,
        DataSetOptions options,
        PartFolders parts,
        Tally left
    )
    {
        // A folder that is opened by its own path is all there is, "train", whatever it is called: were it a test part by its name too, a training
        // would be tested on what it learned.
        bool isWhole = parts.AreChosen;
        if (Array.Exists(folder.Files, file => CifarDataSet.SplitOf(file) is not null))
            return Cifar(folder, name, options, left);
        if (Array.FindAll(folder.Files, IdxDataSet.IsImages) is { Length: > 0 } images)
            return Idx(folder, name, images, options, isWhole, left);
        if (Shards.Of(folder) is { Length: > 0 } shards)
            return Tar(folder, name, shards, options, isWhole, left);
        OtherKinds.Refuse(folder);
        if (!parts.AreChosen && PartFolders.Of(folder, options.WantedPart) is { AreChosen: true } found)
        {
            left.AddEntries(folder);
            left.Add("pictures beside the folders of the parts", folder.Pictures);
            left.Add("folders beside the parts", found.Others.Select(other => other.Name));
            return Open(FolderSurvey.Of(found.Chosen!.Path), name, options, found, left);
        }
        if (!folder.HasPictures)
            throw new DataSetException(folder.Path, Unrecognized(folder));
        if (!isWhole && options.WantedPart != Part.Train)
            throw new DataSetException(
                folder.Path,
                $"there is no part \"{SafeName.Show(options.Split)}\" here: the folder has no parts. Give the part's own folder, or put the class folders into \"train\" and \"test\"."
            );
        return ClassFolders.Open(folder, name, options.Decode, parts, left);
    }

    private static IdxDataSet Idx(
        FolderSurvey folder,
        string name,
        string[] images,
        DataSetOptions options,
        bool isWhole,
        Tally left
    )
    {
        string[] chosen = Part.Choose(folder.Path, images, options.WantedPart, isWhole);
        if (chosen.Length > 1)
            throw new DataSetException(
                folder.Path,
                $"it cannot be told which files are the part \"{SafeName.Show(options.Split)}\": {Part.Listed(chosen)}. Open one of them by its path."
            );
        left.AddEntries(
            folder,
            file =>
                IdxDataSet.IsImages(file)
                || IdxDataSet.IsLabels(file)
                || file == ClassNames.FileName
                || DataSetCatalog.HasFile(file)
        );
        AddOthers(folder, left);
        string path = Path.Combine(folder.Path, chosen[0]);
        return new IdxDataSet(name, path, IdxClasses(folder.Path), options, left);
    }

    private static CifarDataSet Cifar(FolderSurvey folder, string name, DataSetOptions options, Tally left)
    {
        string[] batches = [.. folder.Files.Where(file => CifarDataSet.SplitOf(file) == options.WantedPart)];
        if (batches.Length == 0)
            throw new DataSetException(
                folder.Path,
                $"there is no part \"{SafeName.Show(options.Split)}\" here: \"train\" is data_batch_1.bin to data_batch_5.bin, \"test\" is test_batch.bin."
            );
        left.AddEntries(folder, file => CifarDataSet.SplitOf(file) is not null || DataSetCatalog.HasFile(file));
        AddOthers(folder, left);
        return new CifarDataSet(name, folder.Path, [.. batches.Select(file => Path.Combine(folder.Path, file))], left);
    }

    private static TarDataSet Tar(
        FolderSurvey folder,
        string name,
        string[] shards,
        DataSetOptions options,
        bool isWhole,
        Tally left
    )
    {
        string[] chosen = Part.Choose(folder.Path, shards, options.WantedPart, isWhole);
        left.Add("shards that name no part", shards.Where(file => Part.Of(file) is null && !chosen.Contains(file)));
        left.AddEntries(folder, file => shards.Contains(file) || file == ClassNames.FileName);
        AddOthers(folder, left);
        string[] paths = [.. chosen.Select(file => Path.Combine(folder.Path, file))];
        return new TarDataSet(name, paths, ClassNames.In(folder.Path), options, left);
    }

    private static void AddOthers(FolderSurvey folder, Tally left)
    {
        left.Add("pictures beside the files of the set", folder.Pictures);
        left.Add("folders beside the files of the set", folder.Folders.Select(inner => inner.Name));
    }

    private static string Unrecognized(FolderSurvey folder)
    {
        FolderSurvey[] tree = [.. folder.Tree().Take(1000)];
        string[] files = [.. tree.SelectMany(inner => inner.Files.Select(inner.Below))];
        if (folder.IsEmpty && folder.SystemNames.Length > 0)
            return $"it holds only hidden entries, or those of systems and tools ({Part.Listed(folder.SystemNames)}), which are not read; give folders names without a dot in front. {Needed}";
        if (folder.IsEmpty)
            return $"the folder is empty. {Needed}";
        if (Array.Find(files, file => file.EndsWith(".pack", StringComparison.OrdinalIgnoreCase)) is { } pack)
            return $"a pack is opened by its own path: {SafeName.Show(Path.Combine(folder.Path, pack))}. {Needed}";
        if (files.Select(OtherFiles.DataOf).OfType<string>().FirstOrDefault() is { } data)
        {
            string example = files.First(file => OtherFiles.DataOf(file) == data);
            return $"there are {data} in it ({SafeName.Show(example)}), which are not read{OtherFiles.AdviceOn(data)}. {Needed}";
        }
        if (files.FirstOrDefault(OtherFiles.IsUnreadPicture) is { } unread)
            return $"there are {OtherFiles.KindOf(unread)} ({SafeName.Show(unread)}), and none in one that is; convert them to JPEG or PNG. {Needed}";
        string[] kinds =
        [
            .. files
                .Select(file => Path.GetExtension(file).ToLowerInvariant())
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(6)
                .Select(kind => kind.Length == 0 ? "without extension" : SafeName.Show(kind)),
        ];
        string found = kinds.Length == 0 ? "" : $" ({string.Join(", ", kinds)})";
        FolderSurvey? deeper = tree.Skip(1).FirstOrDefault(HasSet);
        string inner = deeper is null ? "" : $" There is one in {SafeName.Show(deeper.Path)}; open that.";
        return $"no data set was found among {Counted(files.Length, "file")}{found} and {Counted(tree.Length - 1, "folder")}.{inner} {Needed}";
    }

    private static string Counted(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";

    private static bool HasSet(FolderSurvey folder) =>
        Array.Exists(
            folder.Files,
            file => CifarDataSet.SplitOf(file) is not null || IdxDataSet.IsImages(file) || SourceFile.IsShardName(file)
        );
}
