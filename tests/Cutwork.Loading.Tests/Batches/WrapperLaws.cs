using System.Runtime.InteropServices;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>A set with other labels is read as the set itself: the same bytes, in the same order, in the same way.</summary>
public sealed class WrapperLaws : IDisposable
{
    private static readonly Size Size = new(16, 20);

    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    private sealed class Relabeled(IDataSet samples, Func<int, int, int> labelOf) : IRelabeledDataSet
    {
        public IDataSet Samples => samples;

        public string Name => samples.Name;

        public IReadOnlyList<string> Classes => samples.Classes;

        public int Count => samples.Count;

        public string NameOf(int index) => samples.NameOf(index);

        public int LabelOf(int index, int label) => labelOf(index, label);

        public DataSample Read(int index) => throw new NotSupportedException("A loader reads the samples themselves.");

        public void Dispose() { }
    }

    private IDataSet Open(string kind)
    {
        if (kind == "plain")
            return new FakeSet(12, new Size(40, 30));
        for (int i = 0; i < 12; i++)
        {
            byte[] jpeg = PictureCodec.Encode(Samples.Ramp(90 + i, 120), PictureFormat.Jpeg);
            temporary.Write($"set/{"abc"[i % 3]}/{i:00}.jpg", jpeg);
        }
        string folder = Path.Combine(temporary.Path, "set");
        if (kind == "files")
            return DataSets.Open(folder);
        if (kind == "shards")
        {
            for (int shard = 0; shard < 3; shard++)
                temporary.Write(
                    $"shards/{shard}.tar",
                    Samples.Tar([
                        .. Enumerable
                            .Range(0, 4)
                            .SelectMany(i =>
                                ((string, byte[])[])
                                    [
                                        (
                                            $"{shard}{i}.jpg",
                                            PictureCodec.Encode(Samples.Ramp(80, 70 + i), PictureFormat.Jpeg)
                                        ),
                                        ($"{shard}{i}.cls", Samples.Text($"{i % 3}")),
                                    ]
                            ),
                    ])
                );
            return DataSets.Open(Path.Combine(temporary.Path, "shards"));
        }
        string path = Path.Combine(temporary.Path, "set.pack");
        using (IDataSet set = DataSets.Open(folder))
        using (var writer = new PackWriter(path, set.Name, set.Classes, overwrite: true))
        {
            for (int index = 0; index < set.Count; index++)
                writer.Add(set.Read(index));
            writer.Complete();
        }
        return DataSets.Open(path);
    }

    private static List<(string Samples, string Labels, string Pixels)> Read(IDataSet set)
    {
        using var loader = new Loader<byte>(
            set,
            new LoaderOptions
            {
                Size = Size,
                BatchSize = 5,
                Workers = 2,
                Order = SampleOrder.Windowed(set, 3),
                Recipe = new Recipe(new RandomResizedCrop(), new Flip(), new CutMix(1)),
            }
        );
        var batches = new List<(string, string, string)>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(1))
            using (batch)
                batches.Add(
                    (
                        string.Join(' ', batch.Samples),
                        string.Join(' ', batch.Labels),
                        Convert.ToHexString(MemoryMarshal.AsBytes(batch.Images.Data))
                    )
                );
        return batches;
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("files")]
    [InlineData("shards")]
    [InlineData("pack")]
    public void Wrapping_changes_nothing_but_labels(string kind)
    {
        using IDataSet set = Open(kind);
        var same = new Relabeled(set, (_, label) => label);
        var twice = new Relabeled(new Relabeled(set, (_, label) => (label + 1) % 3), (_, label) => (label + 1) % 3);
        var bare = Read(set);
        Assert.Equal(3, bare.Count);
        Assert.Equal(bare, Read(same));
        var moved = Read(twice);
        Assert.Equal(bare.Select(batch => batch.Pixels), moved.Select(batch => batch.Pixels));
        Assert.Equal(bare.Select(batch => batch.Samples), moved.Select(batch => batch.Samples));
        Assert.Equal(
            bare.Select(batch => string.Join(' ', batch.Labels.Split(' ').Select(label => (int.Parse(label) + 2) % 3))),
            moved.Select(batch => batch.Labels)
        );
    }

    [Theory]
    [InlineData("plain", 3)]
    [InlineData("files", -1)]
    [InlineData("shards", 1000)]
    [InlineData("pack", int.MaxValue)]
    public void A_label_that_is_no_class_is_refused_by_name(string kind, int label)
    {
        using IDataSet set = Open(kind);
        var wrong = new Relabeled(set, (index, own) => index == 7 ? label : own);
        var error = Assert.Throws<DataSetException>(() => Read(wrong));
        Assert.Contains(set.NameOf(7), error.Message);
        Assert.Contains($"label is {label}", error.Message);
        Assert.Contains("3 classes", error.Message);
    }

    [Fact]
    public void A_batch_that_no_span_can_hold_is_refused_before_anything_is_read()
    {
        using var set = new FakeSet(3, Size);
        foreach (Size size in (Size[])[new(100_000, 100_000), new(30_000, 30_000), new(int.MaxValue, int.MaxValue)])
            Assert.Throws<ArgumentException>(() =>
                new Loader<byte>(set, new LoaderOptions { Size = size, BatchSize = 1 })
            );
        Assert.Contains(
            "smaller batch",
            Assert
                .Throws<ArgumentException>(() =>
                    new Loader<float>(set, new LoaderOptions { Size = new Size(224, 224), BatchSize = 20_000 })
                )
                .Message
        );
        Assert.Equal(0, set.Reads);
    }
}
