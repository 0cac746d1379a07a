using CsCheck;
using Cutwork.Tests.Laws;
using Cutwork.Tests.Reference;

namespace Cutwork.Tests.PlanTargets;

/// <summary>Keypoints, masks and label maps against the pixels that strokes make.</summary>
public class PointAndMapLaws
{
    [Fact]
    public void A_point_is_seen_as_its_pixel_is() =>
        Gen.Select(Generate.AnyPlans, Gen.ULong)
            .Sample(
                (plan, seed) =>
                {
                    (AnnotatedPoint[] points, int[] starts) = Points(plan, seed);
                    for (int image = 0; image < plan.Count; image++)
                    {
                        SeenPoint[] seen = plan.PointsOf(image, new(points, starts));
                        SeenPoint[] left = plan.PointsOf(image, new(points, starts), PointRule.Remove);
                        for (int number = 0; number < points.Length; number++)
                            if (!IsAsItsPixel(plan, image, points[number], PlaceOf(starts, number), seen, left))
                                return false;
                    }
                    return true;
                },
                iter: 1500
            );

    private static bool IsAsItsPixel(
        Plan plan,
        int image,
        AnnotatedPoint point,
        int place,
        SeenPoint[] seen,
        SeenPoint[] left
    )
    {
        SeenPart pixel = PixelOracle
            .PartsAt(plan, image, (int)point.Y, (int)point.X)
            .FirstOrDefault(part => part.Place == place);
        SeenPoint[] found = [.. seen.Where(other => other.Id == point.Id)];
        bool stays = place == image || pixel.Weight > 0;
        if (found.Length != (stays ? 1 : 0))
            return false;
        PointVisibility expected = pixel.Shown > 0 ? point.Visibility : PointVisibility.Occluded;
        return (!stays || found[0].Visibility == expected && found[0].Weight == pixel.Shown && found[0].Place == place)
            && left.Count(other => other.Id == point.Id) == (pixel.Shown > 0 ? 1 : 0);
    }

    [Fact]
    public void Masks_are_cut_and_counted_as_their_pixels_are() =>
        Gen.Select(Generate.AnyPlans, Gen.ULong, Gen.Bool)
            .Sample(
                (plan, seed, tight) =>
                {
                    int places = plan.Count + plan.Partners.Length;
                    Rng rng = new Key(seed).Open();
                    var masks = new AnnotatedMask[2 * places];
                    foreach (ref AnnotatedMask mask in masks.AsSpan())
                        mask = new(RandomMask(plan.Size, ref rng), 0);
                    for (int number = 0; number < masks.Length; number++)
                        masks[number] = masks[number] with { Id = number };
                    int[] starts = [.. Enumerable.Range(0, places + 1).Select(place => 2 * place)];
                    for (int image = 0; image < plan.Count; image++)
                    {
                        SeenMask[] seen = plan.MasksOf(image, new(masks, starts), new BoxRule { Tight = tight });
                        for (int number = 0; number < masks.Length; number++)
                            if (!IsAsItsPixels(plan, image, masks[number].Mask, number / 2, number, tight, seen))
                                return false;
                    }
                    return true;
                },
                iter: 500
            );

    private static bool IsAsItsPixels(
        Plan plan,
        int image,
        Mask mask,
        int place,
        int number,
        bool tight,
        SeenMask[] seen
    )
    {
        byte[] kept = new byte[plan.Size.Area];
        double shown = 0;
        long pixels = 0;
        for (int y = 0; y < plan.Size.Height; y++)
        for (int x = 0; x < plan.Size.Width; x++)
        {
            if (!mask.Contains(y, x))
                continue;
            SeenPart part = PixelOracle.PartsAt(plan, image, y, x).FirstOrDefault(part => part.Place == place);
            shown += part.Shown;
            pixels += part.Shown > 0 ? 1 : 0;
            bool stays = tight ? part.Shown > 0 : place == image || part.Weight > 0;
            kept[y * plan.Size.Width + x] = stays ? (byte)1 : (byte)0;
        }
        SeenMask[] found = [.. seen.Where(other => other.Id == number)];
        if (pixels == 0)
            return found.Length == 0;
        return found.Length == 1
            && found[0].Mask.Equals(Mask.Of(plan.Size, kept))
            && Math.Abs(found[0].Visible - shown / mask.Area) < 1e-12
            && Math.Abs(found[0].Weight - shown / pixels) < 1e-12;
    }

