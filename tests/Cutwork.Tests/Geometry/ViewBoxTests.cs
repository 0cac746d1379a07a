using CsCheck;

namespace Cutwork.Tests.Geometry;

/// <summary>Where views show rectangles of their source.</summary>
public class ViewBoxTests
{
    private static readonly Size Source = new(40, 60);

    /// <summary>Rectangles in the source.</summary>
    private static readonly Gen<Region> Boxes = Gen.Select(
        Gen.Int[0, 39],
        Gen.Int[0, 59],
        Gen.Int[1, 40],
        Gen.Int[1, 60],
        (top, left, height, width) => new Region(top, left, height, width).Clip(Source)
    );

    /// <summary>Crops that may reach beyond it.</summary>
    private static readonly Gen<View> Views = Gen.Select(
        Gen.Int[-9, 35],
        Gen.Int[-9, 55],
        Gen.Int[1, 50],
        Gen.Int[1, 70],
        Gen.Enum<Mirror>(),
        (top, left, height, width, mirror) => new View(Source, new Region(top, left, height, width), mirror)
    );

    private static readonly Gen<Size> Sizes = Gen.Select(
        Gen.Int[1, 80],
        Gen.Int[1, 80],
        (height, width) => new Size(height, width)
    );

    private static bool Near(Box? one, Box? two) =>
        one is null == two is null
        && (
            one is not { } a
            || two is not { } b
            || Math.Abs(a.Top - b.Top)
                + Math.Abs(a.Left - b.Left)
                + Math.Abs(a.Bottom - b.Bottom)
                + Math.Abs(a.Right - b.Right)
                < 1e-3
        );

    [Fact]
    public void The_whole_source_in_its_size_leaves_a_box_as_it_is()
    {
        Boxes.Sample(box => View.Whole(Source).Show(box, Source, out double visible) == (Box)box && visible == 1);
        var within = new Box(0.1f, 3.7f, 8.25f, 59.9f);
        Assert.Equal(within, View.Whole(Source).Show(within, Source, out double all));
        Assert.Equal(1, all);
    }

    [Fact]
    public void A_crop_that_is_the_box_shows_it_as_the_whole_image() =>
        Gen.Select(Boxes, Gen.Enum<Mirror>(), Sizes)
            .Sample(
                (box, mirror, size) =>
                    new View(Source, box, mirror).Show(box, size, out double visible) == (Box)Region.Whole(size)
                    && visible == 1
            );

    [Fact]
    public void What_is_visible_is_the_share_in_the_crop_and_fits_in_the_image() =>
        Gen.Select(Boxes, Views, Sizes)
            .Sample(
                (box, view, size) =>
                {
                    Box? shown = view.Show(box, size, out double visible);
                    Region seen = box.Intersect(view.Crop);
                    return seen.IsEmpty
                        ? shown is null && visible == 0
                        : shown!.Value.FitsIn(size) && Math.Abs(visible - (double)seen.Area / box.Area) < 1e-12;
                }
            );

    [Fact]
    public void Its_pixels_lie_where_the_view_shows_them() =>
        Gen.Select(Boxes, Views)
            .Sample(
                (box, view) =>
                {
                    Box? shown = view.Show(box, view.Size, out _);
                    for (int y = 0; y < view.Size.Height; y++)
                    for (int x = 0; x < view.Size.Width; x++)
                    {
                        int from = view.Mirror == Mirror.Horizontal ? view.Crop.Width - 1 - x : x;
                        bool isIn = shown is { } at && y >= at.Top && y < at.Bottom && x >= at.Left && x < at.Right;
                        if (isIn != box.Contains(view.Crop.Top + y, view.Crop.Left + from))
                            return false;
                    }
                    return shown is null || shown.Value.IsWhole;
                }
            );

    [Fact]
    public void Mirrored_twice_it_is_where_it_was() =>
        Gen.Select(Boxes, Views, Sizes)
            .Sample(
                (box, view, size) =>
                {
                    Box? once = view.Show(box, size, out double visible);
                    Box? mirrored = view.Flipped().Show(box, size, out double same);
                    Box? back = mirrored is { } there ? View.Whole(size).Flipped().Show(there, size, out _) : null;
                    return visible == same && Near(once, back);
                }
            );

    [Fact]
    public void A_part_of_a_view_shows_it_as_one_after_the_other() =>
        Gen.Select(Boxes, Views, Views, Sizes)
            .Sample(
                (box, view, other, size) =>
                {
                    Region part = other.Crop.Clip(view.Size);
                    if (part.IsEmpty)
                        return true;
                    View one = view.Part(part);
                    Box? first = view.Show(box, view.Size, out double outer);
                    var then = new View(view.Size, part);
                    double inner = 0;
                    Box? second = first is { } there ? then.Show(there, size, out inner) : null;
                    Box? both = one.Show(box, size, out double visible);
                    return Near(both, second) && Math.Abs(visible - outer * inner) < 1e-6;
                }
            );

    [Fact]
    public void Edges_that_round_to_one_number_are_still_a_box()
    {
        var source = new Size(1, 100_000_000);
        Box shown = View.Whole(source).Show(new Region(0, 99_999_999, 1, 1), new Size(1, 1), out double visible)!.Value;
        Assert.True(shown.FitsIn(new Size(1, 1)));
        Assert.Equal((1.0, 1f), (visible, shown.Right));
    }

    [Fact]
    public void Nothing_is_shown_nowhere_and_an_image_has_a_size()
    {
        Assert.Null(View.Whole(Source).Show(new Region(3, 3, 0, 5), Source, out double visible));
        Assert.Equal(0, visible);
        Assert.Contains(
            "at least 1×1",
            Assert
                .Throws<ArgumentException>(() => View.Whole(Source).Show(new Region(0, 0, 1, 1), default, out _))
                .Message
        );
    }
}
