using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>What a data set was when a training began, without its pixels: so that nobody goes on with another one unawares.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="Classes">Their names, in the order of labels.</param>
/// <param name="Names">A digest of the samples' names and labels, in their order.</param>
/// <param name="Sizes">A digest of the lengths of their files, in the same order, as far as they are known without reading them.</param>
internal sealed record SetRecord(int Count, IReadOnlyList<string> Classes, string Names, string Sizes)
{
    private const int DigestBytes = 16;
    private const int MostNamed = 3;

    /// <summary>Records a set as it is.</summary>
    /// <param name="set">The set.</param>
    /// <param name="source">What it was opened from: a path, or a built-in name.</param>
    public static SetRecord Of(IDataSet set, string source)
    {
        using var names = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sizes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new Dictionary<string, long>();
        for (int index = 0; index < set.Count; index++)
        {
            string name = set.NameOf(index);
            Add(names, Encoding.UTF8.GetBytes(name));
            Add(names, LabelOf(set, index));
            if (set is IEncodedDataSet encoded)
                Add(sizes, LengthOf(encoded, index));
            else
                files.TryAdd(name.Split('#')[0], 0);
        }
        // Sets that hold many pictures in a file name them after it.
        if (set is not IEncodedDataSet)
            foreach (string file in files.Keys.Order(StringComparer.Ordinal))
                Add(sizes, LengthOf(source, file));
        return new SetRecord(set.Count, [.. set.Classes], Digest(names), Digest(sizes));
    }

    /// <summary>What is not as it was, as a sentence's part; null where all is.</summary>
    public string? Change(SetRecord now)
    {
        if (!Classes.SequenceEqual(now.Classes))
            return ChangeOfClasses(now);
        if (Count != now.Count)
            return $"it had {Count} pictures, and has {now.Count} now";
        if (Names != now.Names)
            return "its pictures have other names or labels than they had";
        return Sizes != now.Sizes ? "files of it have another size than they had under the same name" : null;
    }

    private string ChangeOfClasses(SetRecord now)
    {
        string[] gone = [.. Classes.Except(now.Classes)];
        string[] come = [.. now.Classes.Except(Classes)];
        if (gone.Length == 0 && come.Length == 0)
            return "its classes are in another order";
        string lost = gone.Length == 0 ? "" : $" it had {Named(gone)}";
        string found = come.Length == 0 ? "" : $" it has {Named(come)} now";
        return $"its classes are others:{lost}{(lost != "" && found != "" ? "," : "")}{found}";
    }

    private static string Named(string[] classes) =>
        string.Join(", ", classes.Take(MostNamed).Select(SafeName.Show)) + (classes.Length > MostNamed ? ", …" : "");

    private static int LabelOf(IDataSet set, int index)
    {
        try
        {
            return set switch
            {
                IEncodedDataSet encoded => encoded.LabelOf(index),
                IMappedDataSet mapped => mapped.LabelOf(index),
                _ => 0,
            };
        }
        catch (DataSetException)
        {
            return -1; // damaged: whether that stops the training is --on-error's
        }
    }

    private static long LengthOf(IEncodedDataSet set, int index)
    {
        try
        {
            return set.LengthOf(index);
        }
        catch (DataSetException)
        {
            return -1;
        }
    }

    private static long LengthOf(string source, string file)
    {
        string path = File.Exists(source) ? source : Path.Combine(source, file);
        return File.Exists(path) ? new FileInfo(path).Length : 0;
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        Add(hash, text.Length);
        hash.AppendData(text);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static string Digest(IncrementalHash hash) =>
        Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestBytes));
}
