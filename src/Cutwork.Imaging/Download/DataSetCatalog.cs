namespace Cutwork.Imaging;

/// <summary>The public data sets this package knows how to fetch.</summary>
public static class DataSetCatalog
{
    private const string Zalando = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    /// <summary>Fashion-MNIST: 70,000 gray pictures of clothes, 28×28 (Xiao, Rasul, Vollgraf 2017).</summary>
    public static CatalogEntry FashionMnist { get; } =
        new(
            "fashion-mnist",
            "60,000 + 10,000 gray pictures of clothes, 28×28, ten classes; 31 MB; MIT license",
            [
                Zalandos("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                Zalandos("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
                Zalandos("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"),
                Zalandos("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
            ],
            [
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz",
            ],
            ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
        )
        {
            SystemFolder = "/usr/share/datasets/fashion-mnist",
        };

    /// <summary>CIFAR-10: 60,000 color pictures of animals and vehicles, 32×32 (Krizhevsky 2009), as binary files.</summary>
    public static CatalogEntry Cifar10 { get; } =
        new(
            "cifar10",
            "50,000 + 10,000 color pictures of animals and vehicles, 32×32, ten classes; 170 MB; no stated license",
            [
                new CatalogFile(
                    "cifar-10-binary.tar.gz",
                    new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                    "c32a1d4ab5d03f1284b67883e8d87530"
                ),
            ],
            [
                "data_batch_1.bin",
                "data_batch_2.bin",
                "data_batch_3.bin",
                "data_batch_4.bin",
                "data_batch_5.bin",
                "test_batch.bin",
                "batches.meta.txt",
            ],
            ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
        );

    /// <summary>All sets, in the order they are listed.</summary>
    public static IReadOnlyList<CatalogEntry> Sets { get; } = [FashionMnist, Cifar10];

    /// <summary>Where fetched sets are kept: <c>$CUTWORK_DATA</c>, or <c>~/.cache/cutwork</c>.</summary>
    public static string Root =>
        Environment.GetEnvironmentVariable("CUTWORK_DATA") is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "cutwork");

    /// <summary>The set of a name, capital letters or not; null where there is none.</summary>
    public static CatalogEntry? Find(string name) =>
        Sets.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for the name of a file of one of the sets, as it is fetched or as it is unpacked.</summary>
    internal static bool HasFile(string name) =>
        Sets.Any(set => set.Contents.Contains(name) || set.Files.Any(file => file.Name == name));

    private static CatalogFile Zalandos(string file, string md5) => new(file, new Uri(Zalando + file), md5);
}
