using System.Text.Json;

namespace Cutwork.Tests.Parity;

/// <summary>What other libraries do to boxes, points, masks and label maps under strokes: met, or left on purpose as said here.</summary>
public class TargetParity
{
    private const string File = "family-targets";

    public static TheoryData<string> CasesOf(params string[] kinds) =>
        [
            .. Goldens
                .Load(File)
                .GetProperty("cases")
                .EnumerateArray()
                .Where(item => kinds.Contains(item.GetProperty("kind").GetString()))
                .Select(item => item.GetProperty("id").GetString()!),
        ];

    public static TheoryData<string> Holes => CasesOf("boxes-under-holes");
    public static TheoryData<string> Composed => CasesOf("boxes-compose");
    public static TheoryData<string> Patches => CasesOf("boxes-under-patches");
    public static TheoryData<string> Points => CasesOf("keypoints-under-holes");
    public static TheoryData<string> Masked => CasesOf("targets-under-mask");
    public static TheoryData<string> Maps => CasesOf("classmix", "cutmix-segmentation");
    public static TheoryData<string> SoftMaps => CasesOf("mixup-segmentation");
    public static TheoryData<string> Pasted => CasesOf("copy-paste", "copy-paste-boxes");

    [Theory]
    [MemberData(nameof(Holes))]
    public void Boxes_under_holes_are_albumentations_s(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        SeenBox[] seen = BoxesUnderHoles(given, AlbumentationsRule(given));

        Assert.Equal(Ints(given, "kept"), seen.Select(box => box.Id));
        Assert.Equal(BoxesIn(given.GetProperty("output_boxes_xyxy")), seen.Select(box => box.Box));
    }

    /// <summary>Through Compose, whole edges move by up to a pixel (9 / 10 · 10 = 8.9999998, truncated): here they stay.</summary>
    [Theory]
    [MemberData(nameof(Composed))]
    public void Boxes_through_compose_are_albumentations_s_but_for_edges_that_move(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        JsonElement parameters = given.GetProperty("params");
        double side = Math.Max(Number(parameters, "min_width"), Number(parameters, "min_height"));
        double aspect = parameters.GetProperty("max_accept_ratio") is { ValueKind: JsonValueKind.Number } most
            ? most.GetDouble()
            : double.PositiveInfinity;
        SeenBox[] seen =
        [
            .. BoxesUnderHoles(given, AlbumentationsRule(given) with { MinSide = side })
                .Where(box => AspectOf(box.Box) <= aspect),
        ];
        Box[] expected = [.. BoxesIn(given.GetProperty("output_boxes_xyxy"))];

        int[] kept = Ints(given, "kept"); // without those that vanished as their edges moved
        Assert.Subset(seen.Select(box => box.Id).ToHashSet(), kept.ToHashSet());
        Assert.All(
            seen.Where(box => kept.Contains(box.Id)).Zip(expected),
            pair =>
            {
                Assert.InRange(pair.First.Box.Top - pair.Second.Top, 0, 1);
                Assert.InRange(pair.First.Box.Left - pair.Second.Left, 0, 1);
                Assert.InRange(pair.First.Box.Bottom - pair.Second.Bottom, 0, 1);
                Assert.InRange(pair.First.Box.Right - pair.Second.Right, 0, 1);
            }
        );
    }

