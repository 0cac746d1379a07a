namespace Cutwork.Imaging;

/// <summary>Finds out what kind of set a folder holds, and opens it.</summary>
internal static class SourceFolder
{
    public const string Needed =
        "A data set is a folder with one sub-folder of pictures per class, a folder of pictures, tar shards (.tar, .tar.gz) with "
        + "name.jpg + name.cls or name.json, IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte), CIFAR-10's binary files "
        + "(data_batch_1.bin …), or a pack (`cutwork pack`).";

    private static readonly string[] Splits = ["train", "test", "val"];

    public static IDataSet Open(string folder, string name, DataSetOptions options)
    {
        string[] files = [.. PictureFiles.Files(folder).Order(StringComparer.Ordinal)];
        string[] folders = PictureFiles.Folders(folder);
        string[] shards = [.. files.Where(SourceFile.IsShardName)];
        string[] pictures = [.. files.Where(PictureFiles.IsPicture)];
        string[] images = [.. files.Where(IdxDataSet.IsImages)];

        if (shards.Length > 0 && shards.Length >= pictures.Length)
            return new TarDataSet(
                name,
                OfSplit(folder, shards, options.Split),
                Sources.ClassesIn(folder),
                options.Decode
            );
        if (images.Length > 0)
            return Idx(folder, name, images, options);
        if (files.Any(file => CifarDataSet.SplitOf(Path.GetFileName(file)) is not null))
            return Cifar(folder, name, options.Split);
        if (folders.Length > 0 && folders.All(inner => Splits.Contains(Path.GetFileName(inner))))
            return Open(OfSplit(folder, folders, options.Split)[0], name, options);
        if (folders.Any(inner => PictureFiles.In(inner).Length > 0))
            return FolderDataSet.OfClasses(WithoutParts(folder, options.Split), folders, options.Decode);
        if (pictures.Length > 0)
            return FolderDataSet.Flat(WithoutParts(folder, options.Split), pictures, options.Decode);
        throw new DataSetException(folder, Unrecognized(files, folders));
    }

    /// <summary>The names for IDX labels: classes.txt beside the files, or Fashion-MNIST's where the folder is called so.</summary>
    public static string[]? IdxClasses(string folder) =>
        Sources.ClassesIn(folder)
        ?? (
            Sources.NameOf(folder) == DataSetCatalog.FashionMnist.Name ? [.. DataSetCatalog.FashionMnist.Classes] : null
        );

    private static IdxDataSet Idx(string folder, string name, string[] images, DataSetOptions options)
    {
        string path = OfSplit(folder, images, options.Split)[0];
        return new IdxDataSet(name, path, IdxClasses(folder), options.Decode);
    }

    private static CifarDataSet Cifar(string folder, string name, string split)
    {
        string[] batches = CifarDataSet.Batches(folder, split);
        return batches.Length > 0
            ? new CifarDataSet(name, folder, batches)
            : throw new DataSetException(
                folder,
                $"there is no part \"{SafeName.Show(split)}\" here: \"train\" is data_batch_1.bin to data_batch_5.bin, \"test\" is test_batch.bin."
            );
    }

    private static string[] OfSplit(string folder, string[] paths, string split)
    {
        string[] chosen = [.. paths.Where(path => StartOf(path) is { } part ? part == split : IsWhole(folder, split))];
        if (chosen.Length > 0)
            return chosen;
        string[] there = [.. paths.Select(path => StartOf(path) ?? "train").Distinct().Order(StringComparer.Ordinal)];
        throw new DataSetException(
            folder,
            $"there is no part \"{SafeName.Show(split)}\" here, only {string.Join(" and ", there.Select(part => $"\"{part}\""))}; names must begin with the part."
        );
    }

    // What is not named after a part is all there is: "train", or the part its folder is named after.
    private static bool IsWhole(string folder, string split) => split == "train" || split == StartOf(folder);

    private static string? StartOf(string path)
    {
        string file = Sources.NameOf(path);
        return file.StartsWith("t10k", StringComparison.Ordinal)
            ? "test"
            : Splits.FirstOrDefault(part => file.StartsWith(part, StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutParts(string folder, string split) =>
        IsWhole(folder, split)
            ? folder
            : throw new DataSetException(
                folder,
                $"there is no part \"{SafeName.Show(split)}\" here: the folder has no parts. Give the part's own folder, or put the class folders into \"train\" and \"test\"."
            );

    private static string Unrecognized(string[] files, string[] folders)
    {
        if (files.Length == 0 && folders.Length == 0)
            return $"the folder is empty. {Needed}";
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
        string inner = folders.Length == 0 ? "" : " None of the folders holds pictures directly; open a deeper one.";
        return $"no data set was found among {files.Length} files{found} and {folders.Length} folders.{inner} {Needed}";
    }
}
