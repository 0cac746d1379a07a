using System.Buffers;

namespace Cutwork.Imaging;

/// <summary>Image files: a folder with one sub-folder per class, or one folder (one class), in ordinal order of names.</summary>
internal sealed class FolderDataSet : IEncodedDataSet
{
    private readonly (string Path, int Label)[] files;
    private readonly string root;
    private readonly DecodeOptions decode;

    private FolderDataSet(string root, string[] classes, (string Path, int Label)[] files, DecodeOptions decode)
    {
        this.root = root;
        this.files = files;
        this.decode = decode;
        Classes = classes;
        Name = Sources.NameOf(root);
    }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => files.Length;

    /// <summary>Each sub-folder is a class, named after it; an empty one stays a class, so that labels do not move.</summary>
    public static FolderDataSet OfClasses(string root, string[] folders, DecodeOptions decode) =>
        new(
            root,
            [.. folders.Select(folder => Path.GetFileName(folder))],
            [.. folders.SelectMany((folder, label) => PictureFiles.In(folder).Select(file => (file, label)))],
            decode
        );

    /// <summary>One class, named after the folder.</summary>
    public static FolderDataSet Flat(string root, string[] files, DecodeOptions decode) =>
        new(root, [Sources.NameOf(root)], [.. files.Select(file => (file, 0))], decode);

    public string NameOf(int index) =>
        Path.GetRelativePath(root, files[Sources.Check(index, Count)].Path).Replace('\\', '/');

    public DataSample Read(int index)
    {
        using EncodedSample file = ReadEncoded(index);
        return new DataSample(index, NameOf(index), file.Decode(), file.Label);
    }

    public EncodedSample ReadEncoded(int index)
    {
        (string path, int label) = files[Sources.Check(index, Count)];
        try
        {
            IMemoryOwner<byte> file = EncodedSample.Rent(path, out int length);
            return new EncodedSample(
                path,
                file.Memory[..length],
                label,
                file,
                decode,
                damage => new(path, damage.Reason, damage)
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }

    public int LabelOf(int index) => files[Sources.Check(index, Count)].Label;

    public long LengthOf(int index)
    {
        string path = files[Sources.Check(index, Count)].Path;
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }

    public void Dispose() { }
}
