using SkiaSharp;

namespace Cutwork.Imaging.Tests;

/// <summary>JPEG files made from pictures, with what the encoder does not write.</summary>
internal static class JpegFiles
{
    /// <summary>Smooth enough for JPEG, different in every pixel and channel.</summary>
    public static byte[] Waves(int height, int width, int quality, int channels = 3, int seed = 0)
    {
        byte[] pixels = new byte[height * width * channels];
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
        for (int c = 0; c < channels; c++)
            pixels[(y * width + x) * channels + c] = (byte)(
                128 + 80 * Math.Sin(y / 5.0 + c + seed) + 40 * Math.Cos(x / 3.0 - c) + (y * 31 + x * 17) % 7
            );
        return PictureCodec.Encode(new Picture(new Size(height, width), channels, pixels), PictureFormat.Jpeg, quality);
    }

    /// <summary>The file with an EXIF segment as its first.</summary>
    public static byte[] WithExif(byte[] file, byte[] tiff)
    {
        int length = 8 + tiff.Length;
        return [.. file[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, .. file[2..]];
    }

    /// <summary>A TIFF directory, little-endian, with the orientation alone.</summary>
    public static byte[] Orientation(int orientation) =>
        [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Where a marker's segment begins.</summary>
    public static int Find(byte[] file, byte marker) => file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]);

    /// <summary>37×53, 4:2:0, with a restart after every third unit: libjpeg's encoder by OpenCV, of waves.</summary>
    public static byte[] WithRestarts() =>
        Convert.FromBase64String(
            """
                /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+
                gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAlADUDASIAAhEB
                AxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS
                0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKz
                tLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgEC
                BAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpj
                ZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6
                /90ABAAD/9oADAMBAAIRAxEAPwDUkTC1lXTAE1qXLgKawbyX5jW9OcYGlKSihUl+arkTZFZMTEtWtapkCuPE1nLY5cReTCVciqTx/NWs8fy1RlXBqcNR
                lN6nVhIKKuf/0IYlwtFKrYFFdf1ZHbKorl27l4NYdySWNas+SKzpI8tXl0VKbPMotyY21TLCt+0i+UVl2keCK24MBa65ULbnTUhbU//R05gAtY90+Ca1
                LuTCmsG6kyxrppSjBFQqW0QokoqBCSKKiWJ1Id2zbdQRVR0GaKKMKkTg0f/SIODWgjHbRRXTiXZG2K2Kl25waxZ+WoorzotnHR3HwqNtFFFNo7bI/9k=
            """
        );

    /// <summary>A gray baseline file in the fewest bits: each block is the code for "no difference" and the one for "no more".</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="differences">How many codes there are of 1, 2, … bits for differences; the first is used.</param>
    /// <param name="coefficients">The same for coefficients.</param>
    public static byte[] Flat(int height, int width, byte[] differences, byte[] coefficients)
    {
        int bits = 2 * ((height + 7) / 8) * ((width + 7) / 8);
        byte[] coded = new byte[(bits + 7) / 8];
        if (bits % 8 != 0)
            coded[^1] = (byte)(0xFF >> (bits % 8));
        return
        [
            .. (byte[])[0xFF, 0xD8],
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
            .. Table(0x00, differences),
            .. Table(0x10, coefficients),
            .. Segment(0xDA, [1, 1, 0x00, 0, 63, 0]),
            .. coded,
            .. (byte[])[0xFF, 0xD9],
        ];

        static byte[] Table(byte number, byte[] counts) =>
            Segment(
                0xC4,
                [
                    number,
                    .. counts,
                    .. new byte[16 - counts.Length],
                    .. Enumerable.Range(0, counts.Sum(count => count)).Select(symbol => (byte)symbol),
                ]
            );
    }

    /// <summary>A marker, the length of what follows, and that.</summary>
    public static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>4:2:2, which the pictures' own encoder does not write.</summary>
    public static byte[] HalfWidth(int height, int width) =>
        HalfWidth(PictureCodec.Decode(Waves(height, width, 100), "waves.jpg"));

    /// <inheritdoc cref="HalfWidth(int, int)"/>
    public static byte[] HalfWidth(Picture picture)
    {
        using SKBitmap bitmap = PixelMemory.From(picture);
        using SKPixmap pixels = bitmap.PeekPixels();
        return pixels
            .Encode(
                new SKJpegEncoderOptions(80, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderAlphaOption.Ignore)
            )!
            .ToArray();
    }
}
