using System.Diagnostics;
using CsCheck;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>What a loader holds is what <see cref="LoaderOptions.BatchesInFlight"/> says, whatever the number of samples.</summary>
[Collection(nameof(Alone))]
public class MemoryLaws(ITestOutputHelper output)
{
    private static readonly Size Size = new(32, 32);

    private static readonly Recipe Usual = new(new RandomResizedCrop(), new Flip(), new RandomErasing(), new CutMix(1));

    /// <summary>How a reading ends.</summary>
    private enum Ending
    {
        AllRead,
        Left,
        Canceled,
        LoaderDisposed,
    }

    /// <summary>Asked by the caller at each step, by workers before each sample, and when the reading has ended in any way.</summary>
    [Fact]
    public void No_more_batches_are_in_use_than_are_in_flight_and_held() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 20], Gen.Enum<Ending>(), Gen.Bool)
            .Sample(
                given =>
                {
                    (int workers, int flight, int held, int steps, Ending ending, bool second) = given;
                    int most = 0;
                    int mostTargets = 0;
                    Loader<float>? loader = null;
                    using var set = new FakeSet(80, Size) { Before = _ => Note(), MaskOf = _ => new byte[Size.Area] };
                    loader = new Loader<float>(
                        set,
                        new LoaderOptions
                        {
                            Size = Size,
                            BatchSize = 4,
                            Workers = workers,
                            BatchesInFlight = flight,
                            Recipe = Usual,
                            Partners = second ? PartnerStream.Second : PartnerStream.Batch,
                            Masks = true,
                            Classes = 3,
                        }
                    );
                    using var stop = new CancellationTokenSource();
                    var kept = new Queue<LoadedBatch<float>>();
                    try
                    {
                        foreach (LoadedBatch<float> batch in loader.Read(0, 0, stop.Token))
                        {
                            kept.Enqueue(batch);
                            Note();
                            if (kept.Count == held)
                                kept.Dequeue().Dispose();
                            if (steps-- > 0 || ending == Ending.AllRead)
                                continue;
                            if (ending == Ending.Left)
                                break;
                            if (ending == Ending.Canceled)
                                stop.Cancel();
                            else
                                loader.Dispose();
                        }
                    }
                    catch (OperationCanceledException) when (ending == Ending.Canceled) { }
                    catch (ObjectDisposedException) when (ending == Ending.LoaderDisposed) { }
                    bool onlyKept = loader.BatchesInUse == kept.Count && loader.TargetsInUse == 2 * kept.Count;
                    while (kept.TryDequeue(out LoadedBatch<float>? batch))
                        batch.Dispose();
                    loader.Dispose();
                    // The masks of a step are there before its batch is, and while they are painted.
                    return onlyKept
                        && most <= flight + held
                        && mostTargets <= 3 * flight + 2 * held
                        && (loader.BatchesInUse, loader.TargetsInUse, loader.BytesOfBatches) == (0, 0, 0);

                    void Note()
                    {
                        if (loader is null)
                            return;
                        Raise(ref most, loader.BatchesInUse);
                        Raise(ref mostTargets, loader.TargetsInUse);
                    }
                },
                iter: 100
            );

    /// <summary>Files of a folder, and a thousand times as many: the bytes are bounded by the formula, and by each other.</summary>
    [Fact]
    public void A_hundred_and_a_hundred_thousand_files_take_the_same_memory()
    {
        using var temporary = new TemporaryFolder();
        using var hundred = (IEncodedDataSet)DataSets.Open(Folder(temporary, 100));
        using var many = new RepeatedSet(hundred, 100_000);
        long[] few = Live(hundred, 0, 1, 2); // compiles, and fills what the process keeps
        few = Live(hundred, 0, 1, 2);
        long[] live = [];
        // The shared array pool drops what was idle for a minute, from other tests too: a run in which live bytes fall says nothing of those that rise.
        for (int run = 0; run < 4 && (live.Length == 0 || live[^1] < live.Max() - MostFreed); run++)
            live = Live(many, 0, 1, 60, 600, 3_000, many.Count / 16 - 5);
        output.WriteLine($"live bytes of 100 files: {string.Join(", ", few)}; of 100,000: {string.Join(", ", live)}");
        // Four bytes kept of each sample, as in an array of the order, would be 400,000; within the epoch, half a byte would be 45,000.
        Assert.InRange(live.Max() - few.Max(), -128 << 10, 128 << 10);
        Assert.InRange(live[^1] - live[3], -MostFreed, 32_000);
    }

    private static long[] Live(IDataSet set, params int[] at)
    {
        const int held = 1;
        var options = new LoaderOptions
        {
            Size = Size,
            BatchSize = 16,
            Workers = 2,
            BatchesInFlight = 3,
            Recipe = Usual,
            Classes = 10,
        };
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using var loader = new Loader<float>(set, options);
        var found = new List<long>();
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            using (batch)
            {
                if (!at.Contains(batch.Step))
                    continue;
                WaitFor(() => loader.BatchesInUse == options.BatchesInFlight + held);
                found.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        Assert.Equal(at.Length, found.Count);

        long images = options.BatchSize * Size.Area * options.Channels * sizeof(float);
        long soft = options.BatchSize * 10 * sizeof(float);
        long batches = (options.BatchesInFlight + held) * (Capacity(images) + Capacity(soft));
        Assert.InRange(
            loader.BytesOfBatches,
            images * (options.BatchesInFlight + held),
            batches + Capacity(images / 2)
        );
        long shown = options.BatchesInFlight * options.BatchSize * Size.Area * options.Channels;
        Assert.True(found[0] >= shown, $"{found[0]} live bytes hold {shown} bytes of images");
        Assert.All(found, live => Assert.True(live <= shown + options.Workers * MostOfAWorker, $"{live} live bytes"));
        return [.. found];
    }

    private const long MostFreed = 64_000;

    /// <summary>Pictures of 40×56, files of some 2,000 bytes: by the formula, and the constant of it.</summary>
    private const long MostOfAWorker = 24 * 40 * 56 + 8 * 4096 + (1 << 20);

    /// <summary>A pool's blocks are larger by a quarter at most, and at least a page.</summary>
    private static long Capacity(long bytes) => Math.Max(4096, bytes + bytes / 4);

    [Fact]
    public void A_shuffled_epoch_takes_no_memory_for_its_samples()
    {
        long few = Allocated(100);
        Assert.Equal(few, Allocated(1_000_000_000));
        Assert.InRange(few, 1, 1_000);

        static long Allocated(int count)
        {
            Allocate(); // compiles
            long before = GC.GetAllocatedBytesForCurrentThread();
            Allocate();
            return GC.GetAllocatedBytesForCurrentThread() - before;

            void Allocate()
            {
                var order = new BatchOrder(SampleOrder.Shuffled(count), 16);
                var key = new Key(3, 1);
                order.SamplesAt(key, 0);
                order.PartnersAt(key, order.Steps / 2);
            }
        }
    }

    [Fact]
    public void A_folder_takes_the_names_of_its_files()
    {
        const int count = 4_000;
        using var temporary = new TemporaryFolder();
        string folder = Path.Combine(temporary.Path, "set", "class");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++)
            File.WriteAllBytes(Path.Combine(folder, $"{i:000000}.jpg"), []);
        string root = Path.Combine(temporary.Path, "set");
        DataSets.Open(root).Dispose();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using IDataSet set = DataSets.Open(root);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(count, set.Count);
        // A string of two bytes a letter and 22 of its own, the place in the list with the label, and what rounding and a list's growth leave.
        int name = 2 * Path.Combine("class", "000000.jpg").Length + 22 + 16;
        output.WriteLine($"{bytes / (double)count:0} bytes a file, {name} of them its name");
        Assert.InRange(bytes / (double)count, name - 16, name + 16);
    }

    private static string Folder(TemporaryFolder temporary, int count)
    {
        Rng rng = new Key(4).Open();
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = new byte[40 * 56 * 3];
            for (int at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(at / 30 + rng.Below(20));
            temporary.Write(
                $"set/{(i % 2 == 0 ? "cats" : "dogs")}/{i:000}.jpg",
                PictureCodec.Encode(new Picture(new Size(40, 56), 3, pixels), PictureFormat.Jpeg)
            );
        }
        return Path.Combine(temporary.Path, "set");
    }

    /// <summary>Until workers have done all they may; a loader that does less than it may fails here.</summary>
    private static void WaitFor(Func<bool> isSo)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(begun) > TimeSpan.FromMinutes(1))
                Assert.Fail("Workers have not filled what is in flight.");
            Thread.Yield();
        }
    }

    private static void Raise(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
