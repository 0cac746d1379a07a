using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>What goes wrong is told once, at its step, by name; nothing stays behind.</summary>
public class LoaderFaultTests
{
    private static readonly Size Size = new(4, 4);

    private static LoaderOptions Options(int workers = 3, OnDamage onDamage = OnDamage.Stop) =>
        new()
        {
            Size = Size,
            BatchSize = 4,
            Workers = workers,
            BatchesInFlight = 3,
            Order = SampleOrder.Sequential(22),
            OnDamage = onDamage,
        };

    private static FakeSet Damaged(params int[] damaged) =>
        new(22, Size)
        {
            Before = index =>
            {
                if (damaged.Contains(index))
                    throw new DataSetException($"picture {index}", "it is cut short.");
            },
        };

    private static List<int> Steps(Loader<byte> loader, out Exception? error)
    {
        var steps = new List<int>();
        error = null;
        try
        {
            foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                using (batch)
                    steps.Add(batch.Step);
        }
        catch (Exception thrown)
        {
            error = thrown;
        }
        return steps;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_first_damaged_sample_is_told_at_its_step_whoever_read_it(int workers)
    {
        using FakeSet set = Damaged(11, 9, 18);
        using var loader = new Loader<byte>(set, Options(workers));
        Assert.Equal([0, 1], Steps(loader, out Exception? error));
        Assert.Equal("picture 9: it is cut short.", Assert.IsType<DataSetException>(error).Message);
        Assert.Equal((0, 0), (loader.BatchesInUse, set.Inside));
    }

    [Fact]
    public void Damaged_samples_are_skipped_and_named_where_asked()
    {
        using FakeSet set = Damaged(1, 8, 9, 10, 11, 21);
        using var loader = new Loader<byte>(set, Options(onDamage: OnDamage.Skip));
        var seen = new List<int>();
        var skipped = new List<int>();
        var steps = new List<int>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                seen.AddRange(batch.Samples);
                skipped.AddRange(batch.Skipped.Select(sample => sample.Sample));
                steps.Add(batch.Step);
            }
        Assert.Equal(Enumerable.Range(0, 22).Except([1, 8, 9, 10, 11, 21]), seen);
        Assert.Equal([0, 1, 3, 4, 5], steps); // of step 2 nothing is left
        LoaderStatistics all = loader.Statistics;
        Assert.Equal((22L, 6L, 5L), (all.Samples, all.Skipped, all.Batches));
        Assert.True(all.Reading > TimeSpan.Zero && all.Painting > TimeSpan.Zero);
        Assert.Equal(default, all - all);
        Assert.Equal([1, 21], skipped);
    }

    [Fact]
    public void A_decoder_that_throws_anything_is_told_with_the_sample_even_where_damage_is_skipped()
    {
        using var set = new FakeSet(22, Size)
        {
            Before = index =>
            {
                if (index == 6)
                    throw new InvalidCastException("no such thing");
            },
        };
        using var loader = new Loader<byte>(set, Options(onDamage: OnDamage.Skip));
        Assert.Equal([0], Steps(loader, out Exception? error));
        LoadException told = Assert.IsType<LoadException>(error);
        Assert.Equal(("picture 6 (sample 6): no such thing", 6), (told.Message, told.Sample));
        Assert.IsType<InvalidCastException>(told.InnerException);
        Assert.Equal(0, loader.BatchesInUse);
    }

    private sealed class BrokenOrder : SampleOrder
    {
        public override int Count => 22;

        public override int SampleAt(Key key, int place) =>
            place < 10 ? place : throw new NotSupportedException($"place {place}");
    }

    [Fact]
    public void An_order_of_the_caller_s_that_throws_ends_the_epoch_at_its_step()
    {
        using FakeSet set = Damaged();
        using var loader = new Loader<byte>(set, Options() with { Order = new BrokenOrder() });
        Assert.Equal([0, 1], Steps(loader, out Exception? error));
        Assert.Equal("place 10", Assert.IsType<NotSupportedException>(error).Message);
        Assert.Equal((0, 0), (loader.BatchesInUse, set.Inside));
    }

