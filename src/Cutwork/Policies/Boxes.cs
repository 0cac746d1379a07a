namespace Cutwork;

/// <summary>How a box of a given size finds its place.</summary>
internal static class Boxes
{
    public static Region Place(ref Rng rng, Size size, int height, int width, Placement placement, OddLengths odd)
    {
        if (placement == Placement.Inside)
        {
            height = Math.Min(height, size.Height);
            width = Math.Min(width, size.Width);
            int top = rng.Below(size.Height - height + 1);
            return new Region(top, rng.Below(size.Width - width + 1), height, width);
        }
        int centerY = rng.Below(size.Height); // y before x, as the published code draws
        return Centered(size, centerY, rng.Below(size.Width), height, width, odd);
    }

    /// <summary>The box around a center, clipped at the border.</summary>
    public static Region Centered(Size size, int centerY, int centerX, int height, int width, OddLengths odd)
    {
        // Half to each side: y − ⌊h/2⌋ to y + ⌊h/2⌋, one short where h is odd (Cutout util/cutout.py, CutMix train.py).
        if (odd == OddLengths.Truncated)
            (height, width) = (height / 2 * 2, width / 2 * 2);
        return Region.Around(centerY, centerX, height, width).Clip(size);
    }
}
