namespace Cutwork.Imaging;

/// <summary>The paper a contact sheet is drawn on. What reaches over the edge is cut.</summary>
internal sealed class Canvas
{
    private readonly byte[] pixels;
    private readonly Size size;

    public Canvas(int height, int width)
    {
        size = new Size(height, width);
        pixels = new byte[Layout.Interleaved(size, channels: 3).Elements];
        Fill(0, 0, height, width, Ink.Paper);
    }

    public Picture ToPicture() => new(size, 3, pixels);

    public void Fill(int top, int left, int height, int width, Ink ink)
    {
        int right = Math.Min(size.Width, left + width);
        for (int y = Math.Max(0, top); y < Math.Min(size.Height, top + height); y++)
        for (int x = Math.Max(0, left); x < right; x++)
        {
            int at = (y * size.Width + x) * 3;
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (ink.Red, ink.Green, ink.Blue);
        }
    }

    /// <summary>A frame whose inner edge encloses the rectangle.</summary>
    public void Frame(int top, int left, int height, int width, int thickness, Ink ink)
    {
        Fill(top - thickness, left - thickness, thickness, width + 2 * thickness, ink);
        Fill(top + height, left - thickness, thickness, width + 2 * thickness, ink);
        Fill(top, left - thickness, height, thickness, ink);
        Fill(top, left + width, height, thickness, ink);
    }

    /// <summary>A picture, each of its pixels a square of <paramref name="factor"/> × <paramref name="factor"/>.</summary>
    public void Draw(Picture picture, int top, int left, int factor)
    {
        Picture colored = picture.ToRgb();
        for (int y = 0; y < colored.Size.Height; y++)
        for (int x = 0; x < colored.Size.Width; x++)
        {
            int at = (y * colored.Size.Width + x) * 3;
            var ink = new Ink(colored.Pixels[at], colored.Pixels[at + 1], colored.Pixels[at + 2]);
            Fill(top + y * factor, left + x * factor, factor, factor, ink);
        }
    }

    /// <summary>A line of text, each dot a square of <paramref name="scale"/>; <paramref name="top"/> is that of capital letters.</summary>
    public void Write(string text, int top, int left, int scale, Ink ink)
    {
        for (int i = 0; i < text.Length; i++)
        for (int y = 0; y < Glyphs.Height; y++)
        for (int x = 0; x < Glyphs.Width; x++)
            if (Glyphs.IsSet(text[i], y, x))
                Fill(top + y * scale, left + (i * Glyphs.Advance + x) * scale, scale, scale, ink);
    }

    public static int WidthOf(string text, int scale) => Math.Max(0, text.Length * Glyphs.Advance - 1) * scale;

    /// <summary>The text, or as much of it as a width holds and an ellipsis.</summary>
    public static string Cut(string text, int width, int scale)
    {
        int room = Math.Max(1, (width / scale + 1) / Glyphs.Advance);
        return text.Length <= room ? text : string.Concat(text.AsSpan(0, room - 1), "…");
    }
}
