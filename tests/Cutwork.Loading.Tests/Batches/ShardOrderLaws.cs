using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Tar shards read in windows: nearly from front to back, whole, by any ranks, from any step; and shards that are cut.</summary>
public sealed class ShardOrderLaws : IDisposable
{
    private const int Window = 8;
    private static readonly int[] Lengths = [23, 9, 31, 14];
    private static readonly int Count = Lengths.Sum();

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, (int Shard, long Offset)> places = [];

    /// <summary>Shards of 2×3 PNGs whose red is the sample's index, its label the shard; where each lies is written down.</summary>
    private IDataSet Open(int cutShard = -1)
    {
        int sample = 0;
        for (int shard = 0; shard < Lengths.Length; shard++)
        {
            using var tar = new MemoryStream();
            for (int number = 0; number < Lengths[shard]; number++, sample++)
            {
                places[$"part-{shard}.tar/{number:000}.png"] = (shard, tar.Length);
                tar.Write(Samples.TarMember($"{number:000}.cls", Samples.Text($"{shard}")));
                byte[] picture = Samples.TarMember($"{number:000}.png", Samples.Plain((byte)sample, 0, 0));
                bool isCut = shard == cutShard && number == Lengths[shard] - 1;
                tar.Write(isCut ? picture.AsSpan(0, 512 + 20) : picture);
            }
            if (shard != cutShard)
                tar.Write(new byte[1024]);
            folder.Write($"set/part-{shard}.tar", tar.ToArray());
        }
        return DataSets.Open(Path.Combine(folder.Path, "set"));
    }

    private static LoaderOptions Options(SampleOrder order, int batch = 4, Shard shard = default) =>
        new()
        {
            Size = new Size(2, 3),
            BatchSize = batch,
            Seed = 3,
            Workers = 3,
            Order = order,
            Shard = shard,
        };

