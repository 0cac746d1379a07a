using CsCheck;
using Cutwork.Tests.Reference;

namespace Cutwork.Tests.Laws;

/// <summary>The fused pass equals the staged reference to the bit: convert every source first, then paint stage by stage.</summary>
public class EngineLaws
{
    private static readonly Gen<EngineCase> Cases = Gen.Select(
        Gen.OneOf(Generate.Plans, Generate.Mosaics, Generate.WidePlans, Generate.ErasedPastes, Generate.DeepPlans),
        Gen.Int[1, 5],
        Gen.OneOf(Gen.Const(0), Gen.Int[0, 9]),
        Gen.OneOf(Gen.Const(0), Gen.Int[0, 20]),
        Gen.Int[0, 2],
        Gen.Int[1, 3],
        Gen.Bool,
        Gen.Select(Gen.ULong, Gen.Bool),
        (plan, channels, pad, gap, order, threads, streams, rest) =>
            new EngineCase(plan, channels, pad, gap, order, threads, streams, rest.Item1, rest.Item2)
    );

    [Fact]
    public void Floats_are_the_reference_s() =>
        Cases.Sample(given =>
        {
            SourceImage[] sources = given.Sources();
            Palette palette = given.Palette(bytes: false);
            float[] expected = Expected(given, sources, palette);
            float[] painted = new float[given.ImageStride * given.Plan.Count];
            painted.AsSpan().Fill(float.NaN);
            given.Plan.Collate(
                sources,
                new ImageBatch<float>(painted, given.Layout, given.Plan.Count, given.ImageStride),
                palette,
                options: given.Options
            );
            return Agrees(given, expected, painted, value => value, float.IsNaN);
        });

    [Fact]
    public void Brain_floats_are_the_reference_s_rounded_once() =>
        Cases.Sample(given =>
        {
            SourceImage[] sources = given.Sources();
            Palette palette = given.Palette(bytes: false);
            float[] expected = Expected(given, sources, palette);
            var painted = new BFloat16[given.ImageStride * given.Plan.Count];
            painted.AsSpan().Fill((BFloat16)float.NaN);
            given.Plan.Collate(
                sources,
                new ImageBatch<BFloat16>(painted, given.Layout, given.Plan.Count, given.ImageStride),
                palette,
                options: given.Options
            );
            return Agrees(given, expected, painted, value => (BFloat16)value, value => float.IsNaN(value));
        });

    [Fact]
    public void Bytes_are_the_reference_s() =>
        Cases.Sample(given =>
        {
            SourceImage[] sources = given.Sources();
            Palette palette = given.Palette(bytes: true);
            byte[] shown = Shown(given, sources, palette);
            byte[] expected = Staged(given, shown, palette);
            byte[] painted = new byte[given.ImageStride * given.Plan.Count];
            byte[] other = new byte[painted.Length];
            other.AsSpan().Fill(255);
            foreach (byte[] target in (byte[][])[painted, other])
                given.Plan.Collate(
                    sources,
                    new ImageBatch<byte>(target, given.Layout, given.Plan.Count, given.ImageStride),
                    palette,
                    options: given.Options
                );
            // What differs after two fills was not written.
            return Agrees(given, expected, painted, value => value, null) && SameOutside(given, painted, other);
        });

    [Fact]
    public void A_batch_of_one_layout_is_a_list_of_its_images() =>
        Cases.Sample(given =>
        {
            var layout =
                given.Seed % 2 == 0
                    ? Layout.Planar(given.Plan.Size, given.Channels)
                    : Layout.Interleaved(given.Plan.Size, given.Channels);
            byte[] pixels = Generate.Bytes(given.Seed, layout.Elements * given.Plan.Count);
            var sources = new SourceImage[given.Plan.Count];
            for (int position = 0; position < sources.Length; position++)
                sources[position] = new(pixels.AsMemory(position * layout.Elements), layout);
            Palette palette = given.Palette(bytes: false);
            float[] listed = new float[given.ImageStride * given.Plan.Count];
            float[] batched = new float[listed.Length];
            var first = new ImageBatch<float>(listed, given.Layout, given.Plan.Count, given.ImageStride);
            var second = new ImageBatch<float>(batched, given.Layout, given.Plan.Count, given.ImageStride);
            given.Plan.Collate(sources, first, palette, options: given.Options);
            given.Plan.Collate(
                new ReadOnlyImageBatch<byte>(pixels, layout, given.Plan.Count),
                second,
                palette,
                options: given.Options with
                {
                    MaxDegreeOfParallelism = 1,
                }
            );
            return listed.AsSpan().SequenceEqual(batched);
        });

    [Fact]
    public void Out_of_place_and_in_place_are_the_reference_s() =>
        Cases.Sample(given =>
        {
            Palette palette = Palette.UnitOf([0.4f], [0.2f]);
            var packed = Layout.Planar(given.Plan.Size, given.Channels);
            float[] source = Generate.Floats(given.Seed, packed.Elements * given.Plan.Count);
            float[] expected = Staged(given, source, palette);
            float[] painted = new float[given.ImageStride * given.Plan.Count];
            var batch = new ImageBatch<float>(painted, given.Layout, given.Plan.Count, given.ImageStride);
            given.Plan.Apply(
                new ReadOnlyImageBatch<float>(source, packed, given.Plan.Count),
                batch,
                palette,
                options: given.Options
            );
            bool outOfPlace = Agrees(given, expected, painted, value => value, null);

            painted.AsSpan().Fill(float.NaN);
            new Plan(given.Plan.Key, given.Plan.Size, given.Plan.Samples, []).Apply(
                new ReadOnlyImageBatch<float>(source, packed, given.Plan.Count),
                batch,
                palette
            );
            given.Plan.Apply(batch, palette, options: given.Options);
            return outOfPlace && Agrees(given, expected, painted, value => value, float.IsNaN);
        });

