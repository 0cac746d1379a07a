using System.Buffers;
using Cutwork.Tests.Laws;

namespace Cutwork.Tests.Memory;

/// <summary>A handle gives its own rent's memory, and misuse is refused with a message that says what to do.</summary>
public class PooledBatchTests
{
    private static readonly Layout Rgb = Layout.Planar(new Size(5, 7), 3, rowStride: 8);

    /// <summary>Every use of a handle but returning it.</summary>
    private static readonly Dictionary<string, Action<PooledBatch<float>>> Uses = new()
    {
        ["Open"] = batch => batch.Open(),
        ["Images"] = batch => _ = batch.Images,
        ["Memory"] = batch => _ = batch.Memory,
        ["Address"] = batch => _ = batch.Address,
        ["Layout"] = batch => _ = batch.Layout,
        ["Count"] = batch => _ = batch.Count,
    };

    public static TheoryData<string> Names => [.. Uses.Keys];

    [Fact]
    public unsafe void All_ways_lead_to_the_same_memory()
    {
        using var pool = new BatchPool();
        using PooledBatch<float> batch = pool.Rent<float>(Rgb, 4);
        ImageBatch<float> painted = batch.Open();
        for (int i = 0; i < painted.Data.Length; i++)
            painted.Data[i] = i;

        Assert.Equal((Rgb, 4, 4 * 3 * 5 * 8), (batch.Layout, batch.Count, batch.Memory.Length + 1));
        Assert.Equal((painted.Layout, painted.Count), (batch.Images.Layout, batch.Images.Count));
        Assert.True(painted.Data == batch.Memory.Span);
        Assert.True(painted.Data == batch.Images.Data);
        Assert.Equal(17, ((float*)batch.Address)[17]);
        Assert.Equal(batch.Memory, batch.Memory);
        using MemoryHandle pinned = batch.Memory[10..].Pin();
        Assert.Equal(10, *(float*)pinned.Pointer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_value_says_that_it_is_one(string use)
    {
        PooledBatch<float> batch = default;

        Assert.Contains(
            "rent a batch with BatchPool.Rent",
            Assert.Throws<InvalidOperationException>(() => Uses[use](batch)).Message
        );
        batch.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Use_after_return_is_noticed_in_copies_and_after_the_memory_is_lent_again(string use)
    {
        using var pool = new BatchPool();
        PooledBatch<float> batch = pool.Rent<float>(Rgb, 2);
        PooledBatch<float> copy = batch;
        nint address = batch.Address;
        batch.Dispose();
        Refused(batch);
        Refused(copy);

        using PooledBatch<float> next = pool.Rent<float>(Rgb, 2);
        Assert.Equal(address, next.Address);
        Refused(batch);
        Refused(copy);
        next.Open();
        Refused(batch);
        pool.Dispose();
        Refused(batch);

        void Refused(PooledBatch<float> stale) =>
            Assert.Contains(
                "This batch was returned to its pool",
                Assert.Throws<ObjectDisposedException>(() => Uses[use](stale)).Message
            );
    }

    [Fact]
    public void A_batch_is_opened_once()
    {
        using var pool = new BatchPool();
        using (PooledBatch<float> batch = pool.Rent<float>(Rgb, 2))
        {
            PooledBatch<float> copy = batch;
            batch.Open();

            string message = Assert.Throws<InvalidOperationException>(() => copy.Open()).Message;
            Assert.Contains("return it and rent another", message);
            Assert.IsNotType<ObjectDisposedException>(Record.Exception(() => batch.Open()));
        }
        using PooledBatch<float> next = pool.Rent<float>(Rgb, 2);
        next.Open();
    }

    [Fact]
    public void Returning_twice_returns_nobody_else_s_batch()
    {
        using var pool = new BatchPool();
        PooledBatch<float> batch = pool.Rent<float>(Rgb, 2);
        PooledBatch<float> copy = batch;
        batch.Dispose();
        batch.Dispose();
        PooledBatch<float> next = pool.Rent<float>(Rgb, 2);
        batch.Dispose();
        copy.Dispose();

        Assert.Equal(1, pool.Rented);
        next.Open().Data.Fill(1);
        copy.Dispose();
        Assert.Equal(1, next.Images.Data[0]);
        using PooledBatch<float> other = pool.Rent<float>(Rgb, 2);
        Assert.NotEqual(next.Address, other.Address);
        next.Dispose();
        Assert.Equal(1, pool.Rented);
    }

    [Fact]
    public void A_memory_is_as_stale_as_its_batch()
    {
        using var pool = new BatchPool();
        PooledBatch<float> batch = pool.Rent<float>(Rgb, 2);
        Memory<float> memory = batch.Memory;
        memory.Span.Fill(1);
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Fill(2));

        using PooledBatch<float> next = pool.Rent<float>(Rgb, 2);
        next.Memory.Span.Fill(3);
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Fill(2));
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
        Assert.Equal(3, next.Images.Data[0]);
    }

    [Fact]
    public void What_cannot_be_a_batch_is_refused()
    {
        using var pool = new BatchPool();

        Assert.Contains(
            "byte, float or BFloat16, not Double",
            Assert.Throws<ArgumentException>(() => pool.Rent<double>(Rgb, 1)).Message
        );
        Assert.Contains("Layout.Planar", Assert.Throws<ArgumentException>(() => pool.Rent<byte>(default, 1)).Message);
        Assert.Contains(
            "at least 1 image",
            Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent<byte>(Rgb, 0)).Message
        );
        Assert.Contains(
            "larger than a span",
            Assert.Throws<ArgumentException>(() => pool.Rent<byte>(Rgb, int.MaxValue)).Message
        );
        Assert.Contains(
            "at least 0 bytes",
            Assert.Throws<ArgumentOutOfRangeException>(() => new BatchPool { MaxIdleBytes = -1 }).Message
        );
        Assert.Equal((0, 0), (pool.Bytes, pool.Rented));

        pool.Dispose();
        Assert.Contains(
            "This pool was disposed",
            Assert.Throws<ObjectDisposedException>(() => pool.Rent<byte>(Rgb, 1)).Message
        );
    }

