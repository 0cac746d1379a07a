using CsCheck;

namespace Cutwork.Tests.Geometry;

public class GeometryTests
{
    [Theory]
    [InlineData("224x160", 224, 160)]
    [InlineData("32", 32, 32)]
    [InlineData("7X9", 7, 9)]
    public void Sizes_are_read_height_first(string text, int height, int width) =>
        Assert.Equal(new Size(height, width), Size.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0x4")]
    [InlineData("4x-1")]
    [InlineData("4x4x4")]
    [InlineData("large")]
    public void What_is_no_size_is_refused_with_the_form(string text) =>
        Assert.Contains("height x width", Assert.Throws<FormatException>(() => Size.Parse(text)).Message);

    [Theory]
    [InlineData("16px", 100, 16)]
    [InlineData("16px", 8, 16)]
    [InlineData("50%", 101, 51)]
    [InlineData("7%", 100, 7)]
    [InlineData("0.01%", 10, 1)]
    public void Lengths_resolve_along_their_side(string text, int side, int expected) =>
        Assert.Equal(expected, Length.Parse(text).Resolve(side));

    [Theory]
    [InlineData("0px")]
    [InlineData("-3px")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("16")]
    [InlineData("1.5px")]
    public void A_length_without_unit_or_out_of_range_is_refused(string text) =>
        Assert.Contains("16px", Assert.Throws<FormatException>(() => Length.Parse(text)).Message);

    [Fact]
    public void Ranges_refuse_what_is_reversed_or_not_a_number()
    {
        Assert.Contains("reversed", Assert.Throws<ArgumentException>(() => new Interval(0.4, 0.2)).Message);
        Assert.Throws<ArgumentException>(() => new Interval(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => new CountRange(0, 1));
        Assert.Throws<ArgumentException>(() => new CountRange(1, CountRange.Limit + 1));
        Assert.Throws<ArgumentException>(() => new CountRange(3, 2));
    }

    [Fact]
    public void Intersections_hold_the_shared_pixels_alone() =>
        Gen.Select(Regions, Regions)
            .Sample(
                (a, b) =>
                {
                    Region shared = a.Intersect(b);
                    for (int y = -12; y < 24; y++)
                    for (int x = -12; x < 24; x++)
                        if (shared.Contains(y, x) != (a.Contains(y, x) && b.Contains(y, x)))
                            return false;
                    return true;
                }
            );

    [Fact]
    public void Union_areas_count_every_pixel_once() =>
        Regions
            .Array[0, 6]
            .Sample(regions =>
            {
                int covered = 0;
                for (int y = -12; y < 24; y++)
                for (int x = -12; x < 24; x++)
                    covered += regions.Any(region => region.Contains(y, x)) ? 1 : 0;
                return PlanFigures.UnionArea([.. regions]) == covered;
            });

    private static readonly Gen<Region> Regions = Gen.Select(
        Gen.Int[-10, 10],
        Gen.Int[-10, 10],
        Gen.Int[0, 12],
        Gen.Int[0, 12],
        (top, left, height, width) => new Region(top, left, height, width)
    );
}
