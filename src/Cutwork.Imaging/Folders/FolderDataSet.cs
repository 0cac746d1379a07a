using System.Buffers;

namespace Cutwork.Imaging;

/// <summary>Image files in folders, by their places below one: class after class, in ordinal order of names.</summary>
/// <param name="root">The folder that names are relative to.</param>
/// <param name="name">The set's.</param>
/// <param name="classes">By label.</param>
/// <param name="files">Places below the root, with '/', and labels.</param>
/// <param name="decode">What is accepted.</param>
/// <param name="account">What was left out.</param>
internal sealed class FolderDataSet(
    string root,
    string name,
    string[] classes,
    (string Place, int Label)[] files,
    DecodeOptions decode,
    DataSetAccount account
) : IEncodedDataSet
{
    public string Name => name;

    public IReadOnlyList<string> Classes => classes;

    public int Count => files.Length;

    public DataSetAccount Account => account;

    public string NameOf(int index) => files[Sources.Check(index, Count)].Place;

    public DataSample Read(int index)
    {
        using EncodedSample file = ReadEncoded(index);
        return new DataSample(index, NameOf(index), file.Decode(), file.Label);
    }

    public EncodedSample ReadEncoded(int index)
    {
        (string place, int label) = files[Sources.Check(index, Count)];
        string path = Path.Combine(root, place);
        try
        {
            IMemoryOwner<byte> file = EncodedSample.Rent(path, decode, out int length);
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
        string path = Path.Combine(root, files[Sources.Check(index, Count)].Place);
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