    [Fact]
    public void Painting_into_it_is_painting_into_an_array()
    {
        var size = new Size(19, 23);
        Plan plan = new Recipe(
            new RandomErasing { Probability = 0.7, Paint = Paint.NormalNoise },
            new CutMix(1) { Scope = Scope.Sample }
        ).Draw(new Key(5), Scene.Range(size, 0, 12));
        byte[] pixels = Generate.Bytes(1, (int)size.Area * 3);
        SourceImage[] images =
        [
            .. Enumerable
                .Range(0, 12)
                .Select(row => new SourceImage(pixels, Layout.Interleaved(size, 3), new Window(row, 2 * row))),
        ];
        Layout layout = Layout.Planar(size, 3, rowStride: 32);
        using var pool = new BatchPool();
        for (int round = 0; round < 3; round++)
        {
            using PooledBatch<float> floats = pool.Rent<float>(layout, 12);
            plan.Collate(images, Blank(floats.Open()), Palette.ImageNet);
            float[] expectedFloats = new float[floats.Memory.Length];
            plan.Collate(images, new ImageBatch<float>(expectedFloats, layout, 12), Palette.ImageNet);
            Assert.True(floats.Images.Data.SequenceEqual(expectedFloats));

            using PooledBatch<BFloat16> brains = pool.Rent<BFloat16>(layout, 12);
            plan.Collate(images, Blank(brains.Open()), Palette.ImageNet);
            BFloat16[] expectedBrains = new BFloat16[brains.Memory.Length];
            plan.Collate(images, new ImageBatch<BFloat16>(expectedBrains, layout, 12), Palette.ImageNet);
            Assert.True(brains.Images.Data.SequenceEqual(expectedBrains));

            using PooledBatch<byte> bytes = pool.Rent<byte>(layout, 12);
            plan.Collate(images, Blank(bytes.Open()), Palette.Bytes);
            byte[] expectedBytes = new byte[bytes.Memory.Length];
            plan.Collate(images, new ImageBatch<byte>(expectedBytes, layout, 12), Palette.Bytes);
            Assert.True(bytes.Images.Data.SequenceEqual(expectedBytes));
        }
    }

    /// <summary>Padding is left alone by painting, so it is made equal before.</summary>
    private static ImageBatch<T> Blank<T>(ImageBatch<T> batch)
        where T : unmanaged
    {
        batch.Data.Clear();
        return batch;
    }
}
