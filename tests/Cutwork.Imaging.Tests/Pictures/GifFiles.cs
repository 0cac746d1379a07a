using System.Buffers.Binary;

namespace Cutwork.Imaging.Tests;

/// <summary>GIF files of four colors.</summary>
internal static class GifFiles
{
    /// <summary>(10, 20, 30), (40, 50, 60), (70, 80, 90), (100, 110, 120).</summary>
    public static byte[] Colors => [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

    /// <summary>4×2 pixels in color, without an animation.</summary>
    public static byte[] Still(byte[] control, byte[] image) => [.. Canvas(Colors), .. control, .. image, (byte)';'];

    /// <summary>Signature, a canvas of 2 rows of 4 pixels, a palette of four colors or none.</summary>
    public static byte[] Canvas(byte[] palette) =>
        [.. "GIF89a"u8, 4, 0, 2, 0, (byte)(palette.Length > 0 ? 0x81 : 0), 1, 0, .. palette];

    /// <summary>A graphic control extension.</summary>
    public static byte[] Control(int? transparent) =>
        [(byte)'!', 0xF9, 4, (byte)(transparent is null ? 0 : 1), 10, 0, (byte)(transparent ?? 0), 0];

    /// <summary>An image at a column, of two rows of pixels.</summary>
    public static byte[] Image(int left, int width, byte[] pixels, byte[]? palette = null)
    {
        byte[] place = new byte[8];
        BinaryPrimitives.WriteInt16LittleEndian(place, (short)left);
        BinaryPrimitives.WriteInt16LittleEndian(place.AsSpan(4), (short)width);
        BinaryPrimitives.WriteInt16LittleEndian(place.AsSpan(6), 2);
        byte[] coded = Code(pixels);
        byte flags = (byte)(palette is null ? 0 : 0x81);
        return [(byte)',', .. place, flags, .. palette ?? [], 2, (byte)coded.Length, .. coded, 0];
    }

    // LZW whose table is cleared before every second pixel, so that all codes have three bits.
    private static byte[] Code(byte[] pixels)
    {
        List<int> codes = [];
        for (int i = 0; i < pixels.Length; i++)
            codes.AddRange(i % 2 == 0 ? [4, pixels[i]] : [pixels[i]]);
        codes.Add(5);
        byte[] coded = new byte[(codes.Count * 3 + 7) / 8];
        for (int bit = 0; bit < codes.Count * 3; bit++)
            coded[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
        return coded;
    }
}
