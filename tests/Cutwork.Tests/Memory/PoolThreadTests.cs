using System.Collections.Concurrent;

namespace Cutwork.Tests.Memory;

/// <summary>Many threads rent and return: no two hold the same memory, and nothing is returned twice.</summary>
public class PoolThreadTests
{
    private const int Threads = 8;

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(100_000)]
    [InlineData(0)]
    public void No_two_threads_hold_the_same_memory(long idle)
    {
        using var pool = new BatchPool { MaxIdleBytes = idle };
        Together(thread =>
        {
            Rng rng = new Key((ulong)thread).Open();
            PooledBatch<byte> stale = default;
            for (int round = 0; round < 300; round++)
            {
                int width = 1 + rng.Below(30_000);
                int pattern = (thread << 16) | round;
                using PooledBatch<float> floats = pool.Rent<float>(Layout.Planar(new Size(1, width / 4 + 1), 1), 1);
                PooledBatch<byte> bytes = pool.Rent<byte>(Layout.Planar(new Size(1, width), 1), 1);
                floats.Open().Data.Fill(pattern);
                bytes.Open().Data.Fill((byte)pattern);
                stale.Dispose(); // a batch of before, whose memory is somebody else's by now
                if (round % 16 == 0)
                    Thread.Yield();

                if (floats.Images.Data.ContainsAnyExcept(pattern) || bytes.Images.Data.ContainsAnyExcept((byte)pattern))
                    throw new InvalidOperationException($"Thread {thread} lost its pattern in round {round}.");
                bytes.Dispose();
                stale = bytes;
            }
        });

        Assert.Equal(0, pool.Rented);
        Assert.InRange(pool.Bytes, 0, idle);
        pool.Dispose();
        Assert.Equal(0, pool.Bytes);
    }

    [Fact]
    public void Of_many_that_open_or_return_one_batch_one_gets_through()
    {
        using var pool = new BatchPool();
        const int Rounds = 200;
        PooledBatch<byte>[] batches = [.. Enumerable.Range(0, Rounds).Select(_ => pool.Rent<byte>(Row, 1))];
        int[] opened = new int[Rounds];
        Together(thread =>
        {
            for (int round = 0; round < Rounds; round++)
                try
                {
                    batches[round].Open();
                    Interlocked.Increment(ref opened[round]);
                }
                catch (InvalidOperationException) { }
        });
        Together(_ =>
        {
            foreach (PooledBatch<byte> batch in batches)
                batch.Dispose();
        });

        Assert.All(opened, times => Assert.Equal(1, times));
        Assert.Equal(0, pool.Rented);
        // Had one been returned twice, it would be lent twice.
        nint[] addresses = [.. batches.Select(_ => pool.Rent<byte>(Row, 1).Address)];
        Assert.Equal(Rounds, addresses.Distinct().Count());
    }

    [Fact]
    public void A_pool_may_be_disposed_while_others_rent_and_return()
    {
        for (int round = 0; round < 20; round++)
        {
            var pool = new BatchPool();
            int refused = 0;
            Together(thread =>
            {
                try
                {
                    for (int turn = 0; thread > 0 || turn < 20; turn++)
                        pool.Rent<byte>(Row, 1).Dispose();
                    pool.Dispose();
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refused);
                }
            });

            Assert.Equal((Threads - 1, 0, 0), (refused, pool.Bytes, pool.Rented));
        }
    }

    private static readonly Layout Row = Layout.Planar(new Size(1, 10_000), 1);

    private static void Together(Action<int> work)
    {
        var failures = new ConcurrentQueue<Exception>();
        using var start = new Barrier(Threads);
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, Threads)
                .Select(number => new Thread(() =>
                {
                    start.SignalAndWait();
                    try
                    {
                        work(number);
                    }
                    catch (Exception failure)
                    {
                        failures.Enqueue(failure);
                    }
                })),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Empty(failures);
    }
}
