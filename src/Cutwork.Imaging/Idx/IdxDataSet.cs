namespace Cutwork.Imaging;

/// <summary>Gray pictures and labels from a pair of IDX files, as of MNIST and Fashion-MNIST.</summary>
internal sealed class IdxDataSet : IDataSet
{
    private readonly IdxFile images;
    private readonly IdxFile labels;
    private readonly Size size;
    private readonly Tally left;

    /// <summary>Reads both files; classes without names are numbered.</summary>
    /// <exception cref="DataSetException">A file is damaged, or the two do not belong together.</exception>
    public IdxDataSet(string name, string imagesPath, string[]? classes, DataSetOptions options, Tally left)
    {
        Name = name;
        this.left = left;
        DecodeOptions decode = options.Decode;
        string labelsPath = LabelsBeside(imagesPath);
        images = IdxFile.Read(imagesPath, rank: 3, options);
        labels = IdxFile.Read(labelsPath, rank: 1, options);
        if (images.Dimensions[0] != labels.Dimensions[0])
            throw new DataSetException(
                labelsPath,
                $"it holds {labels.Dimensions[0]} labels, but {SafeName.Show(Path.GetFileName(imagesPath))} holds {images.Dimensions[0]} images."
            );
        size = new Size(images.Dimensions[1], images.Dimensions[2]);
        if (size.Area > decode.MaximumPixels)
            throw new DataSetException(
                imagesPath,
                $"its images of {size} pixels are beyond the limit of {decode.MaximumPixels}."
            );
        Classes = classes ?? Sources.Numbered(labels.Data.Max());
    }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => images.Dimensions[0];

    public DataSetAccount Account =>
        field ??= ClassCounts.Account(Classes, labels.Data.Select(label => (int)label), left);

    public string NameOf(int index) => $"{Path.GetFileName(images.Path)}#{Sources.Check(index, Count)}";

    public DataSample Read(int index)
    {
        string name = NameOf(index);
        int label = labels.Data[index];
        if (label >= Classes.Count)
            throw new DataSetException(
                labels.Path,
                $"label {index} is {label}, but there are {Classes.Count} classes (0 to {Classes.Count - 1})."
            );
        int length = (int)size.Area;
        byte[] pixels = images.Data.AsSpan(index * length, length).ToArray();
        return new DataSample(index, name, new Picture(size, 1, pixels), label);
    }

    public void Dispose() { }

    /// <summary>True for a name such as <c>train-images-idx3-ubyte.gz</c>.</summary>
    public static bool IsImages(string path)
    {
        string name = Path.GetFileName(path);
        return name.Contains("images", StringComparison.OrdinalIgnoreCase)
            && (
                name.Contains("idx3", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith(".idx", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>True for a name such as <c>train-labels-idx1-ubyte.gz</c>.</summary>
    public static bool IsLabels(string path) =>
        IsImages(
            Path.GetFileName(path)
                .Replace("labels", "images", StringComparison.OrdinalIgnoreCase)
                .Replace("idx1", "idx3", StringComparison.OrdinalIgnoreCase)
        );

    // In the letters that are there: "TRAIN-IMAGES-IDX3" has "TRAIN-LABELS-IDX1" beside it.
    private static string Swapped(string name, string word, string other)
    {
        int at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return name;
        string there = name.Substring(at, word.Length);
        string with =
            there == there.ToUpperInvariant() && there != there.ToLowerInvariant() ? other.ToUpperInvariant()
            : char.IsUpper(there[0]) ? char.ToUpperInvariant(other[0]) + other[1..]
            : other;
        return string.Concat(name.AsSpan(0, at), with, name.AsSpan(at + word.Length));
    }

    private static string LabelsBeside(string imagesPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(imagesPath))!;
        string name = Path.GetFileName(imagesPath);
        string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        string labels = Swapped(Swapped(plain, "images", "labels"), "idx3", "idx1");
        if (labels == plain)
            throw new DataSetException(
                imagesPath,
                "its name does not say \"images\", so the name of its labels' file is not known; name the two as in train-images-idx3-ubyte and train-labels-idx1-ubyte."
            );
        string[] candidates = name == plain ? [labels, labels + ".gz"] : [labels + ".gz", labels];
        return candidates.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new DataSetException(
                imagesPath,
                $"its labels are missing: neither {SafeName.Show(candidates[0])} nor {SafeName.Show(candidates[1])} is beside it."
            );
    }
}
