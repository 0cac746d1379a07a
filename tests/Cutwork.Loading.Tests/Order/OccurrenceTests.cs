namespace Cutwork.Loading.Tests.Order;

/// <summary>Each order knows how often a sample came before, as counting from the first place on tells it.</summary>
public class OccurrenceTests
{
    private sealed class OwnOrder : SampleOrder
    {
        public override int Count => 50;

        public override int SampleAt(Key key, int place) => (place * place + key.Epoch) % 7;
    }

    public static TheoryData<string> Orders =>
        [
            "sequential",
            "shuffled",
            "windowed",
            "weighted",
            "balanced",
            "listed",
            "listed-once",
            "listed-shuffled",
            "repeated",
            "repeated-short",
            "own",
        ];

    private static SampleOrder Of(string name) =>
        name switch
        {
            "sequential" => SampleOrder.Sequential(40),
            "shuffled" => SampleOrder.Shuffled(40),
            "windowed" => SampleOrder.Windowed([10, 20, 10], 7),
            "weighted" => SampleOrder.Weighted([1, 5, 0, 2, 2], 200),
            "balanced" => SampleOrder.ClassBalanced([0, 0, 0, 0, 0, 1, 1, 4], 100),
            "listed" => SampleOrder.Listed(5, 1, 5, 5, 2, 1, 5),
            "listed-once" => SampleOrder.Listed(5, 1, 2),
            "listed-shuffled" => SampleOrder.Shuffled([5, 1, 5, 5, 2, 1, 5]),
            "repeated" => SampleOrder.Repeated(13, 4),
            "repeated-short" => SampleOrder.Repeated(13, 4, 13),
            _ => new OwnOrder(),
        };

    private static int[] Counted(SampleOrder order, Key key)
    {
        var times = new Dictionary<int, int>();
        int[] before = new int[order.Count];
        for (int place = 0; place < before.Length; place++)
        {
            int sample = order.SampleAt(key, place);
            before[place] = times.GetValueOrDefault(sample);
            times[sample] = before[place] + 1;
        }
        return before;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Occurrences_are_counted_from_the_first_place_on(string name)
    {
        SampleOrder order = Of(name);
        foreach (int epoch in (int[])[0, 3, 0, 1, 2, 3])
        {
            var key = new Key(5, epoch, 17, 99); // sample and operation of a key are not the order's
            int[] counted = Counted(order, new Key(5, epoch));
            for (int place = order.Count - 1; place >= 0; place--) // anybody may begin anywhere
                Assert.Equal(counted[place], order.OccurrenceAt(key, place));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => order.OccurrenceAt(new Key(5), order.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.OccurrenceAt(new Key(5), -1));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Batches_of_all_ranks_have_their_samples_occurrences(string name)
    {
        SampleOrder order = Of(name);
        var key = new Key(5, 2);
        foreach (int world in (int[])[1, 2, 3])
        {
            var seen = new HashSet<(int, int)>();
            var partners = new HashSet<(int, int)>();
            for (int rank = 0; rank < world; rank++)
            {
                var batches = new BatchOrder(order, 4, new Shard(rank, world));
                for (int step = 0; step < batches.Steps; step++)
                {
                    foreach (var pair in batches.SamplesAt(key, step).Zip(batches.OccurrencesAt(key, step)))
                        Assert.True(seen.Add(pair));
                    foreach (var pair in batches.PartnersAt(key, step).Zip(batches.PartnerOccurrencesAt(key, step)))
                        Assert.True(partners.Add(pair));
                }
            }
            Assert.Equal(order.Count, seen.Count);
            Assert.Equal(seen.Order(), partners.Order());
        }
    }

    [Fact]
    public void Threads_that_ask_at_once_are_told_the_same()
    {
        SampleOrder order = SampleOrder.Weighted([1, 2, 3, 4], 20_000);
        int[] counted = Counted(order, new Key(9, 1));
        Parallel.For(
            0,
            8,
            thread =>
            {
                for (int place = thread; place < order.Count; place += 8)
                    Assert.Equal(counted[place], order.OccurrenceAt(new Key(9, 1), place));
            }
        );
    }

    /// <summary>torchvision's RASampler: shuffled, each index repeated, then dealt out rank by rank.</summary>
    [Theory]
    [InlineData(12, 3, 1)]
    [InlineData(12, 3, 2)]
    [InlineData(12, 3, 3)]
    [InlineData(10, 4, 4)]
    [InlineData(7, 2, 3)]
    public void Repeated_augmentation_deals_its_copies_out_to_the_ranks(int count, int times, int world)
    {
        SampleOrder order = SampleOrder.Repeated(count, times);
        var key = new Key(3, 4);
        int[] shuffled =
        [
            .. Enumerable.Range(0, count).Select(place => SampleOrder.Shuffled(count).SampleAt(key, place)),
        ];
        int[] places = [.. shuffled.SelectMany(sample => Enumerable.Repeat(sample, times))];
        Assert.Equal(count * times, order.Count);
        for (int rank = 0; rank < world; rank++)
        {
            var batches = new BatchOrder(order, 4, new Shard(rank, world));
            int[] dealt = [.. Enumerable.Range(0, batches.Steps).SelectMany(step => batches.SamplesAt(key, step))];
            Assert.Equal(places.Where((_, place) => place % world == rank), dealt);
        }
    }

    [Fact]
    public void Impossible_repeats_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Repeated(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Repeated(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Repeated(3, 2, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Repeated(3, 2, 0));
        Assert.Contains(
            "4000000000 places",
            Assert.Throws<ArgumentException>(() => SampleOrder.Repeated(2_000_000_000, 2)).Message
        );
    }
}
