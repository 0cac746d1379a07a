using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>What a sample that has nothing but pixels and a label costs.</summary>
[Collection(nameof(Alone))]
public sealed class LoaderMemoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cutwork-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_mapped_sample_without_boxes_takes_no_object_of_its_own()
    {
        var size = new Size(4, 4);
        using var set = new FakeSet(20_000, size);
        string path = Path.Combine(folder, "set.pack");
        using (var writer = new PackWriter(path, set.Name, set.Classes))
        {
            for (int index = 0; index < set.Count; index++)
                writer.Add(set.Read(index));
            writer.Complete();
        }
        using IDataSet pack = DataSets.Open(path);
        using var loader = new Loader<byte>(
            pack,
            new LoaderOptions
            {
                Size = size,
                BatchSize = 200,
                Workers = 1,
            }
        );
        long least = long.MaxValue;
        for (int epoch = 0; epoch < 4; epoch++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            foreach (LoadedBatch<byte> batch in loader.Epoch(epoch))
                batch.Dispose();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        // 37: a batch's lists with 24 bytes for each sample, and its own objects. One object per sample would be 24 more.
        Assert.InRange(least / (double)set.Count, 0, 48);
    }
}
