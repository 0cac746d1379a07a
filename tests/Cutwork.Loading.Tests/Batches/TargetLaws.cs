using System.Collections.Immutable;
using System.Security.Cryptography;
using CsCheck;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Boxes and masks are where the images' views show them, and soft labels are the plan's, whoever made them.</summary>
public sealed class TargetLaws : IDisposable
{
    private static readonly Size Size = new(9, 14);

    private static readonly Recipe[] Recipes =
    [
        Recipe.None,
        new(new RandomResizedCrop(), new Flip(), new CutMix(1)),
        new(new PadCrop(Length.Pixels(3)), new Flip(), new RandomErasing()),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("cutwork-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static LoaderOptions Options(Recipe recipe, int workers = 2, int flight = 2, ulong seed = 1) =>
        new()
        {
            Size = Size,
            BatchSize = 7,
            Workers = workers,
            BatchesInFlight = flight,
            Seed = seed,
            Recipe = recipe,
            Masks = true,
            MaskPadding = 255,
            Classes = 3,
            LabelSmoothing = 0.1,
        };

    /// <summary>The targets of an epoch as text, a line for each image.</summary>
    private static List<string> Lines(IDataSet set, LoaderOptions options)
    {
        using var loader = new Loader<byte>(set, options);
        var lines = new List<string>();
        foreach (LoadedBatch<byte> batch in loader.Epoch(2))
            using (batch)
                for (int place = 0; place < batch.Count; place++)
                    lines.Add(
                        $"{batch.Step} {batch.Samples[place]}: {string.Join(", ", batch.BoxesOf(place))} "
                            + $"{Convert.ToHexString(SHA256.HashData(MaskOf(batch, place)))} "
                            + string.Join(' ', batch.SoftTargets.Slice(place * 3, 3).ToArray())
                    );
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
        return lines;
    }

    private static byte[] MaskOf<T>(LoadedBatch<T> batch, int place)
        where T : unmanaged => batch.Masks.Data.Slice(place * (int)Size.Area, (int)Size.Area).ToArray();

    private static byte[] Shown(byte[] mask, View view, byte padding)
    {
        byte[] shown = new byte[Size.Area];
        new Resampler().Show(
            new ReadOnlyImageView<byte>(mask, Layout.Planar(view.SourceSize, 1)),
            view,
            new ImageView<byte>(shown, Layout.Planar(Size, 1)),
            Filter.Nearest,
            padding
        );
        return shown;
    }

    private static IEnumerable<ShownBox> Shown(ImmutableArray<LabeledBox> boxes, View view, double least = 0)
    {
        foreach (LabeledBox box in boxes)
            if (view.Show(box.Region, Size, out double visible) is { } at && visible >= least)
                yield return new ShownBox(at, box.Label, visible);
    }

    /// <summary>Every image's targets are those of a view.</summary>
    private static void Check(LoaderOptions options, Func<LoadedBatch<float>, int, View> viewOf)
    {
        using FakeSet set = TargetedSet.Of(30);
        using var loader = new Loader<float>(set, options);
        foreach (LoadedBatch<float> batch in loader.Epoch(3))
            using (batch)
                for (int place = 0; place < batch.Count; place++)
                {
                    int sample = batch.Samples[place];
                    View view = viewOf(batch, place);
                    Assert.Equal(Shown(TargetedSet.BoxesOf(sample), view, options.MinVisible), batch.BoxesOf(place));
                    Assert.Equal(Shown(TargetedSet.MaskOf(sample), view, options.MaskPadding), MaskOf(batch, place));
                }
    }

    [Fact]
    public void Any_workers_and_any_batches_in_flight_make_the_same_targets() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 2], Gen.Int[1, 6], Gen.Int[1, 6], Gen.ULong)
            .Sample(
                (count, recipe, workers, flight, seed) =>
                {
                    using FakeSet set = TargetedSet.Of(count);
                    return Lines(set, Options(Recipes[recipe], 1, 1, seed))
                        .SequenceEqual(Lines(set, Options(Recipes[recipe], workers, flight, seed)));
                },
                iter: 40
            );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void They_are_shown_by_the_plan_s_views(int recipe) =>
        Check(Options(Recipes[recipe]), (batch, place) => batch.Plan.Views[place]);

