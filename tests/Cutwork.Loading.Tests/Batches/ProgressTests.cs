using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Whoever reads tells how far it has come: every step once, in order.</summary>
public class ProgressTests
{
    private readonly record struct Count(int Epoch, int Step, int Steps, long Samples, long Skipped)
    {
        public static Count Of(LoaderProgress progress) =>
            new(progress.Epoch, progress.Step, progress.Steps, progress.Samples, progress.Skipped);
    }

    private sealed class Told(Action<LoaderProgress> take) : IProgress<LoaderProgress>
    {
        public void Report(LoaderProgress value) => take(value);
    }

    private static LoaderOptions Options(Action<LoaderProgress> take, int workers = 3) =>
        new()
        {
            Size = new Size(4, 4),
            BatchSize = 4,
            Workers = workers,
            Order = SampleOrder.Sequential(22),
            OnDamage = OnDamage.Skip,
            Progress = new Told(take),
        };

    private static FakeSet Damaged(params int[] damaged) =>
        new(22, new Size(4, 4))
        {
            Before = index =>
            {
                if (damaged.Contains(index))
                    throw new DataSetException($"picture {index}", "it is cut short.");
            },
        };

    private static readonly Count[] All =
    [
        new(7, 0, 6, 3, 1),
        new(7, 1, 6, 7, 1),
        new(7, 2, 6, 7, 5), // of step 2 nothing is left
        new(7, 3, 6, 11, 5),
        new(7, 4, 6, 15, 5),
        new(7, 5, 6, 16, 6),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_step_is_told_before_its_batch_by_whoever_reads(int workers)
    {
        using FakeSet set = Damaged(1, 8, 9, 10, 11, 21);
        int reader = Environment.CurrentManagedThreadId;
        var told = new List<Count>();
        void Take(LoaderProgress progress)
        {
            Assert.Equal(reader, Environment.CurrentManagedThreadId);
            told.Add(Count.Of(progress));
        }
        using var loader = new Loader<byte>(set, Options(Take, workers));
        foreach (LoadedBatch<byte> batch in loader.Epoch(7))
            using (batch)
                Assert.Equal(All[..(batch.Step + 1)], told);
        Assert.Equal(All, told);
    }

    [Fact]
    public async Task Read_asynchronously_it_is_the_same()
    {
        using FakeSet set = Damaged(1, 8, 9, 10, 11, 21);
        var told = new List<Count>();
        using var loader = new Loader<byte>(set, Options(progress => told.Add(Count.Of(progress))));
        await foreach (LoadedBatch<byte> batch in loader.EpochAsync(7))
            using (batch)
                Assert.Equal(All[..(batch.Step + 1)], told);
        Assert.Equal(All, told);
    }

    [Fact]
    public void Going_on_at_a_step_counts_from_there()
    {
        using FakeSet set = Damaged(21);
        var told = new List<Count>();
        using var loader = new Loader<byte>(set, Options(progress => told.Add(Count.Of(progress))));
        foreach (LoadedBatch<byte> batch in loader.Epoch(0, 4))
            batch.Dispose();
        Assert.Equal([new Count(0, 4, 6, 4, 0), new Count(0, 5, 6, 5, 1)], told);
    }

    [Fact]
    public void What_was_left_out_is_named_even_where_no_batch_is_left()
    {
        using FakeSet set = Damaged(1, 8, 9, 10, 11);
        var leftOut = new List<(int Step, SkippedSample Sample)>();
        void Take(LoaderProgress progress) =>
            leftOut.AddRange(progress.LeftOut.Select(sample => (progress.Step, sample)));
        using var loader = new Loader<byte>(set, Options(Take));
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            batch.Dispose();
        Assert.Equal(
            [(0, 1), (2, 8), (2, 9), (2, 10), (2, 11)],
            leftOut.Select(told => (told.Step, told.Sample.Sample))
        );
        Assert.Equal(new SkippedSample(8, "picture 8", "it is cut short."), leftOut[1].Sample);
    }

    [Fact]
    public void A_step_that_fails_is_not_told()
    {
        using FakeSet set = Damaged(9);
        var told = new List<LoaderProgress>();
        using var loader = new Loader<byte>(set, Options(told.Add) with { OnDamage = OnDamage.Stop });
        Assert.Throws<DataSetException>(() =>
        {
            foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                batch.Dispose();
        });
        Assert.Equal([0, 1], told.Select(progress => progress.Step));
    }

    [Fact]
    public async Task What_it_throws_ends_the_epoch_and_leaves_nothing_behind()
    {
        using FakeSet set = Damaged();
        void Take(LoaderProgress progress)
        {
            if (progress.Step == 2)
                throw new NotSupportedException("enough");
        }
        using var loader = new Loader<byte>(set, Options(Take) with { Classes = 3 });
        int steps = 0;
        NotSupportedException error = Assert.Throws<NotSupportedException>(() =>
        {
            foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                using (batch)
                    steps++;
        });
        Assert.Equal(("enough", 2), (error.Message, steps));
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
        {
            await foreach (LoadedBatch<byte> batch in loader.EpochAsync(0))
                using (batch)
                    steps++;
        });
        Assert.Equal(4, steps);
        Assert.Equal((0, 0, 0), (loader.BatchesInUse, loader.TargetsInUse, set.Inside));
    }
}
