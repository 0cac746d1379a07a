using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Workers, batches in flight and where reading began change nothing of what is read.</summary>
public class LoaderLaws
{
    private static readonly Size Size = new(9, 14);

    private static readonly Recipe Mixing = new(
        new RandomErasing { Probability = 0.5, Paint = Paint.NormalNoise },
        new Choice(new Mixup(0.4), new CutMix(1))
    );

    private static LoaderOptions Options(int batch, int workers, int flight, ulong seed = 1) =>
        new()
        {
            Size = Size,
            BatchSize = batch,
            Workers = workers,
            BatchesInFlight = flight,
            Seed = seed,
            Recipe = Mixing,
        };

    /// <summary>A batch as a line of text: step, samples, labels, plan, pixels.</summary>
    private static string Line<T>(LoadedBatch<T> batch)
        where T : unmanaged
    {
        ReadOnlySpan<byte> pixels = MemoryMarshal.AsBytes(batch.Images.Data);
        string soft = string.Join(' ', batch.SoftLabels(3));
        return $"{batch.Epoch}/{batch.Step} [{string.Join(' ', batch.Samples)}] {soft} {Convert.ToHexString(SHA256.HashData(pixels))}";
    }

    private static List<string> Read<T>(Loader<T> loader, int epoch, int fromStep = 0)
        where T : unmanaged
    {
        var lines = new List<string>();
        foreach (LoadedBatch<T> batch in loader.Epoch(epoch, fromStep))
            using (batch)
                lines.Add(Line(batch));
        return lines;
    }

