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

    /// <summary>The pixels turned upright, without the fourth byte.</summary>
    public static Picture ToPicture(SKBitmap bitmap, int channels, SKEncodedOrigin origin)
    {
        int height = bitmap.Height;
        int width = bitmap.Width;
        int last = height * width - 1;
        // Stored: H rows of W pixels. Upright pixel (y, x) is stored pixel start + y · down + x · right.
        (int start, int right, int down) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1, -1, width), // mirrored
            SKEncodedOrigin.BottomRight => (last, -1, -width), // half a turn
            SKEncodedOrigin.BottomLeft => (last - width + 1, 1, -width), // upside down
            SKEncodedOrigin.LeftTop => (0, width, 1), // transposed
            SKEncodedOrigin.RightTop => (last - width + 1, -width, 1), // a quarter turn clockwise makes it upright
            SKEncodedOrigin.RightBottom => (last, -width, -1), // transposed over the other diagonal
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1), // a quarter turn counterclockwise
            _ => (0, 1, width),
        };
        bool turned = origin >= SKEncodedOrigin.LeftTop;
        Size size = turned ? new Size(width, height) : new Size(height, width);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked((int)(size.Area * channels)));
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        if (channels == 3 && (start, right, down) == (0, 1, width))
        {
            PixelBytes.ToRgb(rgba, pixels);
            return new Picture(size, channels, pixels);
        }
        int to = 0;
        for (int y = 0; y < size.Height; y++)
        {
            int from = (start + y * down) * 4;
            for (int x = 0; x < size.Width; x++, from += right * 4, to += channels)
            {
                pixels[to] = rgba[from];
                if (channels == 1)
                    continue;
                pixels[to + 1] = rgba[from + 1];
                pixels[to + 2] = rgba[from + 2];
            }
        }
        return new Picture(size, channels, pixels);
    }
}
