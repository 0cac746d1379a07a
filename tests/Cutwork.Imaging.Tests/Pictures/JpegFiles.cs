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

    /// <summary>4:2:2, which the pictures' own encoder does not write.</summary>
    public static byte[] HalfWidth(int height, int width)
    {
        Picture picture = PictureCodec.Decode(Waves(height, width, 100), "waves.jpg");
        using SKBitmap bitmap = PixelMemory.From(picture);
        using SKPixmap pixels = bitmap.PeekPixels();
        return pixels
            .Encode(
                new SKJpegEncoderOptions(80, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderAlphaOption.Ignore)
            )!
            .ToArray();
    }
}