    [Fact]
    public void A_centered_picture_s_are_shown_by_its_centered_view() =>
        Check(
            Options(Recipe.None) with
            {
                Framing = Framing.CenterCrop,
            },
            (batch, place) =>
                new Recipe(new CenterCrop()).DrawView(
                    batch.Plan.Key,
                    Size,
                    batch.Samples[place],
                    TargetedSet.SizeOf(batch.Samples[place])
                )
        );

    [Fact]
    public void A_stretched_picture_s_are_shown_whole() =>
        Check(
            Options(Recipe.None) with
            {
                Framing = Framing.Stretch,
            },
            (batch, place) => View.Whole(TargetedSet.SizeOf(batch.Samples[place]))
        );

    [Fact]
    public void A_picture_of_the_batch_s_size_keeps_its_own()
    {
        using var set = new FakeSet(20, Size)
        {
            BoxesOf = index => [new LabeledBox(new Region(index % 9, index % 14, 1, 1), 2)],
            MaskOf = index => [.. Enumerable.Range(index, (int)Size.Area).Select(value => (byte)value)],
        };
        using var loader = new Loader<float>(set, Options(Recipe.None) with { Framing = Framing.Exact });
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            using (batch)
                for (int place = 0; place < batch.Count; place++)
                {
                    int sample = batch.Samples[place];
                    Assert.Equal([new ShownBox(new Region(sample % 9, sample % 14, 1, 1), 2, 1)], batch.BoxesOf(place));
                    Assert.Equal(set.MaskOf(sample), MaskOf(batch, place));
                }
    }

    [Fact]
    public void A_mask_that_is_the_picture_is_shown_as_the_picture()
    {
        var large = new Size(12, 17);
        using var pictures = new FakeSet(20, large) { Channels = 1 };
        using var set = new FakeSet(20, large) { Channels = 1, MaskOf = index => pictures.Read(index).Picture.Pixels };
        LoaderOptions options = Options(new Recipe(new PadCrop(Length.Pixels(3)), new Flip())) with
        {
            Channels = 1,
            MaskPadding = 0,
        };
        using var loader = new Loader<byte>(set, options);
        foreach (LoadedBatch<byte> batch in loader.Epoch(0))
            using (batch)
            {
                Assert.Contains(batch.Plan.Views, view => view.Size == Size);
                Assert.Equal(batch.Images.Data.ToArray(), batch.Masks.Data.ToArray());
            }
    }

    [Fact]
    public void A_pack_s_targets_are_the_set_s()
    {
        using FakeSet set = TargetedSet.Of(33);
        string path = Path.Combine(folder, "set.pack");
        using (var writer = new PackWriter(path, set.Name, set.Classes))
        {
            for (int index = 0; index < set.Count; index++)
                writer.Add(set.Read(index));
            writer.Complete();
        }
        using IDataSet pack = DataSets.Open(path);
        foreach (Recipe recipe in Recipes)
            Assert.Equal(Lines(set, Options(recipe)), Lines(pack, Options(recipe, workers: 3)));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Boxes_that_show_less_than_asked_for_are_left_out(double least) =>
        Check(Options(Recipes[1]) with { MinVisible = least }, (batch, place) => batch.Plan.Views[place]);

    [Fact]
    public void Soft_targets_are_the_soft_labels_to_the_bit()
    {
        using FakeSet set = TargetedSet.Of(30);
        foreach (Recipe recipe in (Recipe[])[.. Recipes, new Recipe(new Mixup(1), new RandomErasing())])
        {
            using var loader = new Loader<float>(set, Options(recipe));
            foreach (LoadedBatch<float> batch in loader.Epoch(1))
                using (batch)
                {
                    Assert.Equal(batch.SoftLabels(3, 0.1), batch.SoftTargets.ToArray());
                    Assert.Equal(0, batch.SoftTargetAddress % 64);
                    Assert.Equal(0, batch.MaskAddress % 64);
                    Assert.Equal((batch.Count, Size), (batch.Masks.Count, batch.Masks.Layout.Size));
                }
        }
    }
}
