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
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shard(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleOrder.Shuffled(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.SampleAt(new Key(1), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => order.SampleAt(new Key(1), -1));
    }
}
