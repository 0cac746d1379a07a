using SkiaSharp;

namespace Cutwork.Imaging;

/// <summary>Image files of all formats by SkiaSharp; its verdict on a file is the one that counts.</summary>
internal static class SkiaDecoder
{
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
        int orientation = (int)codec.EncodedOrigin;
        return new PictureHeader(
            PictureDamage.FormatOf(data) ?? "",
            new Turn(orientation, new Size(stored.Height, stored.Width)).Upright,
            orientation,
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
            return bitmap;
        bitmap.Dispose();
        throw new PictureException(name, PictureDamage.Describe(data, result));
    }
}
