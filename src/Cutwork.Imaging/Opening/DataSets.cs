namespace Cutwork.Imaging;

/// <summary>Opens data sets by name or path.</summary>
public static class DataSets
{
    /// <summary>
    /// Opens "shapes", "fashion-mnist", "cifar10" or what lies at a path: a folder with one sub-folder per class (or with
    /// such folders in "train", "test", "val"), a flat folder of pictures or one picture (one class), tar shards, gzipped or
    /// not (a file, or a folder of them with an optional classes.txt), IDX files (the images' file or its folder), the
    /// folder of CIFAR-10's binary files, or a pack (<see cref="PackWriter"/>), which is an <see cref="IMappedDataSet"/> of pixels or an
    /// <see cref="IEncodedDataSet"/> of files.
    /// </summary>
    /// <remarks>
    /// The built-in names win over a folder so called: write <c>./shapes</c> for the folder. A class is the first folder down, and pictures
    /// belong to it at any depth below; links are followed, but for those that lead back. A folder without pictures is no class. In a folder
    /// with both pictures and shards, those of which there are more count. What is there and not read is counted in
    /// <see cref="IDataSet.Account"/>; folders of other kinds (COCO, Pascal VOC, YOLO, masks, tables of labels) are refused by name.
    /// </remarks>
    /// <exception cref="DataSetException">There is no such set, it is empty, or cannot be read; the message says what is needed.</exception>
    public static IDataSet Open(string source, DataSetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        options ??= new DataSetOptions();
        if (source.Equals("shapes", StringComparison.OrdinalIgnoreCase))
            return new ShapesDataSet(
                options.ShapesSize ?? new Size(64, 64),
                options.ShapesCount,
                options.ShapesSeed,
                options.Split
            );
        if (DataSetCatalog.Find(source) is { } entry)
            return SourceFolder.Open(entry.Locate(options.Split), entry.Name, options);
        if (Directory.Exists(source))
            return SourceFolder.Open(source, Sources.NameOf(source), options);
        if (File.Exists(source))
            return SourceFile.Open(source, options);
        throw new DataSetException(source, NearNames.Missing(source));
    }
}
