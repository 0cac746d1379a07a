using System.Security.Cryptography;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>A sample that comes again in an epoch is shown, erased and mixed anew.</summary>
public class RepeatLaws
{
    private static readonly Size Size = new(12, 14);

    public static TheoryData<string> Orders => ["weighted", "balanced", "listed", "listed-shuffled", "repeated"];

    private static SampleOrder Of(string name) =>
        name switch
        {
            "weighted" => SampleOrder.Weighted([1, 5, 3], 60),
            "balanced" => SampleOrder.ClassBalanced([0, 0, 1], 60),
            "listed" => SampleOrder.Listed([.. Enumerable.Range(0, 60).Select(place => place % 3)]),
            "listed-shuffled" => SampleOrder.Shuffled([.. Enumerable.Range(0, 60).Select(place => place % 3)]),
            _ => SampleOrder.Repeated(3, 20),
        };

    private static LoaderOptions Options(string order, int batch, int workers) =>
        new()
        {
            Size = Size,
            BatchSize = batch,
            Workers = workers,
            Order = Of(order),
            Recipe = new Recipe(
                new RandomResizedCrop(),
                new Flip(),
                new RandomErasing { Probability = 0.5, Paint = Paint.NormalNoise }
            ),
        };

    private static List<(int Sample, string Pixels)> Images(LoaderOptions options, int fromStep = 0)
    {
        using var set = new FakeSet(3, new Size(30, 30));
        using var loader = new Loader<byte>(set, options);
        var images = new List<(int, string)>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(1, fromStep))
            using (batch)
                for (int place = 0; place < batch.Count; place++)
                    images.Add((batch.Samples[place], Convert.ToHexString(SHA256.HashData(Bytes(batch, place)))));
        return images;
    }

    private static byte[] Bytes(LoadedBatch<byte> batch, int place)
    {
        int extent = batch.Images.Layout.Extent;
        return batch.Images.Data.Slice(place * batch.Images.ImageStride, extent).ToArray();
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void No_repeat_has_the_bytes_of_another(string order)
    {
        List<(int Sample, string Pixels)> images = Images(Options(order, 7, 2));
        Assert.Equal(60, images.Count);
        Assert.Equal(60, images.Select(image => image.Pixels).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Batch_size_workers_and_where_reading_began_change_nothing(string order)
    {
        List<(int Sample, string Pixels)> images = Images(Options(order, 6, 1));
        Assert.Equal(images, Images(Options(order, 5, 3)));
        Assert.Equal(images.Skip(42), Images(Options(order, 6, 2), fromStep: 7));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void All_processes_together_make_the_images_of_one(string order)
    {
        IEnumerable<(int, string)> shared = Enumerable
            .Range(0, 3)
            .SelectMany(rank => Images(Options(order, 4, 1) with { Shard = new Shard(rank, 3) }));
        Assert.Equal(Images(Options(order, 6, 1)).Order(), shared.Order());
    }

    [Fact]
    public void Repeats_that_are_mixed_with_a_second_stream_are_mixed_anew()
    {
        LoaderOptions options = Options("repeated", 6, 2) with
        {
            Recipe = new Recipe(new RandomResizedCrop(), new Mixup(1) { Scope = Scope.Sample }),
            Partners = PartnerStream.Second,
        };
        List<(int Sample, string Pixels)> images = Images(options);
        Assert.Equal(60, images.Select(image => image.Pixels).Distinct().Count());
        Assert.Equal(images, Images(options with { BatchSize = 9, Workers = 1 }));
    }

    [Fact]
    public void Where_samples_are_left_out_the_others_keep_their_occurrences()
    {
        using var set = new FakeSet(3, Size)
        {
            Before = sample =>
            {
                if (sample == 1)
                    throw new Imaging.DataSetException("picture 1", "it is damaged");
            },
        };
        using var loader = new Loader<byte>(set, Options("listed", 7, 2) with { OnDamage = OnDamage.Skip });
        var seen = new List<(int, int)>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
                for (int place = 0; place < batch.Count; place++)
                    seen.Add(
                        (batch.Samples[place], batch.Plan.Occurrences.IsEmpty ? 0 : batch.Plan.Occurrences[place])
                    );
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(time => ((int, int)[])[(0, time), (2, time)]), seen);
    }
}
