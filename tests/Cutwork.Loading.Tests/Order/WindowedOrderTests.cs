using CsCheck;

namespace Cutwork.Loading.Tests.Order;

/// <summary>Windows along parts: every sample once, never far from its place, every order as often as its law says.</summary>
public class WindowedOrderTests
{
    private static readonly Gen<(int[] Parts, int Window, ulong Seed, int Epoch)> Cases = Gen.Select(
            Gen.Int[0, 40].Array[1, 9],
            Gen.Int[1, 70],
            Gen.ULong,
            Gen.Int[0, 1000]
        )
        .Where(given => given.Item1.Sum() > 0);

    private static int[] Epoch(SampleOrder order, Key key) =>
        [.. Enumerable.Range(0, order.Count).Select(place => order.SampleAt(key, place))];

    /// <summary>The epoch's order as it would be read one by one: that of a window of one.</summary>
    private static int[] OneByOne(int[] parts, Key key) => Epoch(SampleOrder.Windowed(parts, 1), key);

    [Fact]
    public void Every_sample_comes_once_and_less_than_a_window_from_its_place() =>
        Cases.Sample(given =>
        {
            var key = new Key(given.Seed, given.Epoch);
            int[] samples = Epoch(SampleOrder.Windowed(given.Parts, given.Window), key);
            int[] oneByOne = OneByOne(given.Parts, key);
            return samples.Order().SequenceEqual(Enumerable.Range(0, given.Parts.Sum()))
                && Enumerable
                    .Range(0, samples.Length)
                    .All(place => Math.Abs(Array.IndexOf(oneByOne, samples[place]) - place) < given.Window);
        });

    [Fact]
    public void One_by_one_the_parts_are_whole_and_ascending() =>
        Cases.Sample(given =>
        {
            int[] samples = OneByOne(given.Parts, new Key(given.Seed, given.Epoch));
            int jumps = Enumerable
                .Range(1, samples.Length - 1)
                .Count(place => samples[place] != samples[place - 1] + 1);
            return jumps < given.Parts.Count(length => length > 0);
        });

    [Fact]
    public void Places_may_be_asked_for_in_any_order_and_epochs_in_turn() =>
        Cases.Sample(given =>
        {
            SampleOrder order = SampleOrder.Windowed(given.Parts, given.Window);
            var keys = new[] { new Key(given.Seed, given.Epoch), new Key(given.Seed, given.Epoch + 1) };
            int[][] whole = [.. keys.Select(key => Epoch(SampleOrder.Windowed(given.Parts, given.Window), key))];
            return Enumerable
                .Range(0, order.Count)
                .Reverse()
                .All(place => keys.Index().All(key => order.SampleAt(key.Item, place) == whole[key.Index][place]));
        });