    private static List<(int Step, int[] Samples, byte[] Pixels)> Read(
        IDataSet set,
        LoaderOptions options,
        int epoch,
        int fromStep = 0
    )
    {
        using var loader = new Loader<byte>(set, options);
        var steps = new List<(int, int[], byte[])>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(epoch, fromStep))
            using (batch)
                steps.Add((batch.Step, [.. batch.Samples], batch.Images.Data.ToArray()));
        return steps;
    }

    [Fact]
    public void A_set_says_how_long_its_shards_are()
    {
        using IDataSet set = Open();
        Assert.Equal(Lengths, Assert.IsAssignableFrom<IPartedDataSet>(set).PartLengths);
    }

    [Fact]
    public void Members_are_read_nearly_in_the_order_of_their_offsets_and_few_shards_at_a_time()
    {
        using IDataSet set = Open();
        SampleOrder order = SampleOrder.Windowed(set, Window);
        for (int epoch = 0; epoch < 20; epoch++)
        {
            (int Shard, long Offset)[] read =
            [
                .. Read(set, Options(order), epoch)
                    .SelectMany(step => step.Samples)
                    .Select(sample => places[set.NameOf(sample)]),
            ];
            Assert.Equal(Count, read.Distinct().Count());
            var spans = new List<(int First, int Last)>();
            for (int shard = 0; shard < Lengths.Length; shard++)
            {
                long[] offsets = [.. read.Where(place => place.Shard == shard).Select(place => place.Offset)];
                long[] ascending = [.. offsets.Order()];
                int furthest = 0;
                foreach (long offset in offsets)
                {
                    int number = Array.IndexOf(ascending, offset);
                    Assert.True(
                        furthest - number < Window,
                        $"member {number} of shard {shard} after member {furthest}"
                    );
                    furthest = Math.Max(furthest, number);
                }
                spans.Add(
                    (
                        Array.FindIndex(read, place => place.Shard == shard),
                        Array.FindLastIndex(read, place => place.Shard == shard)
                    )
                );
            }
            for (int place = 0; place < Count; place++)
                Assert.InRange(spans.Count(span => span.First <= place && place <= span.Last), 1, 2);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Ranks_read_every_sample_once(int world)
    {
        using IDataSet set = Open();
        SampleOrder order = SampleOrder.Windowed(set, Window);
        List<int> seen = [];
        for (int rank = 0; rank < world; rank++)
            foreach ((_, int[] samples, byte[] pixels) in Read(set, Options(order, 3, new Shard(rank, world)), 2))
            {
                seen.AddRange(samples);
                for (int position = 0; position < samples.Length; position++)
                    Assert.Equal(samples[position], pixels[position * 18]);
            }
        Assert.Equal(Enumerable.Range(0, Count), seen.Order());
    }

    [Fact]
    public void Going_on_at_any_step_gives_what_would_have_come()
    {
        using IDataSet set = Open();
        LoaderOptions options = Options(SampleOrder.Windowed(set, Window));
        List<(int Step, int[] Samples, byte[] Pixels)> whole = Read(set, options, 1);
        Assert.NotEqual(whole[0].Samples, Read(set, options, 2)[0].Samples);
        for (int step = 0; step <= whole.Count; step++)
        {
            // An order of its own, as in a process that was started again.
            List<(int Step, int[] Samples, byte[] Pixels)> rest = Read(
                set,
                options with
                {
                    Order = SampleOrder.Windowed(set, Window),
                },
                1,
                step
            );
            Assert.Equivalent(whole.Skip(step), rest, strict: true);
        }
    }

    [Fact]
    public void Other_sets_are_one_part()
    {
        using var set = new FakeSet(50, new Size(2, 3));
        int[] order = [.. Read(set, Options(SampleOrder.Windowed(set, Window)), 0).SelectMany(step => step.Samples)];
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.All(order.Index(), place => Assert.InRange(Math.Abs(place.Item - place.Index), 0, Window - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_member_that_is_cut_ends_the_epoch_at_its_step_by_name(int workers)
    {
        using IDataSet set = Open(cutShard: 2);
        Assert.Equal(Count, set.Count);
        int cut = Lengths[..3].Sum() - 1;
        foreach (SampleOrder order in (SampleOrder[])[SampleOrder.Sequential(Count), SampleOrder.Windowed(set, Window)])
        {
            int place = Enumerable.Range(0, Count).Single(place => order.SampleAt(new Key(3), place) == cut);
            using var loader = new Loader<byte>(set, Options(order) with { Workers = workers });
            var steps = new List<int>();
            DataSetException error = Assert.Throws<DataSetException>(() =>
            {
                foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                    using (batch)
                        steps.Add(batch.Step);
            });
            Assert.Equal(Enumerable.Range(0, place / 4), steps);
            Assert.Contains("part-2.tar: member \"030.png\" at byte", error.Message);
            Assert.Contains("truncated", error.Message);
            Assert.Equal(0, loader.BatchesInUse);
        }
    }

    [Fact]
    public void A_member_that_is_cut_is_skipped_and_counted_where_asked()
    {
        using IDataSet set = Open(cutShard: 2);
        int cut = Lengths[..3].Sum() - 1;
        using var loader = new Loader<byte>(
            set,
            Options(SampleOrder.Windowed(set, Window)) with
            {
                OnDamage = OnDamage.Skip,
            }
        );
        var seen = new List<int>();
        var skipped = new List<SkippedSample>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                seen.AddRange(batch.Samples);
                skipped.AddRange(batch.Skipped);
            }
        Assert.Equal(Enumerable.Range(0, Count).Where(sample => sample != cut), seen.Order());
        Assert.Equal(cut, Assert.Single(skipped).Sample);
        Assert.Contains("030.png", skipped[0].Name);
        Assert.Equal(1, loader.Statistics.Skipped);
    }

    public void Dispose() => folder.Dispose();
}
