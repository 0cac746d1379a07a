using System.IO.Compression;
using Cutwork.Files;

namespace Cutwork.Imaging;

/// <summary>Opens the set a single file is: a pack, a tar shard, an IDX file, or one picture; its first bytes say which.</summary>
internal static class SourceFile
{
    private const int Enough = TarHeader.Length;

    public static IDataSet Open(string path, DataSetOptions options)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string name = Path.GetFileName(path);
        byte[] first = Begin(path);
        bool isIdx = first.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 8, 3]) || IdxDataSet.IsImages(path);
        string? beside = isIdx ? IdxOfPart(path, options) : null;
        CheckPart(path, options, beside is not null);
        path = beside ?? path;
        if (isIdx)
            return new IdxDataSet(Path.GetFileName(path), path, SourceFolder.IdxClasses(folder), options, new Tally());
        if (PackHeader.IsPack(first))
            return OpenPack(path, options);
        if (first.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 8, 1]))
            throw new DataSetException(path, "these are the labels of an IDX set; open its images' file.");
        if (IsShardName(path) || (first.Length == Enough && new TarHeader(first).HasRightChecksum))
            return new TarDataSet(name, [path], ClassNames.In(folder), options, new Tally());
        if (PictureFiles.IsPicture(path))
            return new FolderDataSet(
                folder,
                Sources.NameOf(folder),
                [Sources.NameOf(folder)],
                [(name, 0)],
                options.Decode,
                DataSetAccount.Empty
            );
        if (CifarDataSet.SplitOf(name) is not null)
            throw new DataSetException(path, "this is one of CIFAR-10's binary files; open the folder it is in.");
        if (OtherFiles.DataOf(name) is { } data)
            throw new DataSetException(path, $"{data} are not read{OtherFiles.AdviceOn(data)}. {SourceFolder.Needed}");
        if (OtherFiles.IsUnreadPicture(name))
            throw new DataSetException(
                path,
                $"{OtherFiles.KindOf(name)}; convert them to JPEG or PNG. {SourceFolder.Needed}"
            );
        throw new DataSetException(path, $"this is not a data set. {SourceFolder.Needed}");
    }

    // A file is one part of a set, and all there is: were it another part too, a training would be tested on what it learned.
    private static void CheckPart(string path, DataSetOptions options, bool isBeside)
    {
        if (options.WantedPart != Part.Train && !isBeside)
            throw new DataSetException(
                path,
                $"there is no part \"{SafeName.Show(options.Split)}\" here: a file is opened as what it is, \"train\". Give a folder that has both parts."
            );
    }

    // The file of another part beside: "t10k-images…" of "train-images…".
    private static string? IdxOfPart(string path, DataSetOptions options)
    {
        string name = Path.GetFileName(path);
        if (options.WantedPart == Part.Train || options.WantedPart == Part.Of(name))
            return null;
        return Directory
            .EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .Where(IdxDataSet.IsImages)
            .Where(beside =>
                Part.Of(Path.GetFileName(beside)) == options.WantedPart
                && Part.Rest(Path.GetFileName(beside)) == Part.Rest(name)
            )
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }

    public static bool IsShardName(string path) =>
        path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static IDataSet OpenPack(string path, DataSetOptions options)
    {
        PackFile pack = PackFile.Open(path);
        try
        {
            return pack.Header.Holds == PackContent.Pixels
                ? new PackDataSet(pack, options.CheckPacks)
                : new PackedFiles(pack, options.Decode, options.CheckPacks);
        }
        catch
        {
            pack.Dispose();
            throw;
        }
    }

    // The first bytes, inflated where they are gzipped.
    private static byte[] Begin(string path)
    {
        byte[] bytes = new byte[Enough];
        try
        {
            RegularFile.Check(path);
            using FileStream file = File.OpenRead(path);
            bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream content = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
            return bytes[..content.ReadAtLeast(bytes, Enough, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
    }
}