    /// <summary>Where patches overlap, mmdetection counts what both cover twice, and drops boxes of which more is seen: here it counts once.</summary>
    [Theory]
    [MemberData(nameof(Patches))]
    public void Boxes_under_patches_are_mmdetection_s_where_patches_lie_apart(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        double least = 1 - Number(given.GetProperty("params"), "bbox_erased_thr");
        SeenBox[] seen = BoxesUnderHoles(given, new BoxRule { MinVisible = least });
        int[] kept = Ints(given, "kept");
        Region[] holes = [.. HolesIn(given)];
        bool overlap = holes.Where((hole, i) => holes[..i].Any(other => !other.Intersect(hole).IsEmpty)).Any();

        if (overlap)
            Assert.Subset(seen.Select(box => box.Id).ToHashSet(), kept.ToHashSet());
        else
            Assert.Equal(kept, seen.Select(box => box.Id));
        Box[] boxes = [.. BoxesIn(given.GetProperty("boxes_xyxy"))];
        Assert.All(seen, box => Assert.Equal(boxes[box.Id], box.Box)); // never shrunk
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Points_under_holes_are_albumentations_s(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        bool removes = given.GetProperty("params").GetProperty("remove_invisible").GetBoolean();
        Plan plan = Erased(SizeIn(given), HolesIn(given));
        SeenPoint[] seen = PointsOf(plan, given, removes ? PointRule.Remove : PointRule.Occlude);

        Assert.Equal(Ints(given, "kept"), seen.Select(point => point.Id));
    }

    /// <summary>
    /// MaskDropout counts a box's pixels up to and including its far edges, so that its shares exceed 1 and it keeps what is wholly hidden; here shares
    /// are of the box's own pixels. Whatever is kept here it keeps too, and neither shrinks a box.
    /// </summary>
    [Theory]
    [MemberData(nameof(Masked))]
    public void Targets_under_a_mask_are_albumentations_s_but_for_far_edges(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        Size size = SizeIn(given);
        Plan plan = Erased(size, RowsOf(Mask.Of(size, [.. Ints(given, "mask").Select(pixel => (byte)pixel)])));
        SeenBox[] seen = BoxesOf(plan, given, AlbumentationsRule(given) with { Tight = false });
        Box[] boxes = [.. BoxesIn(given.GetProperty("boxes_xyxy"))];

        Assert.Subset(Ints(given, "kept").ToHashSet(), seen.Select(box => box.Id).ToHashSet());
        Assert.All(seen, box => Assert.Equal(boxes[box.Id], box.Box));
        Assert.Equal(Ints(given, "kept_keypoints"), PointsOf(plan, given, PointRule.Remove).Select(point => point.Id));
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Label_maps_are_pasted_as_pixels_are(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        int[] shape = Ints(given, "mask_shape");
        var size = new Size(shape[1], shape[2]);
        int[] partner = Ints(given, "partner");
        byte[] mask = [.. Ints(given, "mask").Select(pixel => (byte)(1 - pixel))]; // 0 there: the partner shows
        int area = (int)size.Area;
        Plan plan = Plan(
            size,
            shape[0],
            Enumerable
                .Range(0, shape[0])
                .SelectMany(image =>
                    RowsOf(Mask.Of(size, mask.AsSpan(image * area, area)))
                        .Select(row => Paste(image, partner[image], row))
                )
        );
        var layout = Layout.Planar(size, 1);
        long[] maps = [.. Ints(given, "segmentation").Select(label => (long)label)];
        long[] painted = new long[maps.Length];
        plan.ApplyToMaps(
            new ReadOnlyImageBatch<long>(maps, layout, shape[0]),
            new ImageBatch<long>(painted, layout, shape[0])
        );
        float[] pixels = GoldenCase.Floats(given.GetProperty("input"));
        float[] output = new float[pixels.Length];
        plan.Apply(
            new ReadOnlyImageBatch<float>(pixels, layout, shape[0]),
            new ImageBatch<float>(output, layout, shape[0]),
            Palette.UnitOf([0.5f], [0.5f])
        );

        Assert.Equal(
            GoldenCase.Doubles(given.GetProperty("segmentation_output")),
            painted.Select(label => (double)label)
        );
        Assert.Equal(GoldenCase.Floats(given.GetProperty("output")), output);
    }

    [Theory]
    [MemberData(nameof(SoftMaps))]
    public void Blended_label_maps_are_one_hot_maps_mixed_like_labels(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        int[] shape = Ints(given, "segmentation_shape");
        var size = new Size(shape[1], shape[2]);
        int[] partner = Ints(given.GetProperty("draws"), "partner");
        double own = Number(given.GetProperty("draws"), "lam");
        Plan plan = Plan(
            size,
            shape[0],
            Enumerable
                .Range(0, shape[0])
                .Select(image => Paste(image, partner[image], Region.Whole(size)) with { OwnWeight = own })
        );
        byte[] maps = [.. Ints(given, "segmentation").Select(label => (byte)label)];
        var planes = Layout.Planar(size, given.GetProperty("num_classes").GetInt32());
        float[] soft = new float[planes.Elements * shape[0]];
        plan.ApplyToSoftMaps(
            new ReadOnlyImageBatch<byte>(maps, Layout.Planar(size, 1), shape[0]),
            new ImageBatch<float>(soft, planes, shape[0])
        );

        Assert.All(
            GoldenCase.Floats(given.GetProperty("output")).Zip(soft),
            pair => Assert.Equal(pair.First, pair.Second, 3e-6f)
        );
    }

    /// <summary>
    /// An object that is wholly hidden is left out, where the references keep it with the box 0, 0, 0, 0 or by how far its box moved; what is seen of the
    /// others, and of those that are pasted, is theirs.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pasted))]
    public void Masks_under_pasted_objects_lose_what_is_covered(string id)
    {
        JsonElement given = Goldens.Case(File, id);
        int[] shape = Ints(given, "masks_shape");
        var size = new Size(shape[1], shape[2]);
        Mask[] own = MasksIn(given, "masks", size);
        Mask[] pasted = MasksIn(given, "pasted_masks", size);
        byte[] union = new byte[size.Area];
        foreach (Mask mask in pasted)
            for (int pixel = 0; pixel < union.Length; pixel++)
                union[pixel] |= mask.Contains(pixel / size.Width, pixel % size.Width) ? (byte)1 : (byte)0;
        Plan plan = Plan(size, 2, RowsOf(Mask.Of(size, union)).Select(row => Paste(0, 1, row)));
        AnnotatedMask[] all = [.. own.Concat(pasted).Select((mask, number) => new AnnotatedMask(mask, 0, number))];
        SeenMask[] seen = plan.MasksOf(0, new(all, [0, own.Length, all.Length]), new BoxRule { Tight = true });

        Mask[] left = [.. own.Select(mask => Without(mask, union)).Concat(pasted)];
        Assert.Equal(left.Where(mask => mask.Area > 0), seen.Select(mask => mask.Mask));
        Mask[] expected = MasksIn(given, "masks_output", size);
        int[] kept = given.TryGetProperty("kept", out JsonElement ids)
            ? [.. GoldenCase.Ints(ids), .. Enumerable.Range(own.Length, pasted.Length)]
            : [.. Enumerable.Range(0, all.Length)];
        Assert.Equal(kept.Select(number => left[number]), expected);
    }

    private static Mask Without(Mask mask, byte[] covered)
    {
        byte[] pixels = new byte[covered.Length];
        mask.CopyTo(pixels);
        for (int pixel = 0; pixel < pixels.Length; pixel++)
            pixels[pixel] &= (byte)(1 - covered[pixel]);
        return Mask.Of(mask.Size, pixels);
    }

    private static Mask[] MasksIn(JsonElement given, string name, Size size) =>
        [
            .. Ints(given, name)
                .Select(pixel => (byte)pixel)
                .Chunk((int)size.Area)
                .Select(pixels => Mask.Of(size, pixels)),
        ];

    private static BoxRule AlbumentationsRule(JsonElement given) =>
        BoxRule.Albumentations with
        {
            MinVisible = Number(given.GetProperty("params"), "min_visibility"),
            MinArea = Number(given.GetProperty("params"), "min_area"),
        };

    private static SeenBox[] BoxesUnderHoles(JsonElement given, BoxRule rule) =>
        BoxesOf(Erased(SizeIn(given), HolesIn(given)), given, rule);

    private static SeenBox[] BoxesOf(Plan plan, JsonElement given, BoxRule rule)
    {
        AnnotatedBox[] boxes =
        [
            .. BoxesIn(given.GetProperty("boxes_xyxy")).Select((box, number) => new AnnotatedBox(box, 0, number)),
        ];
        return plan.BoxesOf(0, new(boxes, [0, boxes.Length]), rule);
    }

    private static SeenPoint[] PointsOf(Plan plan, JsonElement given, PointRule rule)
    {
        AnnotatedPoint[] points =
        [
            .. given
                .GetProperty("keypoints_xy")
                .EnumerateArray()
                .Select((point, number) => new AnnotatedPoint(point[1].GetSingle(), point[0].GetSingle(), number)),
        ];
        return plan.PointsOf(0, new(points, [0, points.Length]), rule);
    }

    private static Plan Erased(Size size, IEnumerable<Region> holes) =>
        Plan(size, 1, holes.Select(hole => GoldenCase.Erasing(0, hole)));

    private static Plan Plan(Size size, int count, IEnumerable<Stroke> strokes)
    {
        Stroke[] all = [.. strokes];
        Paint paint = all.Any(stroke => stroke.Source == Source.Partner) ? Paint.Partner : Paint.Mean;
        return new(
            new Key(0),
            size,
            [.. Enumerable.Range(0, count)],
            [new Stage(count, [new Origin("golden", paint)], all)]
        );
    }

    private static Stroke Paste(int image, int partner, Region region) =>
        new()
        {
            Position = image,
            Region = region,
            Source = Source.Partner,
            Partner = partner,
        };

    /// <summary>A mask's runs, row by row.</summary>
    private static IEnumerable<Region> RowsOf(Mask mask)
    {
        for (int y = 0; y < mask.Size.Height; y++)
        for (int x = 0; x < mask.Size.Width; x++)
            if (mask.Contains(y, x) && !mask.Contains(y, x - 1))
            {
                int right = x;
                while (mask.Contains(y, right))
                    right++;
                yield return new Region(y, x, 1, right - x);
            }
    }

    private static Size SizeIn(JsonElement given) => new(Ints(given, "size")[0], Ints(given, "size")[1]);

    private static IEnumerable<Region> HolesIn(JsonElement given) =>
        given.GetProperty("holes").EnumerateArray().Select(GoldenCase.Box);

    private static IEnumerable<Box> BoxesIn(JsonElement boxes) =>
        boxes
            .EnumerateArray()
            .Select(box => GoldenCase.Floats(box))
            .Select(edges => new Box(edges[1], edges[0], edges[3], edges[2]));

    private static double AspectOf(Box box) =>
        Math.Max((box.Bottom - box.Top) / (box.Right - box.Left), (box.Right - box.Left) / (box.Bottom - box.Top));

    private static int[] Ints(JsonElement given, string name) => GoldenCase.Ints(given.GetProperty(name));

    private static double Number(JsonElement given, string name) => given.GetProperty(name).GetDouble();
}
