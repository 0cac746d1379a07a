using System.IO.Compression;

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
        if (PackHeader.IsPack(first))
            return OpenPack(path, options);
        if (first.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 8, 3]) || IdxDataSet.IsImages(path))
            return new IdxDataSet(name, path, SourceFolder.IdxClasses(folder), options.Decode);
        if (first.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 8, 1]))
            throw new DataSetException(path, "these are the labels of an IDX set; open its images' file.");
        if (IsShardName(path) || (first.Length == Enough && new TarHeader(first).HasRightChecksum))
            return new TarDataSet(name, [path], Sources.ClassesIn(folder), options.Decode);
        if (PictureFiles.IsPicture(path))
            return FolderDataSet.Flat(folder, [path], options.Decode);
        if (CifarDataSet.SplitOf(name) is not null)
            throw new DataSetException(path, "this is one of CIFAR-10's binary files; open the folder it is in.");
        throw new DataSetException(path, $"this is not a data set. {SourceFolder.Needed}");
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