    [Fact]
    public void Label_maps_are_painted_as_pixels_are() =>
        Gen.Select(Generate.AnyPlans, Gen.ULong, Gen.Bool, Gen.Bool)
            .Sample(
                (plan, seed, erases, interleaved) =>
                {
                    int places = plan.Count + plan.Partners.Length;
                    var layout = interleaved
                        ? new Layout(plan.Size, 1, 1, 2 * plan.Size.Width + 1, 2)
                        : Layout.Planar(plan.Size, 1);
                    ushort[] maps =
                    [
                        .. Generate.Bytes(seed, layout.Extent * places).Select(label => (ushort)(label % 7 + 300)),
                    ];
                    var painted = new ushort[layout.Extent * plan.Count];
                    var given = new ReadOnlyImageBatch<ushort>(maps, layout, places, layout.Extent);
                    ushort? erased = erases ? (ushort)65_535 : null;
                    try
                    {
                        plan.ApplyToMaps(
                            given,
                            new ImageBatch<ushort>(painted, layout, plan.Count, layout.Extent),
                            erased
                        );
                    }
                    catch (InvalidOperationException)
                    {
                        return painted.All(label => label == 0) && AnyPixel(plan, parts => parts.Count > 1);
                    }
                    for (int image = 0; image < plan.Count; image++)
                    for (int y = 0; y < plan.Size.Height; y++)
                    for (int x = 0; x < plan.Size.Width; x++)
                    {
                        List<SeenPart> parts = PixelOracle.PartsAt(plan, image, y, x);
                        ushort expected =
                            parts[0].Shown == 0 && erases ? (ushort)65_535 : given[parts[0].Place][0, y, x];
                        if (
                            parts.Count > 1
                            || new ImageBatch<ushort>(painted, layout, plan.Count, layout.Extent)[image][0, y, x]
                                != expected
                        )
                            return false;
                    }
                    return true;
                },
                iter: 1500
            );

    [Fact]
    public void Pairs_of_maps_with_their_weights_are_the_soft_maps() =>
        Gen.Select(Generate.AnyPlans, Gen.ULong)
            .Sample(
                (plan, seed) =>
                {
                    int places = plan.Count + plan.Partners.Length;
                    var layout = Layout.Planar(plan.Size, 1);
                    long[] maps =
                    [
                        .. Generate.Bytes(seed, layout.Elements * places).Select(label => (long)(label % 4)),
                    ];
                    long[] first = new long[layout.Elements * plan.Count];
                    long[] second = new long[first.Length];
                    float[] weights = new float[plan.Count];
                    var planes = Layout.Planar(plan.Size, 4);
                    float[] soft = new float[planes.Elements * plan.Count];
                    var given = new ReadOnlyImageBatch<long>(maps, layout, places);
                    plan.ApplyToSoftMaps(given, new ImageBatch<float>(soft, planes, plan.Count));
                    try
                    {
                        plan.ApplyToMapPairs(
                            given,
                            new ImageBatch<long>(first, layout, plan.Count),
                            new ImageBatch<long>(second, layout, plan.Count),
                            weights
                        );
                    }
                    catch (InvalidOperationException)
                    {
                        return AnyPixel(plan, parts => parts.Count > 1) || HasHiddenBlends(plan);
                    }
                    float[] expected = new float[soft.Length];
                    for (int i = 0; i < first.Length; i++)
                    {
                        int image = i / layout.Elements;
                        int pixel = i % layout.Elements;
                        expected[image * planes.Elements + (int)first[i] * layout.Elements + pixel] += weights[image];
                        expected[image * planes.Elements + (int)second[i] * layout.Elements + pixel] +=
                            1 - weights[image];
                    }
                    return expected.Zip(soft).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
                },
                iter: 1500
            );

    private static bool HasHiddenBlends(Plan plan) =>
        plan.Stages.Any(stage =>
            stage.Strokes.ToArray().Any(stroke => stroke.Source == Source.Partner && stroke.OwnWeight is > 0 and < 1)
        );

    private static bool AnyPixel(Plan plan, Func<List<SeenPart>, bool> holds)
    {
        for (int image = 0; image < plan.Count; image++)
        for (int y = 0; y < plan.Size.Height; y++)
        for (int x = 0; x < plan.Size.Width; x++)
            if (holds(PixelOracle.PartsAt(plan, image, y, x)))
                return true;
        return false;
    }

    private static (AnnotatedPoint[] Points, int[] Starts) Points(Plan plan, ulong seed)
    {
        Rng rng = new Key(seed).Open();
        int places = plan.Count + plan.Partners.Length;
        var points = new AnnotatedPoint[2 * places];
        for (int number = 0; number < points.Length; number++)
            points[number] = new(
                Math.Min((float)(rng.NextDouble() * plan.Size.Height), MathF.BitDecrement(plan.Size.Height)),
                Math.Min((float)(rng.NextDouble() * plan.Size.Width), MathF.BitDecrement(plan.Size.Width)),
                number,
                rng.Chance(0.5) ? PointVisibility.Visible : PointVisibility.Occluded
            );
        return (points, [.. Enumerable.Range(0, places + 1).Select(place => 2 * place)]);
    }

    private static int PlaceOf(int[] starts, int number) => number / (starts[1] - starts[0]);

    private static Mask RandomMask(Size size, ref Rng rng)
    {
        byte[] pixels = new byte[size.Area];
        double share = rng.NextDouble();
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = rng.Chance(share) ? (byte)1 : (byte)0;
        return Mask.Of(size, pixels);
    }
}
