using Cutwork.Tests.Laws;

namespace Cutwork.Tests.Apply;

/// <summary>Threads, cancellation, and code of the caller's that runs while a batch is painted.</summary>
public class CollateThreadTests
{
    private const int Count = 6;

    // An image of a part of its own: 192 KiB of floats.
    private static readonly Size Size = new(128, 128);
    private static readonly Layout Rgb = Layout.Interleaved(Size, 3);
    private static readonly Layout Planar = Layout.Planar(Size, 3);

    private static readonly Plan Plan = new Recipe(
        new Mixup(1) { Scope = Scope.Sample },
        new RandomErasing { Probability = 1, Paint = Paint.NormalNoise },
        new CutMix(1)
    ).Draw(new Key(6), Scene.Range(Size, 40, Count));

    private static ApplyOptions Threads(int threads) => new() { MaxDegreeOfParallelism = threads, ThreadsFrom = 0 };

    private static byte[] Pixels(int number, Layout layout) => Generate.Bytes((ulong)number, layout.Extent);

    /// <summary>Images that look harmless until they are painted.</summary>
    private static SourceImage[] Images(Action<int, int>? looked = null) =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(position => new SourceImage(
                    looked is null
                        ? Pixels(position, Rgb)
                        : new CallingMemory(Pixels(position, Rgb), look => looked(position, look)).Memory,
                    Rgb
                )),
        ];

    private static float[] Painted(SourceImage[] images, ApplyOptions options)
    {
        float[] painted = new float[Count * Planar.Elements];
        painted.AsSpan().Fill(float.NaN);
        Plan.Collate(images, new ImageBatch<float>(painted, Planar, Count), Palette.ImageNet, options: options);
        return painted;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_source_that_fails_is_told_once_and_the_next_call_works(int threads)
    {
        float[] expected = Painted(Images(), Threads(1));
        for (int round = 0; round < 10; round++)
        {
            int failures = 0;
            SourceImage[] images = Images(
                (position, look) =>
                {
                    if (position != 3 || look == 1)
                        return;
                    Interlocked.Increment(ref failures);
                    throw new IOException("the disk is gone");
                }
            );

            Assert.Equal(
                "the disk is gone",
                Assert.Throws<IOException>(() => Painted(images, Threads(threads))).Message
            );
            Assert.InRange(failures, 1, threads);
            Assert.Equal(expected, Painted(Images(), Threads(threads)));
        }
    }

    [Fact]
    public void A_token_canceled_before_leaves_everything_untouched()
    {
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        foreach (int threads in (int[])[1, 4])
        {
            float[] painted = new float[Count * Planar.Elements];
            Assert.Throws<OperationCanceledException>(() =>
                Plan.Collate(
                    Images(),
                    new ImageBatch<float>(painted, Planar, Count),
                    Palette.ImageNet,
                    options: Threads(threads) with
                    {
                        Cancellation = canceled.Token,
                    }
                )
            );
            Assert.False(painted.AsSpan().ContainsAnyExcept(0));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_token_canceled_meanwhile_stops_between_two_images(int threads)
    {
        using var source = new CancellationTokenSource();
        SourceImage[] images = Images(
            (_, look) =>
            {
                if (look > 1)
                    source.Cancel();
            }
        );
        float[] painted = new float[Count * Planar.Elements];

        var exception = Assert.Throws<OperationCanceledException>(() =>
            Plan.Collate(
                images,
                new ImageBatch<float>(painted, Planar, Count),
                Palette.ImageNet,
                options: Threads(threads) with
                {
                    Cancellation = source.Token,
                }
            )
        );

        Assert.Equal(source.Token, exception.CancellationToken);
        // Whoever had begun an image has finished it; the others were not begun.
        float[] expected = Painted(Images(), Threads(1));
        int whole = 0;
        for (int position = 0; position < Count; position++)
        {
            Span<float> image = painted.AsSpan(position * Planar.Elements, Planar.Elements);
            if (!image.ContainsAnyExcept(0))
                continue;
            Assert.True(image.SequenceEqual(expected.AsSpan(position * Planar.Elements, Planar.Elements)));
            whole++;
        }
        Assert.InRange(whole, 1, threads);
    }

    /// <summary>A source whose memory is made by painting: the inner batch is larger and of another kind than the outer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_source_may_collate_while_it_is_looked_at(int threads)
    {
        float[] expected = Painted(Images(), Threads(1));
        float[] expectedInner = PaintedInside(threads: 1);
        int rounds = 0;

        float[] painted = Painted(
            Images(
                (_, _) =>
                {
                    float[] inner = PaintedInside(threads);
                    if (inner.AsSpan().SequenceEqual(expectedInner))
                        Interlocked.Increment(ref rounds);
                    else
                        throw new InvalidOperationException("the batch within differs");
                }
            ),
            Threads(threads)
        );

        Assert.True(rounds > Count);
        Assert.Equal(expected, painted);
    }

    private static float[] PaintedInside(int threads)
    {
        var size = new Size(6, 1500);
        Plan plan = new Recipe(new CutMix(1), new Cutout(), new Mixup(1)).Draw(new Key(9), Scene.Range(size, 0, 4));
        var layout = Layout.Planar(size, 3);
        float[] painted = new float[4 * layout.Elements];
        plan.Collate(
            new ReadOnlyImageBatch<byte>(Pixels(9, Layout.Planar(size, 12)), layout, 4),
            new ImageBatch<float>(painted, layout, 4),
            Palette.Unit,
            options: Threads(threads)
        );
        return painted;
    }

    [Fact]
    public void Every_number_of_threads_paints_the_same()
    {
        var size = new Size(24, 37);
        Plan plan = new Recipe(
            new Mixup(1) { Scope = Scope.Sample },
            new RandomErasing { Probability = 1, Paint = Paint.UniformNoise },
            new CutMix(1)
        ).Draw(new Key(5), Scene.Range(size, 0, 80));
        var layout = Layout.Interleaved(size, 3);
        byte[] pixels = Pixels(5, Layout.Planar(size, 240));
        float[] expected = PaintBatch(1);

        // Several callers at once, each with every number of threads.
        var callers = new Thread[3];
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        for (int caller = 0; caller < callers.Length; caller++)
        {
            callers[caller] = new Thread(() =>
            {
                for (int round = 0; round < 200; round++)
                    if (!PaintBatch(1 + round % 8).AsSpan().SequenceEqual(expected))
                        failures.Add($"round {round}");
            });
            callers[caller].Start();
        }
        foreach (Thread caller in callers)
            caller.Join();

        Assert.Empty(failures);

        float[] PaintBatch(int threads)
        {
            float[] painted = new float[pixels.Length];
            plan.Collate(
                new ReadOnlyImageBatch<byte>(pixels, layout, 80),
                new ImageBatch<float>(painted, Layout.Planar(size, 3), 80),
                Palette.Unit,
                options: Threads(threads) with
                {
                    StreamsFrom = threads % 2 == 0 ? 0 : long.MaxValue,
                }
            );
            return painted;
        }
    }

    [Fact]
    public void Every_number_of_threads_paints_the_same_in_place()
    {
        var size = new Size(24, 37);
        Plan plan = new Recipe(new Mixup(1), new RandomErasing { Probability = 1 }).Draw(
            new Key(5),
            Scene.Range(size, 0, 16)
        );
        var layout = Layout.Planar(size, 3);
        byte[] pixels = Pixels(5, Layout.Planar(size, 48));
        byte[] expected = PaintBatch(1);

        for (int round = 0; round < 200; round++)
            Assert.Equal(expected, PaintBatch(1 + round % 8));

        byte[] PaintBatch(int threads)
        {
            byte[] painted = [.. pixels];
            plan.Apply(new ImageBatch<byte>(painted, layout, 16), Palette.Bytes, options: Threads(threads));
            return painted;
        }
    }
}