    [Fact]
    public void Any_workers_and_any_batches_in_flight_make_the_same_batches() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[1, 6], Gen.ULong)
            .Sample(
                given =>
                {
                    (int count, int batch, int workers, int flight, ulong seed) = given;
                    using var set = new FakeSet(count, Size);
                    using var plain = new Loader<float>(set, Options(batch, 1, 1, seed));
                    using var other = new Loader<float>(set, Options(batch, workers, flight, seed));
                    return Read(plain, 2).SequenceEqual(Read(other, 2)) && other.BatchesInUse == 0;
                },
                iter: 60
            );

    [Fact]
    public void Going_on_at_any_step_gives_what_would_have_come()
    {
        using var set = new FakeSet(37, Size);
        using var loader = new Loader<BFloat16>(set, Options(5, 3, 2));
        List<string> whole = Read(loader, 4);
        Assert.Equal(8, whole.Count);
        for (int step = 0; step <= 8; step++)
            Assert.Equal(whole.Skip(step), Read(loader, 4, step));
    }

    [Fact]
    public async Task Read_asynchronously_the_batches_are_the_same()
    {
        using var set = new FakeSet(37, Size);
        using var loader = new Loader<byte>(set, Options(5, 2, 3));
        var lines = new List<string>();
        await foreach (LoadedBatch<byte> batch in loader.EpochAsync(1))
            using (batch)
                lines.Add(Line(batch));
        Assert.Equal(Read(loader, 1), lines);
        Assert.NotEqual(Read(loader, 2), lines);
    }

    [Fact]
    public void Two_readers_of_one_loader_do_not_see_each_other()
    {
        using var set = new FakeSet(23, Size);
        using var loader = new Loader<float>(set, Options(4, 2, 2));
        List<string> alone = Read(loader, 0);
        List<string>[] together = new List<string>[2];
        Parallel.For(0, 2, reader => together[reader] = Read(loader, 0));
        Assert.Equal(alone, together[0]);
        Assert.Equal(alone, together[1]);
    }

    /// <summary>Without mixing, an image depends on its sample alone: not on the batch it is in.</summary>
    [Fact]
    public void Any_batch_size_paints_the_same_images() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 9], Gen.Int[1, 9], Gen.ULong)
            .Sample(
                given =>
                {
                    (int count, int one, int two, ulong seed) = given;
                    using var set = new FakeSet(count, Size);
                    var erasing = new Recipe(new RandomErasing { Probability = 0.5, Paint = Paint.UniformNoise });
                    using var first = new Loader<byte>(set, Options(one, 2, 2, seed) with { Recipe = erasing });
                    using var second = new Loader<byte>(set, Options(two, 3, 1, seed) with { Recipe = erasing });
                    return Images(first).SequenceEqual(Images(second));
                },
                iter: 40
            );

    private static List<string> Images(Loader<byte> loader)
    {
        var images = new List<string>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
                for (int position = 0; position < batch.Count; position++)
                    images.Add(
                        $"{batch.Samples[position]} {Convert.ToHexString(SHA256.HashData(batch.Images.Data.Slice(position * batch.Images.ImageStride, batch.Images.Layout.Extent)))}"
                    );
        return images;
    }

    /// <summary>Views of sources of all sizes: the same for any workers, and the plan's own.</summary>
    [Fact]
    public void Crops_and_flips_are_those_of_the_plan()
    {
        using var set = new FakeSet(30, Size) { SizeOf = index => new Size(5 + index % 17, 6 + index % 23) };
        var recipe = new Recipe(new RandomResizedCrop(), new Flip(), new CutMix(1));
        using var one = new Loader<byte>(set, Options(7, 1, 1) with { Recipe = recipe });
        using var many = new Loader<byte>(set, Options(7, 4, 3) with { Recipe = recipe });
        Assert.Equal(Read(one, 3), Read(many, 3));
        foreach (LoadedBatch<byte> batch in one.Epoch(3))
            using (batch)
                for (int position = 0; position < batch.Count; position++)
                {
                    int sample = batch.Samples[position];
                    Assert.Equal(set.SizeOf(sample), batch.Plan.Views[position].SourceSize);
                    Assert.Equal(
                        recipe.DrawView(new Key(1, 3), Size, sample, set.SizeOf(sample)),
                        batch.Plan.Views[position]
                    );
                }
    }

    [Fact]
    public void Padded_crops_are_windows_of_the_source()
    {
        using var set = new FakeSet(20, Size);
        var recipe = new Recipe(new PadCrop(Length.Pixels(3)), new Flip());
        using var loader = new Loader<byte>(set, Options(20, 2, 2) with { Recipe = recipe, ChannelsLast = true });
        using LoadedBatch<byte> batch = loader.Epoch(0).Single();
        for (int position = 0; position < batch.Count; position++)
        {
            View view = batch.Plan.Views[position];
            byte[] source = set.Read(batch.Samples[position]).Picture.Pixels;
            for (int y = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++)
            for (int channel = 0; channel < 3; channel++)
            {
                int sourceY = view.Crop.Top + y;
                int sourceX = view.Crop.Left + (view.Mirror == Mirror.Horizontal ? Size.Width - 1 - x : x);
                bool isInside = sourceY >= 0 && sourceY < Size.Height && sourceX >= 0 && sourceX < Size.Width;
                Assert.Equal(
                    isInside ? source[(sourceY * Size.Width + sourceX) * 3 + channel] : 0,
                    batch.Images.Data[((position * Size.Height + y) * Size.Width + x) * 3 + channel]
                );
            }
        }
    }

    /// <summary>A part that is resized is what resizing the cut-out gives, mirrored where the plan says so.</summary>
    [Fact]
    public void What_is_shown_is_the_resized_part()
    {
        var large = new Size(40, 50);
        using var set = new FakeSet(12, large);
        var recipe = new Recipe(new RandomResizedCrop(), new Flip());
        using var loader = new Loader<byte>(set, Options(12, 2, 2) with { Recipe = recipe, ChannelsLast = true });
        using LoadedBatch<byte> batch = loader.Epoch(0).Single();
        Assert.Contains(batch.Plan.Views, view => view.Mirror == Mirror.Horizontal);
        for (int position = 0; position < batch.Count; position++)
        {
            View view = batch.Plan.Views[position];
            Picture source = set.Read(batch.Samples[position]).Picture;
            byte[] part = new byte[view.Crop.Area * 3];
            for (int y = 0; y < view.Crop.Height; y++)
                source
                    .Pixels.AsSpan(((view.Crop.Top + y) * large.Width + view.Crop.Left) * 3, view.Crop.Width * 3)
                    .CopyTo(part.AsSpan(y * view.Crop.Width * 3));
            byte[] resized = new Picture(view.Size, 3, part).Resize(Size).Pixels;
            for (int y = 0; y < Size.Height; y++)
            for (int x = 0; x < Size.Width; x++)
            {
                int from = view.Mirror == Mirror.Horizontal ? Size.Width - 1 - x : x;
                Assert.Equal(
                    resized.AsSpan((y * Size.Width + from) * 3, 3).ToArray(),
                    batch.Images.Data.Slice(((position * Size.Height + y) * Size.Width + x) * 3, 3).ToArray()
                );
            }
        }
    }

    [Fact]
    public void What_is_painted_is_what_the_plan_says()
    {
        using var set = new FakeSet(12, Size);
        using var loader = new Loader<float>(set, Options(6, 2, 2) with { ChannelsLast = true });
        foreach (LoadedBatch<float> batch in loader.Epoch(3))
            using (batch)
            {
                SourceImage[] sources =
                [
                    .. batch
                        .Samples.Select(sample => set.Read(sample).Picture)
                        .Select(picture => new SourceImage(picture.Pixels, picture.Layout)),
                ];
                Plan plan = Mixing.Draw(new Key(1, 3), new Scene(Size, [.. batch.Samples]));
                Assert.Equal(plan, batch.Plan);
                float[] expected = new float[batch.Images.Data.Length];
                plan.Collate(
                    sources,
                    new ImageBatch<float>(expected, Layout.Interleaved(Size, 3), batch.Count),
                    Palette.ImageNet
                );
                Assert.Equal(expected, batch.Images.Data.ToArray());
                Assert.Equal(batch.Samples.Select(sample => sample % 3), batch.Labels);
            }
    }
}
