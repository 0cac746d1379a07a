using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Which part of an image file is decoded for a view, and where in it the view lies.</summary>
/// <param name="Reduction">1, 2, 4 or 8: the largest that leaves a part at least as large as what is made of it.</param>
/// <param name="Region">What is decoded, in the reduced picture.</param>
/// <param name="Shown">What is shown, in the region's pixels; null where the view is a window, which may reach beyond its source.</param>
internal readonly record struct DecodedPart(int Reduction, Region Region, Box? Shown)
{
    /// <summary>Only what is seen; all of the file where the view reaches beyond its source and has to be resampled.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="header">Of the file.</param>
    /// <param name="size">What it is shown in.</param>
    /// <param name="filter">One that is not antialiased takes single pixels, which a reduced picture does not have.</param>
    public static DecodedPart Of(View view, PictureHeader header, Size size, Filter filter)
    {
        Region whole = Region.Whole(view.SourceSize);
        Region seen = view.Crop.Intersect(whole);
        if (view.Size == size)
            return new DecodedPart(1, seen.IsEmpty ? new Region(0, 0, 1, 1) : seen, null);
        if (seen != view.Crop)
            return new DecodedPart(1, whole, null);
        int reduction = filter is Filter.Bilinear or Filter.Bicubic ? 8 : 1;
        while (reduction > 1 && !Halves(view, header, size, reduction))
            reduction /= 2;
        Region region = new(
            seen.Top / reduction,
            seen.Left / reduction,
            (seen.Bottom - 1) / reduction - seen.Top / reduction + 1,
            (seen.Right - 1) / reduction - seen.Left / reduction + 1
        );
        float unit = 1f / reduction;
        return new DecodedPart(
            reduction,
            region,
            new Box(
                seen.Top * unit - region.Top,
                seen.Left * unit - region.Left,
                seen.Bottom * unit - region.Top,
                seen.Right * unit - region.Left
            )
        );
    }

    private static bool Halves(View view, PictureHeader header, Size size, int reduction) =>
        view.Crop.Height >= reduction * size.Height
        && view.Crop.Width >= reduction * size.Width
        && header.Reduced(reduction) != header.Size;
}
