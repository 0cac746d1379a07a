using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>What boxes, masks and soft labels cannot be is told with the sample's name; no memory stays behind.</summary>
public class TargetFaultTests
{
    private static readonly Size Size = new(9, 14);

    private static LoaderOptions Options(OnDamage onDamage = OnDamage.Stop) =>
        new()
        {
            Size = Size,
            BatchSize = 4,
            Workers = 3,
            Order = SampleOrder.Sequential(22),
            OnDamage = onDamage,
            Masks = true,
            Classes = 3,
        };

    private static Exception? Error(IDataSet set, LoaderOptions options)
    {
        using var loader = new Loader<byte>(set, options);
        Exception? error = Record.Exception(() =>
        {
            foreach (LoadedBatch<byte> batch in loader.Epoch(0))
                batch.Dispose();
        });
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
        return error;
    }

    [Theory]
    [InlineData(OnDamage.Stop)]
    [InlineData(OnDamage.Skip)]
    public void A_sample_without_a_mask_is_told_even_where_damage_is_skipped(OnDamage onDamage)
    {
        using var set = new FakeSet(22, Size) { MaskOf = index => index == 6 ? null : new byte[Size.Area] };
        Assert.Equal(
            "picture 6 (sample 6): it has no mask, but batches are to have them; leave LoaderOptions.Masks off, or give every sample a DataSample.Mask.",
            Assert.IsType<LoadException>(Error(set, Options(onDamage))).Message
        );
        Assert.Null(Error(set, Options(onDamage) with { Masks = false }));
    }

    [Fact]
    public void A_mask_of_another_size_is_a_damaged_sample()
    {
        using var set = new FakeSet(22, Size) { MaskOf = index => new byte[index == 6 ? 125 : 126] };
        Assert.Equal(
            "picture 6: its mask has 125 bytes, but its picture of 9×14 needs 126, one for each pixel.",
            Assert.IsType<DataSetException>(Error(set, Options())).Message
        );
        Assert.Null(Error(set, Options(OnDamage.Skip)));
    }

    [Fact]
    public void Those_that_are_left_keep_their_own_where_others_are_skipped()
    {
        int[] damaged = [1, 8, 9, 10, 11, 20];
        using FakeSet set = TargetedSet.Of(
            22,
            index =>
            {
                if (damaged.Contains(index))
                    throw new DataSetException($"picture {index}", "it is cut short.");
            }
        );
        using var loader = new Loader<byte>(set, Options(OnDamage.Skip) with { Framing = Framing.Stretch });
        var seen = new List<int>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                Assert.Equal((batch.Count, batch.Count * 3), (batch.Masks.Count, batch.SoftTargets.Length));
                for (int place = 0; place < batch.Count; place++)
                {
                    int sample = batch.Samples[place];
                    seen.Add(sample);
                    Assert.Equal(1, batch.SoftTargets[place * 3 + sample % 3]);
                    Assert.Equal(TargetedSet.BoxesOf(sample).Length, batch.BoxesOf(place).Length);
                    if (TargetedSet.SizeOf(sample) == Size)
                        Assert.Equal(
                            TargetedSet.MaskOf(sample),
                            batch.Masks.Data.Slice(place * (int)Size.Area, (int)Size.Area).ToArray()
                        );
                }
            }
        Assert.Equal(Enumerable.Range(0, 22).Except(damaged), seen);
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }

    [Fact]
    public void A_label_that_is_no_class_ends_the_epoch_with_its_sample()
    {
        using FakeSet set = TargetedSet.Of(22);
        Assert.Equal(
            "Image 2 of the batch (sample 2) has label 2; with 2 classes, labels go from 0 to 1. (Parameter 'labels')",
            Assert.IsType<ArgumentException>(Error(set, Options() with { Classes = 2 })).Message
        );
    }

    [Fact]
    public void A_consumer_that_leaves_early_leaves_nothing_behind()
    {
        using FakeSet set = TargetedSet.Of(22);
        using var loader = new Loader<byte>(set, Options());
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
                break;
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }

    [Fact]
    public async Task A_step_that_is_left_half_read_leaves_nothing_behind()
    {
        using var reached = new SemaphoreSlim(0);
        using var leaving = new SemaphoreSlim(0);
        CancellationToken stopped = TestContext.Current.CancellationToken;
        using FakeSet set = TargetedSet.Of(
            22,
            index =>
            {
                if (index != 6)
                    return;
                reached.Release();
                leaving.Wait(stopped);
            }
        );
        using var loader = new Loader<byte>(set, Options() with { Workers = 1 });
        IEnumerator<LoadedBatch<byte>> batches = loader.Epoch(0).GetEnumerator();
        Assert.True(batches.MoveNext());
        batches.Current.Dispose();
        await reached.WaitAsync(stopped);
        Task left = Task.Run(batches.Dispose, stopped);
        await Task.Delay(100, stopped); // by then no more samples are taken, as a rule
        leaving.Release();
        await left;
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }

    [Fact]
    public void What_was_not_asked_for_says_how_to()
    {
        using FakeSet set = TargetedSet.Of(22);
        using var loader = new Loader<byte>(set, Options() with { Masks = false, Classes = null });
        using LoadedBatch<byte> batch = loader.Epoch(0).First();
        Assert.Contains(
            "set LoaderOptions.Masks",
            Assert.Throws<InvalidOperationException>(() => batch.Masks.Count).Message
        );
        Assert.Contains(
            "set LoaderOptions.Classes",
            Assert.Throws<InvalidOperationException>(() => batch.SoftTargets.Length).Message
        );
        Assert.Throws<InvalidOperationException>(() => batch.MaskAddress);
        Assert.Throws<InvalidOperationException>(() => batch.SoftTargetAddress);
        Assert.Equal((1, 0), (loader.BatchesInUse, loader.TargetsInUse));
        Assert.Contains(
            "places are 0 to 3",
            Assert.Throws<ArgumentOutOfRangeException>(() => batch.BoxesOf(4)).Message
        );
    }

    [Fact]
    public void What_was_given_back_is_gone()
    {
        using FakeSet set = TargetedSet.Of(22);
        using var loader = new Loader<byte>(set, Options());
        LoadedBatch<byte> batch = loader.Epoch(0).First();
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batch.Masks.Count);
        Assert.Throws<ObjectDisposedException>(() => batch.MaskAddress);
        Assert.Throws<ObjectDisposedException>(() => batch.SoftTargets.Length);
        Assert.Throws<ObjectDisposedException>(() => batch.SoftTargetAddress);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Shares_are_from_0_to_1(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { BoxRule = new() { MinVisible = share } });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { LabelSmoothing = share });
        Assert.Throws<ArgumentOutOfRangeException>(() => Options() with { Classes = 0 });
    }
}
