using System.Collections.Immutable;
using System.Security.Cryptography;
using CsCheck;
using Cutwork.Imaging;

namespace Cutwork.Loading.Tests.Batches;

/// <summary>Boxes and masks are where the images' views show them and strokes leave them, and soft labels are the plan's, whoever made them.</summary>
public sealed class TargetLaws : IDisposable
{
    private static readonly Size Size = new(9, 14);

    private static readonly Recipe[] Recipes =
    [
        Recipe.None,
        new(new RandomResizedCrop(), new Flip(), new CutMix(1)),
        new(new PadCrop(Length.Pixels(3)), new Flip(), new RandomErasing { Probability = 1 }),
        new(new RandomResizedCrop(), new RandomErasing { Probability = 1 }, new Mixup(1), new Cutout(Length.Pixels(4))),
        new(new RandomResizedCrop(), new CutMix(1) { Scope = Scope.Sample }, new CutMix(1) { Scope = Scope.Sample }),
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

    /// <summary>An image's two masks and the weight of the first, as bytes.</summary>
    private static byte[] MaskOf<T>(LoadedBatch<T> batch, int place)
        where T : unmanaged
    {
        batch.MaskPairs(
            out ReadOnlyImageBatch<byte> first,
            out ReadOnlyImageBatch<byte> second,
            out ReadOnlySpan<float> weights
        );
        return
        [
            .. first.Data.Slice(place * (int)Size.Area, (int)Size.Area),
            .. second.Data.Slice(place * (int)Size.Area, (int)Size.Area),
            .. BitConverter.GetBytes(weights[place]),
        ];
    }

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

    private static AnnotatedBox[] Shown(ImmutableArray<LabeledBox> boxes, View view) =>
        [
            .. boxes.SelectMany(
                (box, number) =>
                    view.Show(box.Region, Size, out double visible) is { } at
                        ? [new AnnotatedBox(at, box.Label, number) { InView = visible }]
                        : Array.Empty<AnnotatedBox>()
            ),
        ];

    /// <summary>Every image's targets are those of its places' views under its plan.</summary>
    private static void Check(LoaderOptions options, Func<LoadedBatch<float>, int, View> viewOf)
    {
        using FakeSet set = TargetedSet.Of(30);
        using var loader = new Loader<float>(set, options);
        foreach (LoadedBatch<float> batch in loader.Epoch(3))
            using (batch)
            {
                int[] samples = [.. batch.Plan.Samples, .. batch.Plan.Partners];
                AnnotatedBox[][] boxes =
                [
                    .. samples.Select((sample, place) => Shown(TargetedSet.BoxesOf(sample), viewOf(batch, place))),
                ];
                int[] starts = new int[samples.Length + 1];
                for (int place = 0; place < samples.Length; place++)
                    starts[place + 1] = starts[place] + boxes[place].Length;
                byte[] masks =
                [
                    .. samples.SelectMany(
                        (sample, place) => Shown(TargetedSet.MaskOf(sample), viewOf(batch, place), options.MaskPadding)
                    ),
                ];
                (byte[] first, byte[] second, float[] weights) = Pairs(batch.Plan.AsShown(), masks, options);
                for (int place = 0; place < batch.Count; place++)
                {
                    Assert.Equal(
                        batch
                            .Plan.AsShown()
                            .BoxesOf(place, new([.. boxes.SelectMany(list => list)], starts), options.BoxRule),
                        batch.BoxesOf(place)
                    );
                    Assert.Equal(
                        [
                            .. first.AsSpan(place * (int)Size.Area, (int)Size.Area),
                            .. second.AsSpan(place * (int)Size.Area, (int)Size.Area),
                            .. BitConverter.GetBytes(weights[place]),
                        ],
                        MaskOf(batch, place)
                    );
                }
            }
    }

    private static (byte[] First, byte[] Second, float[] Weights) Pairs(Plan plan, byte[] masks, LoaderOptions options)
    {
        var layout = Layout.Planar(Size, 1);
        byte[] first = new byte[plan.Count * (int)Size.Area];
        byte[] second = new byte[first.Length];
        float[] weights = new float[plan.Count];
        plan.ApplyToMapPairs(
            new ReadOnlyImageBatch<byte>(masks, layout, masks.Length / (int)Size.Area),
            new ImageBatch<byte>(first, layout, plan.Count),
            new ImageBatch<byte>(second, layout, plan.Count),
            weights,
            options.MaskErased
        );
        return (first, second, weights);
    }

    [Fact]
    public void Any_workers_and_any_batches_in_flight_make_the_same_targets() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 4], Gen.Int[1, 6], Gen.Int[1, 6], Gen.ULong)
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
    [InlineData(1, PartnerStream.Batch, null)]
    [InlineData(2, PartnerStream.Batch, null)]
    [InlineData(2, PartnerStream.Batch, 255)]
    [InlineData(3, PartnerStream.Batch, 255)]
    [InlineData(4, PartnerStream.Batch, null)]
    [InlineData(1, PartnerStream.Second, null)]
    [InlineData(3, PartnerStream.Second, 254)]
    [InlineData(4, PartnerStream.Second, null)]
    public void They_are_shown_by_the_plan_s_views_and_follow_its_strokes(
        int recipe,
        PartnerStream partners,
        int? erased
    ) =>
        Check(
            Options(Recipes[recipe]) with
            {
                Partners = partners,
                MaskErased = (byte?)erased,
            },
            (batch, place) => batch.Plan.Views[place]
        );

    [Fact]
    public void A_recipe_whose_masks_are_no_pairs_is_refused_with_a_way_out()
    {
        using FakeSet set = TargetedSet.Of(14);
        using var loader = new Loader<float>(set, Options(new Recipe(new Mixup(1), new Mixup(1))));

        Assert.Contains(
            "let one mixup be the last policy that mixes",
            Assert
                .Throws<InvalidOperationException>(() =>
                {
                    foreach (LoadedBatch<float> batch in loader.Epoch(0))
                        batch.Dispose();
                })
                .Message
        );
        Assert.Equal((0, 0), (loader.BatchesInUse, loader.TargetsInUse));
    }

    [Fact]
    public void A_blended_batch_refuses_single_masks_and_says_what_it_has()
    {
        using FakeSet set = TargetedSet.Of(14);
        using var loader = new Loader<float>(set, Options(new Recipe(new Mixup(1))));
        foreach (LoadedBatch<float> batch in loader.Epoch(0))
            using (batch)
            {
                Assert.True(batch.HasMaskPairs);
                Assert.Contains("MaskPairs", Assert.Throws<InvalidOperationException>(() => batch.Masks.Count).Message);
                Assert.Contains("MaskPairs", Assert.Throws<InvalidOperationException>(() => batch.TakeMasks()).Message);
            }
        Assert.Equal(0, loader.TargetsInUse);
    }

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
                    Assert.Equal(
                        [new SeenBox(new Region(sample % 9, sample % 14, 1, 1), 2, 0, place, 1, 1)],
                        batch.BoxesOf(place)
                    );
                    Assert.Equal(
                        set.MaskOf(sample),
                        batch.Masks.Data.Slice(place * (int)Size.Area, (int)Size.Area).ToArray()
                    );
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
        Check(
            Options(Recipes[1]) with
            {
                BoxRule = new() { MinVisible = least },
            },
            (batch, place) => batch.Plan.Views[place]
        );

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
                    if (batch.HasMaskPairs)
                        continue;
                    Assert.Equal(0, batch.MaskAddress % 64);
                    Assert.Equal((batch.Count, Size), (batch.Masks.Count, batch.Masks.Layout.Size));
                }
        }
    }
}