    [Fact]
    public void Bytes_in_place_are_the_reference_s() =>
        Cases.Sample(given =>
        {
            Palette palette = Palette.BytesOf([0.4f], [0.2f]);
            var packed = Layout.Planar(given.Plan.Size, given.Channels);
            byte[] source = Generate.Bytes(given.Seed, packed.Elements * given.Plan.Count);
            byte[] expected = Staged(given, source, palette);
            byte[] painted = new byte[given.ImageStride * given.Plan.Count];
            var batch = new ImageBatch<byte>(painted, given.Layout, given.Plan.Count, given.ImageStride);
            new Plan(given.Plan.Key, given.Plan.Size, given.Plan.Samples, []).Apply(
                new ReadOnlyImageBatch<byte>(source, packed, given.Plan.Count),
                batch,
                palette
            );
            given.Plan.Apply(batch, palette, options: given.Options);
            return Agrees(given, expected, painted, value => value, null);
        });

    /// <summary>What the windows show, planar, in bytes.</summary>
    private static byte[] Shown(EngineCase given, SourceImage[] sources, Palette palette)
    {
        var packed = Layout.Planar(given.Plan.Size, given.Channels);
        byte[] shown = new byte[packed.Elements * given.Plan.Count];
        for (int position = 0; position < sources.Length; position++)
        {
            SourceImage source = sources[position];
            for (int channel = 0; channel < given.Channels; channel++)
            for (int y = 0; y < given.Plan.Size.Height; y++)
            for (int x = 0; x < given.Plan.Size.Width; x++)
            {
                int sourceY = source.Window.Top + y;
                int sourceX =
                    source.Window.Left
                    + (source.Window.Mirror == Mirror.Horizontal ? given.Plan.Size.Width - 1 - x : x);
                bool inside =
                    sourceY >= 0
                    && sourceY < source.Layout.Size.Height
                    && sourceX >= 0
                    && sourceX < source.Layout.Size.Width;
                int sourceChannel = source.Layout.Channels == 1 ? 0 : channel;
                shown[position * packed.Elements + packed.Offset(channel, y, x)] = inside
                    ? source.Pixels.Span[source.Layout.Offset(sourceChannel, sourceY, sourceX)]
                    : (byte)palette.ToBytes().Fill(given.Options.Padding, channel);
            }
        }
        return shown;
    }

    private static float[] Expected(EngineCase given, SourceImage[] sources, Palette palette)
    {
        byte[] shown = Shown(given, sources, palette);
        var packed = Layout.Planar(given.Plan.Size, given.Channels);
        float[] numbers = new float[shown.Length];
        for (int i = 0; i < shown.Length; i++)
        {
            int channel = i % packed.Elements / (int)given.Plan.Size.Area;
            numbers[i] = MathF.FusedMultiplyAdd(shown[i], palette.Scale(channel), palette.Shift(channel));
        }
        return Staged(given, numbers, palette);
    }

    private static T[] Staged<T>(EngineCase given, T[] source, Palette palette)
        where T : unmanaged
    {
        var packed = Layout.Planar(given.Plan.Size, given.Channels);
        var painted = new T[source.Length];
        for (int position = 0; position < given.Plan.Count; position++)
            Painter.Paint(
                given.Plan,
                position,
                new ReadOnlyImageBatch<T>(source, packed, given.Plan.Count),
                new ImageView<T>(painted.AsSpan(position * packed.Elements), packed),
                palette
            );
        return painted;
    }

    private static bool Agrees<TExpected, T>(
        EngineCase given,
        TExpected[] expected,
        T[] painted,
        Func<TExpected, T> convert,
        Func<T, bool>? isUntouched
    )
        where T : struct, IEquatable<T>
    {
        var packed = Layout.Planar(given.Plan.Size, given.Channels);
        int written = 0;
        for (int position = 0; position < given.Plan.Count; position++)
        for (int channel = 0; channel < given.Channels; channel++)
        for (int y = 0; y < given.Plan.Size.Height; y++)
        for (int x = 0; x < given.Plan.Size.Width; x++, written++)
            if (
                !painted[position * given.ImageStride + given.Layout.Offset(channel, y, x)]
                    .Equals(convert(expected[position * packed.Elements + packed.Offset(channel, y, x)]))
            )
                return false;
        return isUntouched is null || painted.Count(isUntouched) == painted.Length - written;
    }

    /// <summary>Both were painted alike, but began differently: gaps still differ.</summary>
    private static bool SameOutside(EngineCase given, byte[] painted, byte[] other)
    {
        int written = given.Plan.Count * given.Channels * (int)given.Plan.Size.Area;
        return painted.Zip(other).Count(pair => (pair.First, pair.Second) == (0, 255)) == painted.Length - written;
    }
}
