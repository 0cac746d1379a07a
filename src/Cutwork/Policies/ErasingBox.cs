namespace Cutwork;

/// <summary>The arithmetic of Random Erasing, given the numbers (algorithm 1 of the paper).</summary>
internal static class ErasingBox
{
    /// <summary>H_e = √(S_e · r), W_e = √(S_e / r), halves to even as Python rounds.</summary>
    public static (int Height, int Width) Sides(double area, double aspect) =>
        ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));

    /// <summary>Strictly smaller than the image in both directions: no published code ever erases a full row.</summary>
    public static bool Accepts(int height, int width, Size size) => height < size.Height && width < size.Width;

    /// <summary>
    /// The aspects of a range whose box of this area fits: √(S r) ≤ H and √(S / r) ≤ W, so S/W² ≤ r ≤ H²/S. Where the range
    /// lies outside, the nearest fitting aspect; there is one, as S ≤ H·W.
    /// </summary>
    public static Interval Fitting(double area, Interval aspect, Size size)
    {
        if (area <= 0)
            return aspect;
        double least = area / ((double)size.Width * size.Width);
        double most = Math.Max(least, (double)size.Height * size.Height / area);
        return (Math.Clamp(aspect.Low, least, most), Math.Clamp(aspect.High, least, most));
    }

    /// <summary>Cuts the sides to the image's, and to at least one pixel; always true.</summary>
    public static bool Clamp(ref int height, ref int width, Size size)
    {
        height = Math.Clamp(height, 1, size.Height);
        width = Math.Clamp(width, 1, size.Width);
        return true;
    }
}
