namespace Cutwork.Tests.Policies;

/// <summary>A palette or paint that makes an infinity or NaN is refused where it is given; what is taken makes finite numbers.</summary>
public class FiniteNumberTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(float.Epsilon)]
    [InlineData(1e-39f)]
    [InlineData(1e-38f)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Deviations_that_divide_to_infinity_are_refused(float deviation)
    {
        Assert.Contains("deviation", Refused(() => Palette.Normalized([0.5f], [deviation])));
        Assert.Contains("deviation", Refused(() => Palette.UnitOf([0.5f, 0.5f], [1, deviation])));
        Assert.Contains("deviation", Refused(() => Palette.BytesOf([0.5f], [deviation])));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(1e39)]
    [InlineData(-1e300)]
    [InlineData(3.4028234e38)] // a float, but no bfloat16
    public void Raw_values_beyond_the_floats_are_refused(double value)
    {
        Assert.Contains("finite", Refused(() => Paint.Raw(value)));
        Assert.Contains("finite", Refused(() => Paint.Raw(0, value, 0)));
    }

    [Theory]
    [InlineData(3.3895e38, 1)]
    [InlineData(-3.3895e38, 1e-30f)]
    [InlineData(0, 1e-30f)]
    public void What_is_taken_paints_finite_numbers(double raw, float deviation)
    {
        var size = new Size(8, 8);
        foreach (
            Palette palette in (Palette[])[Palette.Normalized([0.3f], [deviation]), Palette.UnitOf([1], [deviation])]
        )
        foreach (
            Paint paint in (Paint[])
                [
                    Paint.Raw(raw),
                    Paint.Constant(1),
                    Paint.Mean,
                    Paint.UniformColor,
                    Paint.UniformNoise,
                    Paint.NormalNoise,
                    Paint.NormalColor,
                ]
        )
        {
            Plan plan = new Recipe(new Cutout(Length.Pixels(5)) { Paint = paint }).Draw(
                new Key(1),
                Scene.Range(size, 0, 3)
            );
            byte[] bytes = new byte[3 * 64];
            Array.Fill(bytes, byte.MaxValue, 0, 100);
            float[] floats = new float[3 * 64];
            BFloat16[] halves = new BFloat16[3 * 64];
            var layout = Layout.Planar(size, 1);
            plan.Collate(
                new ReadOnlyImageBatch<byte>(bytes, layout, 3),
                new ImageBatch<float>(floats, layout, 3),
                palette
            );
            plan.Collate(
                new ReadOnlyImageBatch<byte>(bytes, layout, 3),
                new ImageBatch<BFloat16>(halves, layout, 3),
                palette
            );
            Assert.All(floats, value => Assert.True(float.IsFinite(value), $"{palette.Domain} {paint}: {value}"));
            Assert.All(
                halves,
                value => Assert.True(float.IsFinite((float)value), $"{palette.Domain} {paint}: {value}")
            );
        }
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
