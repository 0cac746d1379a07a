using Cutwork.Imaging;

namespace Cutwork.Loading.Tests;

/// <summary>The files of a small set again and again: many samples for which nothing is written.</summary>
internal sealed class RepeatedSet(IEncodedDataSet files, int count) : IEncodedDataSet
{
    public string Name => files.Name;

    public IReadOnlyList<string> Classes => files.Classes;

    public int Count => count;

    public string NameOf(int index) => files.NameOf(index % files.Count);

    public DataSample Read(int index) => files.Read(index % files.Count) with { Index = index };

    public EncodedSample ReadEncoded(int index) => files.ReadEncoded(index % files.Count);

    public void Dispose() => files.Dispose();
}
