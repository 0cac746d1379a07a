using CsCheck;

namespace Cutwork.Tests.Laws;

public class PaintingLaws
{
    private static readonly Palette Unit = Palette.UnitOf([0.4f], [0.2f]);
    private static readonly Palette Bytes = Palette.BytesOf([0.4f], [0.2f]);

    private static readonly Gen<(Plan Plan, int Channels, ulong Seed)> Cases = Gen.Select(
        Generate.Plans,
        Gen.Int[1, 5],
        Gen.ULong,
        (plan, channels, seed) => (plan, channels, seed)
    );

    private static float[] Paint(Plan plan, Layout layout, float[] source)
    {
        float[] painted = new float[source.Length];
        plan.Apply(
            new ReadOnlyImageBatch<float>(source, layout, plan.Count),
            new ImageBatch<float>(painted, layout, plan.Count),
            Unit
        );
        return painted;
    }

    [Fact]
    public void Pixels_outside_of_every_stroke_stay_and_sources_are_only_read() =>
        Cases.Sample(given =>
        {
            var layout = Layout.Planar(given.Plan.Size, given.Channels);
            float[] source = Generate.Floats(given.Seed, layout.Elements * given.Plan.Count);
            float[] copy = [.. source];
            float[] painted = Paint(given.Plan, layout, source);

            for (int position = 0; position < given.Plan.Count; position++)
            for (int channel = 0; channel < given.Channels; channel++)
            for (int y = 0; y < given.Plan.Size.Height; y++)
            for (int x = 0; x < given.Plan.Size.Width; x++)
            {
                int at = position * layout.Elements + layout.Offset(channel, y, x);
                bool covered = given.Plan.Stages.Any(stage =>
                    stage.Of(position).ToArray().Any(stroke => stroke.Region.Contains(y, x))
                );
                if (!covered && painted[at] != source[at])
                    return false;
            }
            return source.SequenceEqual(copy);
        });

    [Fact]
    public void In_place_is_out_of_place() =>
        Cases.Sample(given =>
        {
            var layout = Layout.Interleaved(given.Plan.Size, given.Channels);
            float[] images = Generate.Floats(given.Seed, layout.Elements * given.Plan.Count);
            float[] expected = Paint(given.Plan, layout, images);
            given.Plan.Apply(new ImageBatch<float>(images, layout, given.Plan.Count), Unit);
            return images.SequenceEqual(expected);
        });

    [Fact]
    public void Images_can_be_painted_one_by_one_in_any_order() =>
        Cases.Sample(given =>
        {
            var layout = Layout.Planar(given.Plan.Size, given.Channels);
            byte[] source = Generate.Bytes(given.Seed, layout.Elements * given.Plan.Count);
            byte[] together = new byte[source.Length];
            byte[] apart = new byte[source.Length];
            var batch = new ReadOnlyImageBatch<byte>(source, layout, given.Plan.Count);
            given.Plan.Apply(batch, new ImageBatch<byte>(together, layout, given.Plan.Count), Bytes);
            for (int position = given.Plan.Count - 1; position >= 0; position--)
                given.Plan.ApplyOne(
                    position,
                    batch,
                    new ImageView<byte>(apart.AsSpan(position * layout.Elements), layout),
                    Bytes
                );
            return together.SequenceEqual(apart);
        });

    [Fact]
    public void Stage_by_stage_is_all_at_once() =>
        Cases.Sample(given =>
        {
            var layout = Layout.Planar(given.Plan.Size, given.Channels);
            float[] images = Generate.Floats(given.Seed, layout.Elements * given.Plan.Count);
            float[] expected = Paint(given.Plan, layout, images);
            foreach (Stage stage in given.Plan.Stages)
                new Plan(given.Plan.Key, given.Plan.Size, given.Plan.Samples, [stage]).Apply(
                    new ImageBatch<float>(images, layout, given.Plan.Count),
                    Unit
                );
            return images.SequenceEqual(expected);
        });

