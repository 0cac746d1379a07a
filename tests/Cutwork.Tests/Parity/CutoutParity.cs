namespace Cutwork.Tests.Parity;

public class CutoutParity
{
    public static TheoryData<string> Ids => Goldens.Ids("cutout");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Holes_and_pixels_are_the_reference_s(string id)
    {
        var golden = new GoldenCase("cutout", id);
        int length = golden.Params.GetProperty("length").GetInt32();
        int[][] centers = [.. golden.Draws.GetProperty("centres").EnumerateArray().Select(GoldenCase.Ints)];

        Region[] holes =
        [
            .. centers.Select(center =>
                Boxes.Centered(golden.Size, center[0], center[1], length, length, OddLengths.Truncated)
            ),
        ];

        Assert.Equal(golden.Json.GetProperty("boxes").EnumerateArray().Select(GoldenCase.Box), holes);
        Assert.Equal(
            golden.Json.GetProperty("erased_pixels").GetInt64(),
            PlanFigures.UnionArea([.. holes.Where(hole => !hole.IsEmpty)])
        );
        Stroke[] strokes = [.. holes.Select(hole => GoldenCase.Erasing(0, hole))];
        golden.AssertOutput(golden.Paint(golden.Plan(GoldenCase.Erasing(1, Paint.Mean, strokes))));
    }

    [Fact]
    public void The_preset_draws_what_the_reference_draws()
    {
        var preset = (Cutout)Presets.Get("cutout-cifar10").Recipe.Policies[0];

        Assert.Equal(
            (1.0, Placement.Clipped, OddLengths.Truncated),
            (preset.Probability, preset.Placement, preset.OddLengths)
        );
        Assert.Equal(Length.Pixels(16), preset.Height);
        Assert.Equal(Paint.Mean, preset.Paint);
    }
}
