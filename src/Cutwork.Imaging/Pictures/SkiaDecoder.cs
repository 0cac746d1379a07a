using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Image files of all formats by SkiaSharp; its verdict on a file is the one that counts.</summary>
internal static class SkiaDecoder
{
    /// <summary>Scans of a JPEG file that SkiaSharp decodes; it calls a file of more damaged.</summary>
    public const int MostScans = 99;

    /// <summary>Reads the header.</summary>
    /// <exception cref="PictureException">Not an image, or its header is damaged.</exception>
    public static SKCodec Open(ReadOnlySpan<byte> data, string name)
    {
        if (data.IsEmpty)
            throw new PictureException(name, "the file is empty.");
        using SKData bytes = SKData.CreateCopy(data);
        // Skia knows more formats, some by so weak a mark that text passes for them: only those stated are opened.
        SKCodec? codec = PictureDamage.FormatOf(data) is null ? null : SKCodec.Create(bytes);
        return codec ?? throw new PictureException(name, PictureDamage.DescribeUnopened(data));
    }

    /// <summary>What the header says.</summary>
    public static PictureHeader Describe(SKCodec codec, ReadOnlySpan<byte> data)
    {
        SKImageInfo stored = codec.Info;
        string format = PictureDamage.FormatOf(data) ?? "";
        // Read here for every format: Skia reads it of some, and only where it is a number of 16 bits.
        int? orientation = format switch
        {
            "JPEG" => JpegHeader.Read(data)?.Orientation ?? JpegMarkers.ReadOrientation(data),
            "PNG" => PngOrientation.Read(data),
            "WebP" => WebPOrientation.Read(data),
            _ => null,
        };
        return new PictureHeader(
            format,
            new Turn(orientation ?? 1, new Size(stored.Height, stored.Width)).Upright,
            orientation ?? 1,
            stored.ColorType == SKColorType.Gray8
        );
    }

    /// <summary>Refuses a picture that is too large.</summary>
    /// <exception cref="PictureException">More pixels than the limit.</exception>
    public static void CheckLimit(SKCodec codec, string name, long limit) =>
        CheckLimit(codec.Info.Height, codec.Info.Width, name, limit);

    /// <summary>Refuses a picture that is too large, by its stored sides.</summary>
    /// <exception cref="PictureException">More pixels than the limit.</exception>
    public static void CheckLimit(int height, int width, string name, long limit)
    {
        if ((long)width * height > limit)
            throw new PictureException(
                name,
                $"its header claims {width} x {height} pixels (width x height), more than the limit of "
                    + $"{limit} pixels"
                    + (
                        limit < PixelMemory.MostPixels
                            ? "; if the file is to be trusted, raise the limit (DecodeOptions.MaximumPixels, --most-megapixels)."
                            : " that memory can hold in one piece."
                    )
            );
    }

    /// <summary>Decodes to a size that the codec has: as stored, or a JPEG's reduced one.</summary>
    /// <exception cref="PictureException">Damaged or cut short.</exception>
    public static SKBitmap Decode(SKCodec codec, ReadOnlySpan<byte> data, string name, Size stored)
    {
        SKBitmap bitmap = PixelMemory.Take(stored, name, codec.Info.AlphaType == SKAlphaType.Opaque);
        SKCodecResult result = codec.GetPixels(
            bitmap.Info,
            bitmap.GetPixels(),
            bitmap.RowBytes,
            SKCodecOptions.Default
        );
        if (result == SKCodecResult.Success && PictureDamage.IsCut(data))
            result = SKCodecResult.IncompleteInput;
        if (result == SKCodecResult.Success)
        {
            if (PictureDamage.FormatOf(data) == "GIF" && codec.Info.AlphaType != SKAlphaType.Opaque)
                Fill(bitmap.GetPixelSpan(), new GifFrame(data).Clear);
            return bitmap;
        }
        bitmap.Dispose();
        throw new PictureException(name, PictureDamage.Describe(data, result));
    }

    /// <summary>Refuses a JPEG file of more scans than are accepted, before one of them is decoded.</summary>
    /// <param name="data">The file.</param>
    /// <param name="name">For the message.</param>
    /// <param name="limit">The most scans.</param>
    /// <exception cref="PictureException">More scans than the limit.</exception>
    public static void CheckScans(ReadOnlySpan<byte> data, string name, int limit)
    {
        if (PictureDamage.FormatOf(data) == "JPEG" && JpegMarkers.CountScans(data, limit) > limit)
            throw new PictureException(
                name,
                $"it has more than {limit} scans (passes over the whole picture), the limit for a JPEG file; "
                    + (
                        limit < MostScans
                            ? "encoders write about ten. If it is to be trusted, raise the limit (DecodeOptions.MaximumScans, --most-scans)."
                            : "SkiaSharp, which decodes it here, takes no more. Write it again without progression."
                    )
            );
    }

    // Skia leaves black where a GIF is transparent.
    private static void Fill(Span<byte> rgba, ReadOnlySpan<byte> color)
    {
        for (int i = 0; i < rgba.Length; i += 4)
            if (rgba[i + 3] == 0)
                color.CopyTo(rgba[i..]);
    }
}