    [Fact]
    public void Layouts_agree_and_padding_is_left_alone() =>
        Gen.Select(Cases, Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 7])
            .Sample(
                (given, sourcePad, destinationPad, gap) =>
                {
                    (Plan plan, int channels, ulong seed) = given;
                    var packed = Layout.Planar(plan.Size, channels);
                    float[] source = Generate.Floats(seed, packed.Elements * plan.Count);
                    float[] expected = Paint(plan, packed, source);

                    var padded = Layout.Planar(plan.Size, channels, plan.Size.Width + sourcePad);
                    var interleaved = Layout.Interleaved(
                        plan.Size,
                        channels,
                        plan.Size.Width * channels + destinationPad
                    );
                    float[] from = Spread(source, packed, padded, plan.Count, gap);
                    float[] to = Filled((interleaved.Extent + destinationPad + gap) * plan.Count);
                    int stride = interleaved.Extent + gap;
                    plan.Apply(
                        new ReadOnlyImageBatch<float>(from, padded, plan.Count, padded.Extent + gap),
                        new ImageBatch<float>(to, interleaved, plan.Count, stride),
                        Unit
                    );

                    int written = 0;
                    for (int position = 0; position < plan.Count; position++)
                    for (int channel = 0; channel < channels; channel++)
                    for (int y = 0; y < plan.Size.Height; y++)
                    for (int x = 0; x < plan.Size.Width; x++, written++)
                        if (
                            to[position * stride + interleaved.Offset(channel, y, x)]
                            != expected[position * packed.Elements + packed.Offset(channel, y, x)]
                        )
                            return false;
                    return to.Count(float.IsNaN) == to.Length - written;
                }
            );

    [Fact]
    public void Own_weight_0_is_the_partner_and_1_is_the_image_to_the_bit() =>
        Gen.Select(Generate.Sizes, Gen.ULong)
            .Sample(
                (size, seed) =>
                {
                    var layout = Layout.Planar(size, 2);
                    float[] source = Generate.Floats(seed, 2 * layout.Elements);
                    foreach (double weight in (double[])[0, 1])
                    {
                        var stroke = new Stroke
                        {
                            Position = 0,
                            Region = Region.Whole(size),
                            Source = Source.Partner,
                            Partner = 1,
                            OwnWeight = weight,
                        };
                        var stage = new Stage(2, [new Origin("mixup", Cutwork.Paint.Partner)], [stroke]);
                        float[] painted = Paint(new Plan(new Key(0), size, [0, 1], [stage]), layout, source);
                        int from = weight == 1 ? 0 : layout.Elements;
                        if (!painted.AsSpan(0, layout.Elements).SequenceEqual(source.AsSpan(from, layout.Elements)))
                            return false;
                    }
                    return true;
                }
            );

    [Fact]
    public void An_erased_pixel_is_what_the_paint_says()
    {
        var size = new Size(6, 7);
        var layout = Layout.Planar(size, 3);
        foreach (
            (Paint paint, float[] expected) in (ReadOnlySpan<(Paint, float[])>)
                [
                    (Cutwork.Paint.Mean, [0, 0, 0]),
                    (Cutwork.Paint.Constant(1), [(1 - 0.485f) / 0.229f, (1 - 0.456f) / 0.224f, (1 - 0.406f) / 0.225f]),
                    (Cutwork.Paint.Raw(0.5, -7, 300), [0.5f, -7, 300]),
                ]
        )
        {
            Plan plan = new Recipe(new Cutout(Length.Fraction(1)) { Placement = Placement.Inside, Paint = paint }).Draw(
                new Key(1),
                new Scene(size, 0)
            );
            float[] images = Generate.Floats(1, layout.Elements);
            plan.Apply(new ImageBatch<float>(images, layout, 1), Palette.ImageNet);

            for (int channel = 0; channel < 3; channel++)
                Assert.All(
                    images.AsSpan(channel * (int)size.Area, (int)size.Area).ToArray(),
                    value => Assert.Equal(expected[channel], value, 1e-6f)
                );
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_bytes_take_every_level_alike(bool color)
    {
        // Noise: one image of many pixels. Color: many images, one pixel each.
        Size size = color ? new Size(1, 1) : new Size(300, 300);
        int count = color ? 90_000 : 1;
        var policy = new Cutout(Length.Fraction(1))
        {
            Placement = Placement.Inside,
            Paint = color ? Cutwork.Paint.UniformColor : Cutwork.Paint.UniformNoise,
        };
        byte[] images = new byte[90_000];
        new Recipe(policy)
            .Draw(new Key(6), Scene.Range(size, 0, count))
            .Apply(new ImageBatch<byte>(images, Layout.Planar(size, 1), count), Bytes);

        const double p = 1.0 / 256;
        for (int level = 0; level < 256; level++)
            Assert.Equal(p, images.Count(value => value == level) / 90_000.0, 6 * Math.Sqrt(p / 90_000));
    }

    [Fact]
    public void Normal_bytes_have_the_data_set_s_mean_and_deviation()
    {
        var size = new Size(300, 300);
        byte[] image = new byte[90_000];
        var policy = new Cutout(Length.Fraction(1)) { Placement = Placement.Inside, Paint = Cutwork.Paint.NormalNoise };
        Palette palette = Palette.BytesOf([0.5f], [0.1f]);
        new Recipe(policy)
            .Draw(new Key(6), new Scene(size, 0))
            .Apply(new ImageBatch<byte>(image, Layout.Planar(size, 1), 1), palette);

        Assert.Equal(127.5, image.Average(value => (double)value), 6 * 25.5 / 300);
        Assert.Equal(
            25.5 * 25.5,
            image.Average(value => (value - 127.5) * (value - 127.5)),
            6 * 25.5 * 25.5 * 1.42 / 300
        );
    }

    [Fact]
    public void Erasing_before_and_after_normalization_is_the_same() =>
        Gen.Select(Gen.OneOf(Generate.Cutouts, Generate.Erasings), Generate.Keys, Generate.Scenes)
            .Where(
                (policy, _, _) =>
                    policy.StrokePaint.Kind is PaintKind.Mean or PaintKind.Constant
                    || policy.StrokePaint.Law == RandomLaw.Uniform
            )
            .Where((policy, _, _) => policy.StrokePaint.Kind != PaintKind.Raw)
            .Sample(
                (policy, key, scene) =>
                {
                    var layout = Layout.Planar(scene.Size, 1);
                    Palette normalized = Palette.Normalized([0.4f], [0.2f]);
                    Plan plan = new Recipe(policy).Draw(key, scene);
                    float[] unit = Generate.Floats(key.Seed, layout.Elements * scene.Count);
                    float[] normal = [.. unit.Select(value => (value - 0.4f) / 0.2f)];
                    plan.Apply(new ImageBatch<float>(unit, layout, scene.Count), Unit);
                    plan.Apply(new ImageBatch<float>(normal, layout, scene.Count), normalized);
                    return unit.Zip(normal).All(pair => Math.Abs((pair.First - 0.4f) / 0.2f - pair.Second) < 1e-5);
                }
            );

    private static float[] Spread(float[] packed, Layout from, Layout to, int count, int gap)
    {
        float[] spread = Filled((to.Extent + gap) * count);
        for (int position = 0; position < count; position++)
        for (int channel = 0; channel < from.Channels; channel++)
        for (int y = 0; y < from.Size.Height; y++)
        for (int x = 0; x < from.Size.Width; x++)
            spread[position * (to.Extent + gap) + to.Offset(channel, y, x)] = packed[
                position * from.Elements + from.Offset(channel, y, x)
            ];
        return spread;
    }

    private static float[] Filled(int length)
    {
        float[] values = new float[length];
        values.AsSpan().Fill(float.NaN);
        return values;
    }
}
