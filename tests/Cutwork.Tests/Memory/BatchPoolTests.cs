using System.Runtime.CompilerServices;

namespace Cutwork.Tests.Memory;

/// <summary>Where memory lies, when it is used again, and when it is freed.</summary>
public class BatchPoolTests
{
    private const long Mebibyte = 1 << 20;

    private static readonly Layout Small = Layout.Planar(new Size(8, 8), 3);

    /// <summary>One image of so many bytes.</summary>
    private static Layout Row(long bytes) => Layout.Planar(new Size(1, (int)bytes), 1);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(5000, 64)]
    [InlineData(1_700_000, 64)]
    [InlineData(2 << 20, 2 << 20)]
    [InlineData((2 << 20) + 1, 2 << 20)]
    [InlineData(11 << 20, 2 << 20)]
    public void Memory_is_aligned(int bytes, long alignment)
    {
        using var pool = new BatchPool();
        using PooledBatch<byte> first = pool.Rent<byte>(Row(bytes), 1);
        using PooledBatch<byte> second = pool.Rent<byte>(Row(bytes), 1);

        Assert.Equal(0, first.Address % alignment);
        Assert.Equal(0, second.Address % alignment);
        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public void Capacities_waste_less_than_half_and_fit_what_they_were_made_for()
    {
        for (long need = 4096; need < 100 * Mebibyte; need += 1 + need / 77)
        {
            long capacity = NativeBlock.CapacityFor(need);

            Assert.InRange(capacity, need, 2 * need);
            Assert.Equal(0, capacity % (capacity >= 2 * Mebibyte ? 2 * Mebibyte : 1024));
            Assert.Equal(capacity, NativeBlock.CapacityFor(capacity));
        }
        Assert.Equal(4096, NativeBlock.CapacityFor(1));
        Assert.Equal(5 * 1024, NativeBlock.CapacityFor(4097));
        Assert.Equal(4 * Mebibyte, NativeBlock.CapacityFor(2 * Mebibyte + 1));
        Assert.Equal(12 * Mebibyte, NativeBlock.CapacityFor(10 * Mebibyte + 1));
    }

    [Fact]
    public void What_came_back_is_lent_again()
    {
        using var pool = new BatchPool();
        nint address;
        using (PooledBatch<float> batch = pool.Rent<float>(Small, 64))
            address = batch.Address;
        long bytes = pool.Bytes;

        // Another element, another layout: the same memory while it fits and at least half is used.
        foreach (int count in (int[])[64, 50, 33])
            using (PooledBatch<float> batch = pool.Rent<float>(Small, count))
                Assert.Equal(address, batch.Address);
        using (PooledBatch<BFloat16> batch = pool.Rent<BFloat16>(Small, 128))
            Assert.Equal(address, batch.Address);
        using (PooledBatch<byte> batch = pool.Rent<byte>(Layout.Interleaved(new Size(64, 64), 3), 4))
            Assert.Equal(address, batch.Address);
        Assert.Equal(bytes, pool.Bytes);

        using (PooledBatch<float> batch = pool.Rent<float>(Small, 16))
            Assert.NotEqual(address, batch.Address);
        Assert.True(pool.Bytes > bytes);
    }

    [Fact]
    public void The_smallest_that_fits_is_lent_and_of_equals_the_last_returned()
    {
        using var pool = new BatchPool();
        PooledBatch<byte>[] batches =
        [
            .. ((int[])[50_000, 40_000, 40_000, 65_000]).Select(bytes => pool.Rent<byte>(Row(bytes), 1)),
        ];
        nint[] addresses = [.. batches.Select(batch => batch.Address)];
        foreach (PooledBatch<byte> batch in batches)
            batch.Dispose();

        nint[] lent = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent<byte>(Row(39_000), 1).Address)];

        Assert.Equal([addresses[2], addresses[1], addresses[0], addresses[3]], lent);
    }

    [Fact]
    public void Bytes_and_batches_are_counted()
    {
        var pool = new BatchPool();
        Assert.Equal((0, 0), (pool.Bytes, pool.Rented));

        PooledBatch<byte> first = pool.Rent<byte>(Row(3 * Mebibyte), 1);
        PooledBatch<byte> second = pool.Rent<byte>(Row(8192), 1);
        Assert.Equal((4 * Mebibyte + 8192, 2), (pool.Bytes, pool.Rented));

        first.Dispose();
        Assert.Equal((4 * Mebibyte + 8192, 1), (pool.Bytes, pool.Rented));

        pool.Dispose();
        pool.Dispose();
        Assert.Equal((8192, 1), (pool.Bytes, pool.Rented));

        // What is out stays good.
        second.Open().Data.Fill(7);
        Assert.Equal(7, second.Images.Data[^1]);
        second.Dispose();
        Assert.Equal((0, 0), (pool.Bytes, pool.Rented));
    }

    [Fact]
    public void What_was_idle_longest_is_freed_beyond_the_limit()
    {
        using var pool = new BatchPool { MaxIdleBytes = 16384 };
        PooledBatch<byte>[] batches = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent<byte>(Row(8192), 1))];
        PooledBatch<byte> large = pool.Rent<byte>(Row(20_000), 1);
        nint[] addresses = [.. batches.Select(batch => batch.Address)];
        Assert.Equal(4 * 8192 + 20_480, pool.Bytes);

        foreach (PooledBatch<byte> batch in batches)
            batch.Dispose();
        Assert.Equal(16384 + 20_480, pool.Bytes);

        // More than the limit by itself: it goes, and the others stay.
        large.Dispose();
        Assert.Equal((16384, 0), (pool.Bytes, pool.Rented));
        Assert.Equal(addresses[3], pool.Rent<byte>(Row(8192), 1).Address);
        Assert.Equal(addresses[2], pool.Rent<byte>(Row(8192), 1).Address);
    }

    [Fact]
    public void A_limit_of_nothing_keeps_nothing()
    {
        using var pool = new BatchPool { MaxIdleBytes = 0 };
        pool.Rent<byte>(Row(10), 1).Dispose();

        Assert.Equal((0, 0), (pool.Bytes, pool.Rented));
    }

    [Fact]
    public void A_forgotten_pool_frees_what_is_idle()
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            WeakReference idle = Forget();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // Between its pool's end and its own, unless another collection came in between.
            if (idle.Target is NativeBlock freed)
            {
                Assert.Equal(0, AddressOf(freed));
                return;
            }
        }
        Assert.Fail("Collections came in between every time.");
    }

    [Fact]
    public void What_is_out_is_not_freed_though_its_pool_and_its_handle_are_forgotten()
    {
        Span<byte> span = OpenAndForget();
        for (int collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // Memory of this size goes back to the system when it is freed: the access would end the process.
        Assert.Equal(7, span[0]);
    }

    [Fact]
    public void A_batch_keeps_its_pool()
    {
        PooledBatch<byte> batch = new BatchPool().Rent<byte>(Row(8192), 1);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        batch.Open().Data.Fill(3);
        batch.Dispose();
    }

    [Fact]
    public void In_steady_state_nothing_is_allocated()
    {
        using var pool = new BatchPool();
        Round(pool);

        long allocated = Allocation.Of(() =>
        {
            for (int round = 0; round < 200; round++)
                Round(pool);
        });
        Assert.Equal(0, allocated);

        static void Round(BatchPool pool)
        {
            using PooledBatch<float> floats = pool.Rent<float>(Small, 16);
            using PooledBatch<byte> bytes = pool.Rent<byte>(Small, 16);
            using PooledBatch<BFloat16> brains = pool.Rent<BFloat16>(Small, 16);
            floats.Open().Data[0] = bytes.Open().Data[0] = 1;
            if (brains.Open().Count != floats.Images.Count || bytes.Images.Layout != Small || floats.Address == 0)
                throw new InvalidOperationException();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Forget()
    {
        var pool = new BatchPool();
        var idle = new NativeBlock(pool, 8192);
        pool.Return(idle);
        return new WeakReference(idle, trackResurrection: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<byte> OpenAndForget()
    {
        Span<byte> span = new BatchPool().Rent<byte>(Row(64 * Mebibyte), 1).Open().Data;
        span[0] = 7;
        return span;
    }

    private static unsafe nint AddressOf(NativeBlock block) => (nint)block.Address;
}
