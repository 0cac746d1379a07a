using System.Security.Cryptography;
using CsCheck;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Partners from a second pass: any batch size paints the same images, a batch of one is mixed, labels follow the pixels.</summary>
public class PartnerStreamLaws
{
    private static readonly Size Size = new(9, 14);

    private static readonly Recipe PerSample = new(
        new RandomErasing { Probability = 0.5, Paint = Paint.NormalNoise },
        new Choice(new Mixup(0.4) { Scope = Scope.Sample }, new CutMix(1) { Scope = Scope.Sample })
        {
            Scope = Scope.Sample,
        }
    );

    private static LoaderOptions Options(int batch, int workers = 2, int flight = 2, ulong seed = 1) =>
        new()
        {
            Size = Size,
            BatchSize = batch,
            Workers = workers,
            BatchesInFlight = flight,
            Seed = seed,
            Recipe = PerSample,
            Partners = PartnerStream.Second,
        };

    /// <summary>Every image of an epoch as a line: sample, partner, soft label, pixels.</summary>
    private static List<string> Images<T>(Loader<T> loader, int epoch = 0, int fromStep = 0)
        where T : unmanaged
    {
        var images = new List<string>();
        foreach (LoadedBatch<T> batch in loader.Epoch(epoch, fromStep))
            using (batch)
            {
                float[][] soft = [.. batch.SoftLabels(3).Chunk(3)];
                Assert.Equal(batch.Samples.Length, batch.Labels.Count);
                for (int position = 0; position < batch.Count; position++)
                {
                    ReadOnlySpan<T> pixels = batch.Images.Data.Slice(
                        position * batch.Images.ImageStride,
                        batch.Images.Layout.Extent
                    );
                    byte[] hash = SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels));
                    images.Add(
                        $"{batch.Samples[position]} + {batch.Plan.Partners[position]}: {string.Join(' ', soft[position])} {Convert.ToHexString(hash)}"
                    );
                }
            }
        return images;
    }

    [Fact]
    public void Any_batch_size_workers_and_batches_in_flight_make_the_same_images() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 9], Gen.Int[1, 5], Gen.Int[1, 4], Gen.ULong)
            .Sample(
                given =>
                {
                    (int count, int batch, int workers, int flight, ulong seed) = given;
                    using var set = new FakeSet(count, Size);
                    using var one = new Loader<float>(set, Options(1, 1, 1, seed));
                    using var other = new Loader<float>(set, Options(batch, workers, flight, seed));
                    return Images(one).SequenceEqual(Images(other)) && other.BatchesInUse == 0;
                },
                iter: 60
            );

    [Fact]
    public void A_batch_of_one_is_mixed()
    {
        using var set = new FakeSet(20, Size);
        using var loader = new Loader<byte>(set, Options(1) with { Recipe = new Recipe(new Mixup(1)) });
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                Stroke stroke = Assert.Single(batch.Plan.Stages[0].Strokes.ToArray());
                int own = batch.Samples[0];
                int partner = batch.Plan.Partners[0];
                Assert.NotEqual(own, partner);
                byte[] mine = new byte[Size.Area * 3];
                byte[] theirs = new byte[mine.Length];
                Planar(set.Read(own).Picture, mine);
                Planar(set.Read(partner).Picture, theirs);
                for (int i = 0; i < mine.Length; i++)
                    Assert.InRange(
                        batch.Images.Data[i] - (stroke.OwnWeight * mine[i] + (1 - stroke.OwnWeight) * theirs[i]),
                        -0.501,
                        0.501
                    );
                (int[] first, int[] second, float[] lambda) = batch.PairLabels();
                Assert.Equal((own % 3, partner % 3, (float)stroke.OwnWeight), (first[0], second[0], lambda[0]));
                Assert.Equal([own % 3], batch.Labels);
            }
        using var within = new Loader<byte>(
            set,
            Options(1) with
            {
                Recipe = new Recipe(new Mixup(1)),
                Partners = PartnerStream.Batch,
            }
        );
        foreach (LoadedBatch<byte> batch in within.Epoch(0))
            using (batch)
                Assert.Empty(batch.Plan.Stages[0].Strokes.ToArray());
    }

    private static void Planar(Picture picture, byte[] planes)
    {
        int area = (int)picture.Size.Area;
        for (int i = 0; i < picture.Pixels.Length; i++)
            planes[i % 3 * area + i / 3] = picture.Pixels[i];
    }

    [Fact]
    public void Going_on_at_any_step_gives_what_would_have_come()
    {
        using var set = new FakeSet(23, Size);
        using var loader = new Loader<BFloat16>(set, Options(4));
        List<string> whole = Images(loader, 2);
        Assert.Equal(23, whole.Count);
        for (int step = 0; step <= 6; step++)
            Assert.Equal(whole.Skip(4 * step), Images(loader, 2, step));
        Assert.NotEqual(whole, Images(loader, 3));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void All_ranks_together_make_what_one_process_makes(int world)
    {
        using var set = new FakeSet(29, Size);
        using var alone = new Loader<float>(set, Options(4));
        List<string> together = [];
        for (int rank = 0; rank < world; rank++)
        {
            using var loader = new Loader<float>(set, Options(3) with { Shard = new Shard(rank, world) });
            together.AddRange(Images(loader));
        }
        Assert.Equal(Images(alone).Order(StringComparer.Ordinal), together.Order(StringComparer.Ordinal));
    }

    /// <summary>Partners are cropped and flipped as the plan says of them, and resampled as images are.</summary>
    [Fact]
    public void What_is_painted_is_what_the_plan_says_views_of_partners_included()
    {
        using var set = new FakeSet(12, Size) { SizeOf = index => new Size(5 + index % 17, 6 + index % 23) };
        var recipe = new Recipe(new RandomResizedCrop(), new Flip(), new CutMix(1));
        using var loader = new Loader<float>(set, Options(5) with { Recipe = recipe });
        using var plain = new Loader<byte>(
            set,
            Options(12) with
            {
                Recipe = new Recipe(new RandomResizedCrop(), new Flip()),
            }
        );
        using LoadedBatch<byte> shown = plain.Epoch(0).Single();
        Assert.Empty(shown.Plan.Partners); // nothing to mix: no partner is read
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            using (batch)
            {
                int[] places =
                [
                    .. batch.Samples.Concat(batch.Plan.Partners).Select(sample => shown.Samples.IndexOf(sample)),
                ];
                Assert.Equal(places.Select(place => shown.Plan.Views[place]), batch.Plan.Views);
                SourceImage[] sources =
                [
                    .. places.Select(place => new SourceImage(
                        shown.Images.Data.Slice(place * shown.Images.ImageStride, shown.Images.Layout.Extent).ToArray(),
                        shown.Images.Layout
                    )),
                ];
                float[] expected = new float[batch.Images.Data.Length];
                batch
                    .Plan.AsShown()
                    .Collate(
                        sources,
                        new ImageBatch<float>(expected, batch.Images.Layout, batch.Count),
                        Palette.ImageNet
                    );
                Assert.Equal(expected, batch.Images.Data.ToArray());
            }
        Assert.Equal(24, loader.Statistics.Samples);
        Assert.Equal(12, plain.Statistics.Samples);
    }

    private static FakeSet Damaged(params int[] damaged) =>
        new(22, Size)
        {
            Before = index =>
            {
                if (damaged.Contains(index))
                    throw new DataSetException($"picture {index}", "it is cut short.");
            },
        };

    [Fact]
    public void An_image_whose_partner_cannot_be_read_stays_unmixed_where_asked()
    {
        using FakeSet set = Damaged(3, 4, 17);
        using var whole = new FakeSet(22, Size);
        using var loader = new Loader<float>(set, Options(5) with { OnDamage = OnDamage.Skip });
        using var sound = new Loader<float>(whole, Options(5));
        var expected = Images(sound).ToDictionary(line => line.Split(' ')[0]);
        int unmixed = 0;
        List<string> read = Images(loader);
        Assert.Equal(19, read.Count);
        foreach (string line in read)
        {
            string sample = line.Split(' ')[0];
            string[] before = expected[sample].Split(' ', ':');
            if (before[2] is "3" or "4" or "17")
            {
                unmixed++;
                Assert.StartsWith($"{sample} + {sample}:", line);
            }
            else
                Assert.Equal(expected[sample], line);
        }
        Assert.InRange(unmixed, 1, 3);
        Assert.Equal(6, loader.Statistics.Skipped); // each as an image and as a partner
    }

    [Fact]
    public void A_partner_that_cannot_be_read_ends_the_epoch_at_its_step()
    {
        using FakeSet set = Damaged(9);
        using var loader = new Loader<float>(set, Options(4) with { Order = SampleOrder.Sequential(22) });
        var order = new BatchOrder(SampleOrder.Sequential(22), 4);
        int first = Enumerable
            .Range(0, 6)
            .First(step => order.SamplesAt(new Key(1), step).Concat(order.PartnersAt(new Key(1), step)).Contains(9));
        var steps = new List<int>();
        DataSetException error = Assert.Throws<DataSetException>(() =>
        {
            foreach (LoadedBatch<float> batch in loader.Epoch(0))
                using (batch)
                    steps.Add(batch.Step);
        });
        Assert.Equal(Enumerable.Range(0, first), steps);
        Assert.Contains("picture 9", error.Message);
        Assert.Equal(0, loader.BatchesInUse);
    }
}
