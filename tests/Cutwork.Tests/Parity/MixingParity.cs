using System.Text.Json;

namespace Cutwork.Tests.Parity;

/// <summary>mixup and CutMix: pixels, λ and labels of every reference, given what it drew.</summary>
public class MixingParity
{
    public static TheoryData<string, string> Ids
    {
        get
        {
            var ids = new TheoryData<string, string>();
            foreach (string file in (string[])["mixup", "cutmix"])
            foreach (string id in Goldens.Ids(file).Select(row => row.Data))
                ids.Add(file, id);
            return ids;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Pixels_are_the_reference_s(string file, string id)
    {
        var golden = new GoldenCase(file, id);

        golden.AssertOutput(golden.Paint(PlanOf(golden)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Labels_are_the_reference_s(string file, string id)
    {
        var golden = new GoldenCase(file, id);
        Plan plan = PlanOf(golden);
        int[] labels = GoldenCase.Ints(golden.Json.GetProperty("labels"));
        int classes = golden.Json.GetProperty("num_classes").GetInt32();
        double smoothing = golden.Json.GetProperty("label_smoothing").GetDouble();
        double[] own = GoldenCase.Doubles(golden.Json.GetProperty("lam"));
        float[] soft = new float[golden.Count * classes];
        plan.Apply(labels, soft, classes, smoothing);

        float[] target = GoldenCase.Floats(golden.Json.GetProperty("target"));
        Assert.Equal(target.Length, soft.Length);
        for (int i = 0; i < soft.Length; i++)
            Assert.Equal(target[i], soft[i], 1e-6);

        int[] first = new int[golden.Count];
        int[] second = new int[golden.Count];
        float[] lambda = new float[golden.Count];
        plan.Apply(labels, first, second, lambda);
        Assert.Equal(GoldenCase.Ints(golden.Json.GetProperty("ya")), first);
        int[] partnerLabels = GoldenCase.Ints(golden.Json.GetProperty("yb"));
        for (int position = 0; position < golden.Count; position++)
        {
            Assert.Equal(own[position], lambda[position], 1e-6);
            if (lambda[position] < 1)
                Assert.Equal(partnerLabels[position], second[position]);
        }
    }

    public static TheoryData<string> CutMixIds => Goldens.Ids("cutmix");

    [Theory]
    [MemberData(nameof(CutMixIds))]
    public void Boxes_follow_from_lambda_and_center(string id)
    {
        var golden = new GoldenCase("cutmix", id);
        JsonElement[] boxes = [.. golden.Json.GetProperty("boxes").EnumerateArray()];
        double[] lambdas = Lambdas(golden);
        Queue<int[]> places = Places(golden);
        bool minMax = IsMinMax(golden);
        var drawn = new Dictionary<int, Region>();
        for (int position = 0; position < golden.Count; position++)
        {
            if (boxes[position].ValueKind == JsonValueKind.Null)
                continue;
            int unit = UnitOf(golden, position, lambdas.Length);
            if (!drawn.TryGetValue(unit, out Region box))
            {
                int[] place = places.Dequeue();
                (int height, int width) = CutMixBox.Sides(golden.Size, lambdas[unit]);
                box = drawn[unit] = minMax
                    ? new Region(place[2], place[3], place[0], place[1])
                    : Boxes.Centered(golden.Size, place[0], place[1], height, width, OddLengths.Truncated);
            }
            Assert.Equal(GoldenCase.Box(boxes[position]), box);
        }
        Assert.Empty(places);
    }

    [Fact]
    public void A_batch_without_a_box_is_left_alone_by_every_reference_that_was_gated()
    {
        JsonElement[] gated =
        [
            .. Goldens
                .Load("cutmix")
                .GetProperty("cases")
                .EnumerateArray()
                .Where(item =>
                    item.GetProperty("draws").TryGetProperty("mixed", out JsonElement mixed) && !mixed.GetBoolean()
                ),
        ];

        Assert.All(
            gated,
            item => Assert.Equal(item.GetProperty("input").GetRawText(), item.GetProperty("output").GetRawText())
        );
        Assert.All(
            gated,
            item =>
            {
                double probability = item.GetProperty("params").TryGetProperty("p", out JsonElement p)
                    ? p.GetDouble()
                    : item.GetProperty("params").GetProperty("cutmix_prob").GetDouble();
                Assert.False(item.GetProperty("draws").GetProperty("probability_draw").GetDouble() < probability);
            }
        );
    }

    private static Plan PlanOf(GoldenCase golden)
    {
        if (golden.Draws.TryGetProperty("mixed", out JsonElement mixed) && !mixed.GetBoolean())
            return golden.Plan();
        int[] partners = GoldenCase.Ints(golden.Draws.GetProperty("partner"));
        double[] lambdas = Lambdas(golden);
        JsonElement[]? boxes = golden.Json.TryGetProperty("boxes", out JsonElement given)
            ? [.. given.EnumerateArray()]
            : null;
        bool drawnLambda =
            golden.Params.TryGetProperty("correct_lam", out JsonElement corrected)
            && !corrected.GetBoolean()
            && !IsMinMax(golden);
        var strokes = new List<Stroke>();
        for (int position = 0; position < golden.Count; position++)
        {
            double lambda = lambdas[UnitOf(golden, position, lambdas.Length)];
            Region? box =
                boxes is not null && boxes[position].ValueKind == JsonValueKind.Array
                    ? GoldenCase.Box(boxes[position])
                    : null;
            strokes.Add(
                new Stroke
                {
                    Position = position,
                    Region = box ?? Region.Whole(golden.Size),
                    Source = Source.Partner,
                    Partner = partners[position],
                    OwnWeight = box is null ? lambda : 0,
                    DrawnLambda = box is not null && drawnLambda ? lambda : null,
                }
            );
        }
        return golden.Plan(GoldenCase.Mixing(golden.Count, [.. strokes]));
    }

    /// <summary>λ as drawn: one for the batch, one per pair, or one per image.</summary>
    private static double[] Lambdas(GoldenCase golden) =>
        golden.Draws.TryGetProperty("lam", out JsonElement lam)
            ? lam.ValueKind == JsonValueKind.Array
                ? GoldenCase.Doubles(lam)
                : [lam.GetDouble()]
            : [1];

    private static int UnitOf(GoldenCase golden, int position, int units) =>
        units == 1 ? 0
        : units == golden.Count ? position
        : Math.Min(position, golden.Count - 1 - position);

    private static bool IsMinMax(GoldenCase golden) =>
        golden.Params.TryGetProperty("cutmix_minmax", out JsonElement sides) && sides.ValueKind == JsonValueKind.Array;

    /// <summary>Per box: the center [y, x]; for min–max boxes height, width, top, left. timm records them as calls alone.</summary>
    private static Queue<int[]> Places(GoldenCase golden)
    {
        if (golden.Draws.TryGetProperty("centre", out JsonElement center) && center.ValueKind == JsonValueKind.Array)
            return new([GoldenCase.Ints(center)]);
        int[] values =
        [
            .. golden
                .Json.GetProperty("calls")
                .EnumerateArray()
                .Where(call => call.GetProperty("call").GetString() == "numpy.random.randint")
                .Select(call => call.GetProperty("value").GetInt32()),
        ];
        return new(values.Chunk(IsMinMax(golden) ? 4 : 2));
    }
}
