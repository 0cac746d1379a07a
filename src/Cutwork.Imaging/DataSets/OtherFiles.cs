namespace Cutwork.Imaging;

/// <summary>What files are that no set of this library reads, by their names.</summary>
internal static class OtherFiles
{
    private static readonly HashSet<string> UnreadPictures =
    [
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
        ".avif",
        ".jxl",
        ".jp2",
        ".j2k",
        ".svg",
        ".psd",
        ".ico",
        ".tga",
        ".ppm",
        ".pgm",
        ".pbm",
        ".pnm",
        ".exr",
        ".hdr",
        ".dds",
        ".dng",
        ".cr2",
        ".cr3",
        ".nef",
        ".arw",
        ".orf",
        ".rw2",
        ".raw",
        ".dcm",
        ".xcf",
        ".eps",
        ".pcx",
        ".apng",
        ".qoi",
    ];

    private static readonly (string[] Endings, string Kind)[] Known =
    [
        ([".parquet"], "Parquet files (as of Hugging Face)"),
        ([".arrow"], "Arrow files (as of Hugging Face)"),
        ([".tfrecord", ".tfrecords", ".tfrec", ".tfrecord.gz"], "TFRecord files"),
        ([".mdb", ".lmdb"], "LMDB databases"),
        ([".npz", ".npy"], "NumPy arrays"),
        ([".h5", ".hdf5", ".hdf"], "HDF5 files"),
        ([".mat"], "MATLAB files"),
        ([".pkl", ".pickle", ".pt", ".pth"], "Python pickles"),
        ([".rec", ".lst"], "MXNet's RecordIO files"),
        ([".beton"], "FFCV files"),
        ([".msgpack"], "MessagePack files"),
        (
            [
                ".zip",
                ".7z",
                ".rar",
                ".tar",
                ".tar.gz",
                ".tgz",
                ".tar.bz2",
                ".tbz2",
                ".tar.xz",
                ".txz",
                ".tar.zst",
                ".gz",
            ],
            "archives"
        ),
        ([".mp4", ".avi", ".mov", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv"], "films"),
        ([".wav", ".mp3", ".flac", ".ogg", ".m4a"], "sound files"),
    ];

    /// <summary>True for a picture in a format that is not read.</summary>
    public static bool IsUnreadPicture(string name) =>
        UnreadPictures.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>A kind that is counted, in the plural.</summary>
    public static string KindOf(string name)
    {
        string extension = Path.GetExtension(name).ToLowerInvariant();
        if (UnreadPictures.Contains(extension))
            return $"pictures in {extension}, a format that is not read";
        if (DataOf(name) is { } kind)
            return kind;
        return extension.Length == 0 ? "other files without an extension" : $"other files, {extension}";
    }

    /// <summary>What to do with data of a kind, to follow "which are not read"; empty where nothing helps.</summary>
    public static string AdviceOn(string data) =>
        data switch
        {
            "archives" => ": unpack them first",
            "films" or "sound files" => "",
            "CIFAR's Python files" => ": fetch the binary version (`cutwork data get cifar10`)",
            _ => ": write the pictures into one folder per class, or into tar shards",
        };

    /// <summary>The kind of data or archive that a name says, in the plural; null for other names.</summary>
    public static string? DataOf(string name)
    {
        string file = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
        foreach ((string[] endings, string kind) in Known)
            if (Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.Ordinal)))
                return kind;
        if (file.Contains(".tfrecord-", StringComparison.Ordinal) || IsPiece(file))
            return "TFRecord files";
        return file is "data_batch_1" or "test_batch" or "batches.meta" ? "CIFAR's Python files" : null;
    }

    // "train-00000-of-01024", as TensorFlow's scripts write them.
    private static bool IsPiece(string file) =>
        file.Split("-of-") is [{ Length: > 6 } first, { Length: 5 } last]
        && last.All(char.IsAsciiDigit)
        && first[^6] == '-'
        && first[^5..].All(char.IsAsciiDigit);
}
