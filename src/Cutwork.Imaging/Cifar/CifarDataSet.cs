using Cutwork.Files;
using Microsoft.Win32.SafeHandles;

namespace Cutwork.Imaging;

/// <summary>CIFAR-10's binary files: records of a label and 32×32 pixels, first all red, then all green, then all blue.</summary>
internal sealed class CifarDataSet : IDataSet
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + 3 * Plane;
    private const int MostRecords = 1_000_000;

    private readonly List<(string Path, SafeFileHandle File, int First, int Count)> batches = [];
    private readonly Tally left;

    /// <summary>Opens the batches; records are read when they are asked for.</summary>
    /// <exception cref="DataSetException">A file cannot be opened or is not whole records.</exception>
    public CifarDataSet(string name, string folder, string[] paths, Tally left)
    {
        this.left = left;
        Name = name;
        Classes = ClassNames.In(folder, "batches.meta.txt") ?? [.. DataSetCatalog.Cifar10.Classes];
        try
        {
            foreach (string path in paths)
                Add(path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count { get; private set; }

    public DataSetAccount Account => field ??= ClassCounts.Account(Classes, Labels(), left);

    /// <summary>The part a file belongs to; null where it is not CIFAR-10's.</summary>
    public static string? SplitOf(string file) =>
        !file.EndsWith(".bin", StringComparison.Ordinal) ? null
        : file.StartsWith("data_batch", StringComparison.Ordinal) ? "train"
        : file.StartsWith("test_batch", StringComparison.Ordinal) ? "test"
        : null;

    public string NameOf(int index)
    {
        (string path, _, int first, _) = Find(index);
        return $"{Path.GetFileName(path)}#{index - first}";
    }

    public DataSample Read(int index)
    {
        (string path, SafeFileHandle file, int first, _) = Find(index);
        Span<byte> record = stackalloc byte[Record];
        try
        {
            file.ReadExactly(record, (long)(index - first) * Record);
        }
        catch (IOException error)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
        if (record[0] >= Classes.Count)
            throw new DataSetException(
                path,
                $"record {index - first} has label {record[0]}, but there are {Classes.Count} classes (0 to {Classes.Count - 1})."
            );
        byte[] pixels = new byte[3 * Plane];
        for (int i = 0; i < Plane; i++)
        for (int channel = 0; channel < 3; channel++)
            pixels[i * 3 + channel] = record[1 + channel * Plane + i];
        return new DataSample(index, NameOf(index), new Picture(new Size(Side, Side), 3, pixels), record[0]);
    }

    public void Dispose() => batches.ForEach(batch => batch.File.Dispose());

    private void Add(string path)
    {
        SafeFileHandle file;
        try
        {
            RegularFile.Check(path);
            file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
        long length = RandomAccess.GetLength(file);
        int records = (int)Math.Min(length / Record, MostRecords);
        batches.Add((path, file, Count, records));
        if (length == 0 || length != (long)records * Record)
            throw new DataSetException(
                path,
                length / Record > MostRecords
                    ? $"its {length / Record} records are more than {MostRecords}: it is not CIFAR-10's."
                    : $"its {length} bytes are not whole records of {Record}: it is truncated or not CIFAR-10's."
            );
        Count += records;
    }

    private IEnumerable<int> Labels()
    {
        byte[] label = new byte[1];
        foreach ((_, SafeFileHandle file, _, int count) in batches)
            for (long record = 0; record < count; record++)
                yield return Try(file, record) ? label[0] : -1;

        bool Try(SafeFileHandle file, long record)
        {
            try
            {
                return RandomAccess.Read(file, label, record * Record) == 1;
            }
            catch (IOException)
            {
                return false; // which reading the record says
            }
        }
    }

    private (string Path, SafeFileHandle File, int First, int Count) Find(int index)
    {
        Sources.Check(index, Count);
        return batches.First(batch => index < batch.First + batch.Count);
    }
}
