using CsCheck;

namespace Cutwork.Tests.Geometry;

/// <summary>Views of views, checked pixel by pixel.</summary>
public class ViewTests
{
    /// <summary>The source pixel under a view's pixel.</summary>
    private static (int Y, int X) At(View view, int y, int x) =>
        (view.Crop.Top + y, view.Mirror == Mirror.Horizontal ? view.Crop.Right - 1 - x : view.Crop.Left + x);

    [Fact]
    public void A_part_of_a_view_shows_what_the_view_shows_there()
    {
        Gen<Region> regions = Gen.Select(
            Gen.Int[-5, 9],
            Gen.Int[-5, 9],
            Gen.Int[1, 9],
            Gen.Int[1, 9],
            (top, left, height, width) => new Region(top, left, height, width)
        );
        Gen.Select(regions, regions, regions, Gen.Bool, Gen.Bool)
            .Sample(given =>
            {
                (Region one, Region two, Region three, bool first, bool second) = given;
                View outer = View.Whole(new Size(9, 9)).Part(one);
                outer = first ? outer.Flipped() : outer;
                View middle = second ? outer.Part(two).Flipped() : outer.Part(two);
                View inner = middle.Part(three);
                for (int y = 0; y < three.Height; y++)
                for (int x = 0; x < three.Width; x++)
                {
                    (int middleY, int middleX) = (three.Top + y, three.Left + x);
                    int flippedX = second ? two.Width - 1 - middleX : middleX;
                    (int outerY, int outerX) = (two.Top + middleY, two.Left + flippedX);
                    if (At(inner, y, x) != At(outer, outerY, outerX) || At(inner, y, x) != At(middle, middleY, middleX))
                        return false;
                }
                return inner.Size == new Size(three.Height, three.Width) && inner.SourceSize == new Size(9, 9);
            });
    }

    [Fact]
    public void Empty_views_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new View(default, new Region(0, 0, 1, 1)));
        Assert.Contains(
            "shows nothing",
            Assert.Throws<ArgumentException>(() => new View(new Size(3, 3), new Region(0, 0, 0, 1))).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new View(new Size(3, 3), new Region(0, 0, 1, 1), (Mirror)7));
    }
}
