using CsCheck;

namespace Cutwork.Loading.Tests.Order;

/// <summary>Steps and shards: every place of an epoch once, in whatever part of the world.</summary>
public class BatchOrderTests
{
    private static readonly Gen<(int Count, int Batch, int World, ulong Seed, int Epoch)> Cases = Gen.Select(
        Gen.Int[1, 300],
        Gen.Int[1, 40],
        Gen.Int[1, 9],
        Gen.ULong,
        Gen.Int[0, 1000]
    );

    private static IEnumerable<int> Samples(BatchOrder order, Key key) =>
        Enumerable.Range(0, order.Steps).SelectMany(step => order.SamplesAt(key, step));

    [Fact]
    public void All_ranks_together_see_every_sample_once() =>
        Cases.Sample(given =>
        {
            var key = new Key(given.Seed, given.Epoch);
            SampleOrder order = SampleOrder.Shuffled(given.Count);
            int[] seen =
            [
                .. Enumerable
                    .Range(0, given.World)
                    .SelectMany(rank => Samples(new(order, given.Batch, new Shard(rank, given.World)), key)),
            ];
            return seen.Order().SequenceEqual(Enumerable.Range(0, given.Count));
        });

    [Fact]
    public void A_step_of_the_world_is_a_step_of_one_process_with_the_batch_of_all() =>
        Cases.Sample(given =>
        {
            var key = new Key(given.Seed, given.Epoch);
            SampleOrder order = SampleOrder.Shuffled(given.Count);
            BatchOrder whole = new(order, given.Batch * given.World);
            BatchOrder[] parts =
            [
                .. Enumerable
                    .Range(0, given.World)
                    .Select(rank => new BatchOrder(order, given.Batch, new Shard(rank, given.World))),
            ];
            return Enumerable
                .Range(0, whole.Steps)
                .All(step =>
                    parts
                        .Where(part => step < part.Steps)
                        .SelectMany(part => part.SamplesAt(key, step))
                        .SequenceEqual(whole.SamplesAt(key, step))
                );
        });

    [Fact]
    public void Ranks_differ_by_at_most_one_sample_and_not_at_all_where_the_last_step_is_dropped() =>
        Cases.Sample(given =>
        {
            var key = new Key(given.Seed, given.Epoch);
            SampleOrder order = SampleOrder.Shuffled(given.Count);
            int[] counts =
            [
                .. Enumerable
                    .Range(0, given.World)
                    .Select(rank => Samples(new(order, given.Batch, new Shard(rank, given.World)), key).Count()),
            ];
            if (counts.Max() - counts.Min() > 1)
                return false;
            if (given.Count < given.Batch * given.World)
                return true;
            int full = given.Count / (given.Batch * given.World) * given.Batch;
            return Enumerable
                .Range(0, given.World)
                .All(rank =>
                    Samples(new(order, given.Batch, new Shard(rank, given.World), dropLast: true), key).Count() == full
                );
        });

    /// <summary>Each place's partner, whatever the batches and ranks; everybody is one once, nobody their own.</summary>
    [Fact]
    public void Partners_are_a_second_pass_in_which_nobody_meets_itself() =>
        Cases.Sample(given =>
        {
            var key = new Key(given.Seed, given.Epoch);
            SampleOrder order = SampleOrder.Shuffled(given.Count);
            Dictionary<int, int> partners = Partners(order, 1, 1);
            return partners.Keys.Order().SequenceEqual(Enumerable.Range(0, given.Count))
                && partners.Values.Order().SequenceEqual(Enumerable.Range(0, given.Count))
                && (given.Count == 1 || partners.All(pair => pair.Key != pair.Value))
                && partners.Order(Sample).SequenceEqual(Partners(order, given.Batch, given.World).Order(Sample));

            Dictionary<int, int> Partners(SampleOrder order, int batch, int world) =>
                Enumerable
                    .Range(0, world)
                    .Select(rank => new BatchOrder(order, batch, new Shard(rank, world)))
                    .SelectMany(part =>
                        Enumerable
                            .Range(0, part.Steps)
                            .SelectMany(step => part.SamplesAt(key, step).Zip(part.PartnersAt(key, step)))
                    )
                    .ToDictionary(pair => pair.First, pair => pair.Second);
        });

    private static readonly Comparer<KeyValuePair<int, int>> Sample = Comparer<KeyValuePair<int, int>>.Create(
        (one, other) => one.Key.CompareTo(other.Key)
    );

    /// <summary>All circles of five places, 4! of them, come alike: χ² within six standard deviations.</summary>
    [Fact]
    public void Every_circle_of_partners_is_as_likely_as_another()
    {
        const int draws = 24_000;
        var order = new BatchOrder(SampleOrder.Sequential(5), 5);
        var seen = new Dictionary<string, int>();
        for (int epoch = 0; epoch < draws; epoch++)
        {
            string circle = string.Join(' ', order.PartnersAt(new Key(8, epoch), 0));
            seen[circle] = seen.GetValueOrDefault(circle) + 1;
        }
        Assert.Equal(24, seen.Count);
        double chiSquared = seen.Values.Sum(times => Math.Pow(times - draws / 24.0, 2) / (draws / 24.0));
        Assert.InRange(chiSquared, 0, 23 * Math.Pow(1 - 2.0 / 207 + 6 * Math.Sqrt(2.0 / 207), 3));
    }

    [Theory]
    [InlineData(10, 4, 1, 3)]
    [InlineData(8, 4, 1, 2)]
    [InlineData(10, 2, 2, 3)]
    [InlineData(1, 4, 1, 1)]
    public void Steps_are_counted(int count, int batch, int world, int steps) =>
        Assert.Equal(steps, new BatchOrder(SampleOrder.Sequential(count), batch, new Shard(0, world)).Steps);

    [Fact]
    public void A_rank_without_a_sample_has_no_step() =>
        Assert.Equal(0, new BatchOrder(SampleOrder.Sequential(1), 4, new Shard(1, 2)).Steps);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        SampleOrder order = SampleOrder.Sequential(10);
        Assert.Contains(
            "no full step of 11",
            Assert.Throws<ArgumentException>(() => new BatchOrder(order, 11, dropLast: true)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(order, 0));
        Assert.Contains(
            "3 steps",
            Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(order, 4).SamplesAt(new Key(1), 3)).Message
        );
        Assert.Contains("ranks are 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Shard(2, 2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(order, 4).PartnersAt(new Key(1), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shard(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Shuffled(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.SampleAt(new Key(1), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.SampleAt(new Key(1), -1));
    }
}