    [Fact]
    public void A_recipe_that_throws_ends_the_epoch()
    {
        using FakeSet set = Damaged();
        using var loader = new Loader<byte>(
            set,
            Options() with
            {
                RecipeAt = epoch => throw new NotSupportedException($"epoch {epoch}"),
            }
        );
        Assert.Empty(Steps(loader, out Exception? error));
        Assert.Equal("epoch 0", Assert.IsType<NotSupportedException>(error).Message);
        Assert.Equal(0, loader.BatchesInUse);
    }

    [Fact]
    public async Task Errors_are_the_same_asynchronously()
    {
        using FakeSet set = Damaged(9);
        using var loader = new Loader<byte>(set, Options());
        int steps = 0;
        DataSetException error = await Assert.ThrowsAsync<DataSetException>(async () =>
        {
            await foreach (LoadedBatch<byte> batch in loader.EpochAsync(0))
                using (batch)
                    steps++;
        });
        Assert.Equal((2, "picture 9: it is cut short."), (steps, error.Message));
        Assert.Equal(0, loader.BatchesInUse);
    }

    [Fact]
    public void A_consumer_that_leaves_early_leaves_nothing_behind()
    {
        using FakeSet set = Damaged();
        using var loader = new Loader<byte>(set, Options());
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
                break;
        Assert.Equal((0, 0), (loader.BatchesInUse, set.Inside));
    }

    [Fact]
    public void A_consumer_that_stops_reading_stops_the_workers()
    {
        using var read = new SemaphoreSlim(0);
        using var set = new FakeSet(22, Size) { Before = _ => read.Release() };
        using var loader = new Loader<byte>(set, Options());
        IEnumerator<LoadedBatch<byte>> batches = loader.Epoch(0).GetEnumerator();
        Assert.True(batches.MoveNext());
        // The one that was delivered and three in flight: 16 samples, and not one more.
        for (int sample = 0; sample < 16; sample++)
            Assert.True(read.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        batches.Current.Dispose();
        batches.Dispose();
        Assert.Equal((16, 0), (set.Reads, loader.BatchesInUse));
    }

    [Fact]
    public async Task Cancellation_between_any_two_samples_ends_every_worker()
    {
        for (int at = 0; at < 22; at++)
        {
            using var cancellation = new CancellationTokenSource();
            int reads = 0;
            int last = at;
            using var set = new FakeSet(22, Size)
            {
                Before = _ =>
                {
                    if (Interlocked.Increment(ref reads) == last + 1)
                        cancellation.Cancel();
                },
            };
            using var loader = new Loader<byte>(set, Options());
            int steps = 0;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (LoadedBatch<byte> batch in loader.ReadAsync(0, 0, cancellation.Token))
                    using (batch)
                        steps++;
                cancellation.Token.ThrowIfCancellationRequested(); // all was delivered before the last read was noticed
            });
            Assert.InRange(steps, 0, 6);
            Assert.Equal((0, 0), (loader.BatchesInUse, set.Inside));
        }
    }

    [Fact]
    public void A_disposed_loader_ends_its_reader_and_frees_all_but_what_is_held()
    {
        using FakeSet set = Damaged();
        var loader = new Loader<byte>(set, Options());
        using IEnumerator<LoadedBatch<byte>> batches = loader.Epoch(0).GetEnumerator();
        Assert.True(batches.MoveNext());
        loader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batches.MoveNext());
        Assert.Equal(4, batches.Current.Images.Count);
        Assert.Equal(1, loader.BatchesInUse);
        batches.Current.Dispose();
        Assert.Equal(0, loader.BatchesInUse);
        Assert.Throws<ObjectDisposedException>(() => loader.Epoch(0).First());
    }

    [Fact]
    public void What_cannot_be_is_refused_before_anything_is_read()
    {
        using FakeSet set = Damaged();
        Assert.Throws<ArgumentException>(() => new Loader<int>(set, Options()));
        Assert.Contains(
            "bytes need Palette.Bytes",
            Assert
                .Throws<ArgumentException>(() => new Loader<byte>(set, Options() with { Palette = Palette.Unit }))
                .Message
        );
        Assert.Contains(
            "knows 3 channels",
            Assert
                .Throws<ArgumentException>(() =>
                    new Loader<byte>(set, Options() with { Palette = Palette.Bytes, Channels = 1 })
                )
                .Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { Channels = 4 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { Workers = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { BatchesInFlight = 0 });
        using var loader = new Loader<byte>(set, Options());
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Epoch(-1).First());
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Epoch(0, 7).First());
        Assert.Equal(0, set.Reads);
    }
}