    /// <summary>Orders of parts, beginnings of windows and orders within them, counted out: each order of all with its probability.</summary>
    private static Dictionary<string, double> Law(int[] parts, int window)
    {
        var law = new Dictionary<string, double>();
        int[][] samples =
        [
            .. parts.Index().Select(part => Enumerable.Range(parts[..part.Index].Sum(), part.Item).ToArray()),
        ];
        int[][] orders = [.. Orders([.. Enumerable.Range(0, parts.Length)])];
        int count = parts.Sum();
        int borders = window < count ? window : 1;
        foreach (int[] order in orders)
        {
            int[] sequence = [.. order.SelectMany(part => samples[part])];
            for (int border = 0; border < borders; border++)
            {
                List<int[]> windows = [sequence[..border]];
                for (int start = border; start < count; start += window)
                    windows.Add(sequence[start..Math.Min(count, start + window)]);
                IEnumerable<int[]> all = windows.Aggregate<int[], IEnumerable<int[]>>(
                    [
                        [],
                    ],
                    (before, next) =>
                        before.SelectMany(_ => Orders(next), (first, second) => (int[])[.. first, .. second])
                );
                int[][] equal = [.. all];
                foreach (int[] one in equal)
                {
                    string name = string.Join(' ', one);
                    law[name] = law.GetValueOrDefault(name) + 1.0 / (orders.Length * borders * equal.Length);
                }
            }
        }
        return law;
    }

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length < 2
            ? [items]
            : items.SelectMany(
                (item, index) =>
                    Orders([.. items[..index], .. items[(index + 1)..]]).Select(rest => (int[])[item, .. rest])
            );

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    [InlineData(9, 4)]
    [InlineData(2, 2, 1, 2)]
    [InlineData(3, 1, 0, 3)]
    [InlineData(1, 1, 1, 1, 1)]
    public void Every_order_comes_as_often_as_its_law_says(int window, params int[] parts)
    {
        const int draws = 60_000;
        Dictionary<string, double> law = Law(parts, window);
        SampleOrder order = SampleOrder.Windowed(parts, window);
        Dictionary<string, int> seen = law.Keys.ToDictionary(name => name, _ => 0);
        for (int epoch = 0; epoch < draws; epoch++)
            seen[string.Join(' ', Epoch(order, new Key(11, epoch)))]++;
        double chiSquared = law.Sum(entry =>
            Math.Pow(seen[entry.Key] - draws * entry.Value, 2) / (draws * entry.Value)
        );
        int freedom = law.Count - 1;
        // Wilson and Hilferty: 6 standard deviations.
        double limit = freedom * Math.Pow(1 - 2.0 / (9 * freedom) + 6 * Math.Sqrt(2.0 / (9 * freedom)), 3);
        Assert.Equal(1, law.Values.Sum(), 12);
        Assert.InRange(chiSquared, 0, limit);
    }

    [Fact]
    public void Another_epoch_or_seed_is_another_order_and_the_same_is_the_same()
    {
        int[] parts = [300, 500, 200];
        SampleOrder order = SampleOrder.Windowed(parts, 64);
        int[] first = Epoch(order, new Key(5));
        Assert.Equal(first, Epoch(SampleOrder.Windowed(parts, 64), new Key(5)));
        Assert.NotEqual(first, Epoch(order, new Key(5, 1)));
        Assert.NotEqual(first, Epoch(order, new Key(6)));
    }

    [Fact]
    public void Window_borders_move_so_that_neighbors_meet_in_another_epoch()
    {
        SampleOrder order = SampleOrder.Windowed([40], 4);
        var swapped = new HashSet<int>();
        for (int epoch = 0; epoch < 60; epoch++)
        {
            int[] samples = Epoch(order, new Key(2, epoch));
            for (int sample = 0; sample < 39; sample++)
                if (Array.IndexOf(samples, sample) > Array.IndexOf(samples, sample + 1))
                    swapped.Add(sample);
        }
        Assert.Equal(39, swapped.Count);
    }

    [Fact]
    public void A_hundred_million_samples_take_no_memory_but_their_parts()
    {
        int[] parts = new int[100_000];
        parts.AsSpan().Fill(1000);
        SampleOrder.Windowed([10, 10], 4).SampleAt(new Key(5), 0); // what the first call in a process allocates is not the order's
        long before = GC.GetAllocatedBytesForCurrentThread();
        SampleOrder order = SampleOrder.Windowed(parts, 4096);
        order.SampleAt(new Key(5), 0);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * sizeof(int) * (parts.Length + 100));
        before = GC.GetAllocatedBytesForCurrentThread();
        double sum = 0;
        for (int place = 0; place < 1000; place++)
            sum += order.SampleAt(new Key(5), place * 99_999);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.InRange(sum / 1000, 45_000_000, 55_000_000);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains(
            "at least 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Windowed([3], 0)).Message
        );
        Assert.Contains(
            "Part 1 has -2",
            Assert.Throws<ArgumentException>(() => SampleOrder.Windowed([3, -2], 2)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Windowed([], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Windowed([0, 0], 2));
        Assert.Contains(
            "first 2 parts",
            Assert.Throws<ArgumentException>(() => SampleOrder.Windowed([int.MaxValue, 1], 2)).Message
        );
        Assert.Equal(int.MaxValue, SampleOrder.Windowed([int.MaxValue], int.MaxValue).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Windowed([3], 2).SampleAt(new Key(1), 3));
    }
}
