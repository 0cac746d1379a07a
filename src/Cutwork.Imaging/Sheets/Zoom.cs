namespace Cutwork.Imaging;

/// <summary>How pictures of one size are brought to a contact sheet's panels: small ones by a whole factor, large ones shrunk.</summary>
internal sealed record Zoom(Size Source, Size Shrunk, int Factor)
{
    private const int Wanted = 224;

    public int Height => Shrunk.Height * Factor;

    public int Width => Shrunk.Width * Factor;

    /// <summary>A panel is wide enough for a caption, whatever the picture.</summary>
    public int PanelWidth => Math.Max(Width, 192);

    public static Zoom For(Size size)
    {
        int longest = Math.Max(size.Height, size.Width);
        if (longest <= Wanted)
            return new Zoom(size, size, Wanted / longest);
        double ratio = (double)Wanted / longest;
        var shrunk = new Size(
            Math.Max(1, (int)Math.Round(size.Height * ratio)),
            Math.Max(1, (int)Math.Round(size.Width * ratio))
        );
        return new Zoom(size, shrunk, 1);
    }

    public Picture Shrink(Picture picture) => picture.Size == Shrunk ? picture : picture.Resize(Shrunk);

    /// <summary>Where a region lies in the panel.</summary>
    public (int Top, int Left, int Height, int Width) Place(Region region)
    {
        int top = At(region.Top, Source.Height, Height);
        int left = At(region.Left, Source.Width, Width);
        int bottom = At(region.Bottom, Source.Height, Height);
        int right = At(region.Right, Source.Width, Width);
        return (top, left, Math.Max(1, bottom - top), Math.Max(1, right - left));
    }

    private static int At(int place, int from, int to) => (int)((long)place * to / from);
}
