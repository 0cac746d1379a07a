namespace Cutwork;

/// <summary>The arithmetic of CutMix's box.</summary>
internal static class CutMixBox
{
    public static Region FromLambda(ref Rng rng, Size size, double lambda, Placement placement, OddLengths odd)
    {
        (int height, int width) = Sides(size, lambda);
        return Boxes.Place(ref rng, size, height, width, placement, odd);
    }

    /// <summary>r_h = H√(1 − λ), r_w = W√(1 − λ) (equation 2), rounded down as the published code does.</summary>
    public static (int Height, int Width) Sides(Size size, double lambda)
    {
        double ratio = Math.Sqrt(1 - lambda);
        return ((int)(size.Height * ratio), (int)(size.Width * ratio));
    }

    /// <summary>Sides uniform from ⌊low · side⌋ to ⌊high · side⌋, then a place inside (timm's rand_bbox_minmax).</summary>
    public static Region MinMax(ref Rng rng, Size size, Interval sides, SideBounds bounds)
    {
        int open = bounds == SideBounds.Exclusive ? 0 : 1;
        int height = DrawSide(ref rng, size.Height, sides, open);
        int width = DrawSide(ref rng, size.Width, sides, open);
        int top = rng.Below(Math.Max(1, size.Height - height + open));
        int left = rng.Below(Math.Max(1, size.Width - width + open));
        return new Region(top, left, height, width);
    }

    private static int DrawSide(ref Rng rng, int side, Interval range, int open)
    {
        int least = (int)(side * range.Low);
        int most = (int)(side * range.High);
        return least + rng.Below(Math.Max(1, most - least + open));
    }
}
