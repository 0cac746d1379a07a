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
}
