using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Between pictures (1 or 3 bytes a pixel) and what Skia paints and decodes (4 bytes a pixel).</summary>
internal static class PixelMemory
{
    /// <summary>What four bytes a pixel leave of the longest span.</summary>
    public const long MostPixels = int.MaxValue / 4;

    /// <summary>Skia's memory for an image; the color space is left out, so that nothing is ever converted.</summary>
    public static SKBitmap Take(Size size, string name, bool opaque = true)
    {
        SKImageInfo info = new(
            size.Width,
            size.Height,
            SKColorType.Rgba8888,
            opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul
        );
        SKBitmap bitmap = new();
        if (bitmap.TryAllocPixels(info))
            return bitmap;
        bitmap.Dispose();
        throw new PictureException(name, $"there is no memory left for {size} pixels.");
    }

    /// <summary>A picture in Skia's memory, opaque.</summary>
    public static SKBitmap From(Picture picture)
    {
        SKBitmap bitmap = Take(picture.Size, nameof(Picture));
        Span<byte> rgba = bitmap.GetPixelSpan();
        ReadOnlySpan<byte> pixels = picture.Pixels;
        if (picture.Channels == 3)
            PixelBytes.FromRgb(pixels, rgba);
        else
            for (int i = 0; i < pixels.Length; i++)
            {
                rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = pixels[i];
                rgba[4 * i + 3] = 255;
            }
        return bitmap;
    }

    /// <summary>A region of the pixels turned upright, without the fourth byte.</summary>
    public static void Copy(SKBitmap bitmap, Turn turn, Region region, Span<byte> pixels, int channels)
    {
        if (channels == 3 && turn.IsNone && region == Region.Whole(turn.Stored))
            PixelBytes.ToRgb(bitmap.GetPixelSpan(), pixels[..checked((int)(3 * region.Area))]);
        else
            turn.Copy(bitmap.GetPixelSpan(), Region.Whole(turn.Stored), 4, region, pixels, channels);
    }
}
