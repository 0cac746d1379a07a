using System.Runtime.InteropServices;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>A pack of a set is the set, to the byte of every batch.</summary>
public sealed class PackLaws : IDisposable
{
    private static readonly Size Size = new(9, 14);

    private readonly string folder = Directory.CreateTempSubdirectory("cutwork-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Pack(IDataSet set)
    {
        string path = Path.Combine(folder, "set.pack");
        using var writer = new PackWriter(path, set.Name, set.Classes, overwrite: true);
        for (int index = 0; index < set.Count; index++)
            writer.Add(set.Read(index));
        writer.Complete();
        return path;
    }

    private static LoaderOptions Options(Framing framing, int workers = 2) =>
        new()
        {
            Size = Size,
            BatchSize = 7,
            Workers = workers,
            BatchesInFlight = 2,
            Seed = 5,
            Framing = framing,
            Recipe = new Recipe(
                new RandomErasing { Paint = Paint.NormalNoise },
                new Choice(new Mixup(1), new CutMix(1))
            ),
        };

    private static List<(string Samples, string Labels, byte[] Pixels)> Read<T>(IDataSet set, LoaderOptions options)
        where T : unmanaged
    {
        using var loader = new Loader<T>(set, options);
        var batches = new List<(string, string, byte[])>();
        foreach (LoadedBatch<T> batch in loader.Epoch(1))
            using (batch)
                batches.Add(
                    (
                        string.Join(' ', batch.Samples),
                        string.Join(' ', batch.Labels),
                        MemoryMarshal.AsBytes(batch.Images.Data).ToArray()
                    )
                );
        Assert.Equal(0, loader.BatchesInUse);
        return batches;
    }

    private static void Same<T>(IDataSet set, IDataSet pack, LoaderOptions options)
        where T : unmanaged
    {
        var expected = Read<T>(set, options);
        var found = Read<T>(pack, options);
        Assert.Equal(expected.Select(batch => batch.Samples), found.Select(batch => batch.Samples));
        Assert.Equal(expected.Select(batch => batch.Labels), found.Select(batch => batch.Labels));
        Assert.Equal(expected.Select(batch => batch.Pixels), found.Select(batch => batch.Pixels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Pictures_of_the_batch_s_size_are_painted_from_where_they_lie(int workers)
    {
        using var set = new FakeSet(40, Size);
        using IDataSet pack = DataSets.Open(Pack(set));
        Same<float>(set, pack, Options(Framing.Exact, workers));
        Same<byte>(set, pack, Options(Framing.Exact, workers));
        Same<BFloat16>(set, pack, Options(Framing.Exact, workers) with { ChannelsLast = true });
    }

    [Theory]
    [InlineData(Framing.CenterCrop)]
    [InlineData(Framing.Stretch)]
    public void Pictures_of_other_sizes_are_framed_alike(Framing framing)
    {
        // The same size, a window without resizing, and sizes that need it.
        Size[] sizes = [Size, new(9, 20), new(30, 14), new(5, 5), new(31, 40)];
        using var set = new FakeSet(33, Size) { SizeOf = index => sizes[index % sizes.Length] };
        using IDataSet pack = DataSets.Open(Pack(set));
        Same<float>(set, pack, Options(framing));
    }

    [Fact]
    public void Gray_pictures_serve_color_and_color_is_refused_in_gray()
    {
        using var gray = new FakeSet(20, Size) { Channels = 1 };
        using (IDataSet pack = DataSets.Open(Pack(gray)))
        {
            Same<float>(gray, pack, Options(Framing.Exact));
            Same<float>(gray, pack, Options(Framing.Exact) with { Channels = 1 });
        }
        using var color = new FakeSet(20, Size);
        using IDataSet colored = DataSets.Open(Pack(color));
        LoaderOptions one = Options(Framing.Exact) with { Channels = 1 };
        Assert.Contains("in color", Assert.Throws<DataSetException>(() => Read<byte>(colored, one)).Message);
    }

    [Fact]
    public void Another_size_is_an_error_with_its_name_where_the_framing_is_exact()
    {
        using var set = new FakeSet(8, new Size(9, 13));
        using IDataSet pack = DataSets.Open(Pack(set));
        string said = Assert.Throws<DataSetException>(() => Read<byte>(pack, Options(Framing.Exact))).Message;
        Assert.Contains("picture ", said);
        Assert.Contains("9×13", said);
    }

    [Fact]
    public void A_damaged_sample_of_a_pack_is_skipped_and_named()
    {
        using var set = new FakeSet(20, Size);
        string path = Pack(set);
        using (FileStream file = new(path, FileMode.Open))
        {
            file.Position = 128 + 3 * 384; // 9 · 14 · 3 bytes, aligned to 64
            file.WriteByte((byte)(set.Read(3).Picture.Pixels[0] ^ 1));
        }
        using IDataSet pack = DataSets.Open(path);
        using var loader = new Loader<byte>(pack, Options(Framing.Exact) with { OnDamage = OnDamage.Skip });
        var skipped = new List<SkippedSample>();
        int count = 0;
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                skipped.AddRange(batch.Skipped);
                count += batch.Count;
            }
        Assert.Equal((19, 3), (count, Assert.Single(skipped).Sample));
        Assert.Contains("picture 3", skipped[0].Name);
    }

    [Fact]
    public void A_set_that_is_disposed_while_it_is_read_ends_the_epoch_with_an_error()
    {
        using var set = new FakeSet(200, Size);
        IDataSet pack = DataSets.Open(Pack(set));
        using var loader = new Loader<float>(pack, Options(Framing.Exact));
        Exception? error = Record.Exception(() =>
        {
            foreach (LoadedBatch<float> batch in loader.Epoch(0))
                using (batch)
                    pack.Dispose();
        });
        Assert.IsType<ObjectDisposedException>(Assert.IsType<LoadException>(error).InnerException);
        Assert.Throws<ObjectDisposedException>(() => loader.Epoch(0).First());
        Assert.Equal(0, loader.BatchesInUse);
    }
}
