using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>Three bytes a pixel to four and back, four pixels at a time.</summary>
internal static class PixelBytes
{
    private const int Pixels = 4;

    /// <summary>Drops every fourth byte.</summary>
    public static void ToRgb(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        int count = rgb.Length / 3;
        rgba = rgba[..(4 * count)]; // refused where it is shorter: what follows is not checked
        ref byte from = ref MemoryMarshal.GetReference(rgba);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        Vector128<byte> places = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
        int i = 0;
        // A store writes 16 bytes, of which the last four are the next turn's.
        for (; i <= count - Pixels - 2; i += Pixels)
            Vector128
                .Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(4 * i)), places)
                .StoreUnsafe(ref to, (nuint)(3 * i));
        for (; i < count; i++)
        {
            rgb[3 * i] = rgba[4 * i];
            rgb[3 * i + 1] = rgba[4 * i + 1];
            rgb[3 * i + 2] = rgba[4 * i + 2];
        }
    }

    /// <summary>Adds a fourth byte, opaque.</summary>
    public static void FromRgb(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        int count = rgb.Length / 3;
        rgba = rgba[..(4 * count)]; // refused where it is shorter: what follows is not checked
        ref byte from = ref MemoryMarshal.GetReference(rgb);
        ref byte to = ref MemoryMarshal.GetReference(rgba);
        Vector128<byte> places = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        Vector128<byte> opaque = Vector128.Create(0xFF000000u).AsByte();
        int i = 0;
        // A load reads 16 bytes, of which the first twelve are the turn's.
        for (; i <= count - Pixels - 2; i += Pixels)
            (Vector128.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(3 * i)), places) | opaque).StoreUnsafe(
                ref to,
                (nuint)(4 * i)
            );
        for (; i < count; i++)
        {
            rgba[4 * i] = rgb[3 * i];
            rgba[4 * i + 1] = rgb[3 * i + 1];
            rgba[4 * i + 2] = rgb[3 * i + 2];
            rgba[4 * i + 3] = 255;
        }
    }
}
