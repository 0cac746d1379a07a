namespace Cutwork.Loading.Tests.Batches;

/// <summary>What is taken from a batch outlives it, and is given back by whoever took it.</summary>
public class TakenBatchTests
{
    private static readonly Size Size = new(4, 4);

    private static Loader<byte> LoaderOf(FakeSet set) =>
        new(
            set,
            new LoaderOptions
            {
                Size = Size,
                BatchSize = 4,
                Classes = 3,
                Masks = true,
            }
        );

    private static FakeSet Set() => new(12, Size) { MaskOf = index => [.. Enumerable.Repeat((byte)index, 16)] };

    [Fact]
    public void It_stays_when_the_batch_is_given_back()
    {
        using FakeSet set = Set();
        using Loader<byte> loader = LoaderOf(set);
        var images = new List<PooledBatch<byte>>();
        var soft = new List<PooledBatch<float>>();
        var masks = new List<PooledBatch<byte>>();
        var expected = new List<(byte[] Images, float[] Soft, byte[] Masks)>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                expected.Add((batch.Images.Data.ToArray(), batch.SoftTargets.ToArray(), batch.Masks.Data.ToArray()));
                images.Add(batch.TakeImages());
                soft.Add(batch.TakeSoftTargets());
                masks.Add(batch.TakeMasks());
            }
        Assert.Equal((3, 6), (loader.BatchesInUse, loader.TargetsInUse));
        Assert.Equal(expected.Select(batch => batch.Images), images.Select(taken => taken.Images.Data.ToArray()));
        Assert.Equal(expected.Select(batch => batch.Soft), soft.Select(taken => taken.Images.Data.ToArray()));
        Assert.Equal(expected.Select(batch => batch.Masks), masks.Select(taken => taken.Images.Data.ToArray()));
        images.ForEach(taken => taken.Dispose());
        soft.ForEach(taken => taken.Dispose());
        masks.ForEach(taken => taken.Dispose());
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }

    [Fact]
    public void It_is_taken_once_and_not_after_the_end()
    {
        using FakeSet set = Set();
        using Loader<byte> loader = LoaderOf(set);
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
        {
            using (batch.TakeImages())
                Assert.Contains("taken", Assert.Throws<InvalidOperationException>(() => batch.TakeImages()).Message);
            Assert.Throws<InvalidOperationException>(() => batch.Address);
            batch.TakeMasks().Dispose();
            Assert.Contains("TakeMasks", Assert.Throws<InvalidOperationException>(() => batch.TakeMasks()).Message);
            batch.Dispose();
            Assert.Throws<ObjectDisposedException>(() => batch.TakeSoftTargets());
        }
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
        {
            batch.Dispose();
            Assert.Throws<ObjectDisposedException>(() => batch.TakeImages());
        }
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }
}
