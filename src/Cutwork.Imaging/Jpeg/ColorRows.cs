using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>Rows of samples to rows of pixels: what colors need between their planes and RGB, to the bit as libjpeg does it.</summary>
/// <remarks>All of them work in whole vectors, so that up to <see cref="Margin"/> bytes around a row are read and behind it written.</remarks>
internal static unsafe class ColorRows
{
    /// <summary>Bytes before and behind a row that are read, and behind it written.</summary>
    public const int Margin = 64;

    private const int Pixels = 16;

    /// <summary>Twice as many samples in a row: ¾ of the nearer one, ¼ of the further one ("fancy" upsampling, 2:1).</summary>
    /// <param name="from">Samples; what lies beyond the picture's border equals the sample at it.</param>
    /// <param name="to">Two for each.</param>
    /// <param name="count">Samples in <paramref name="from"/>.</param>
    public static void Double(byte* from, byte* to, int count)
    {
        for (int i = 0; i < count; i += Pixels)
        {
            Vector256<ushort> own = Wide(from + i) * 3;
            Vector256<ushort> even = (own + Wide(from + i - 1) + Vector256.Create((ushort)1)) >> 2;
            Vector256<ushort> odd = (own + Wide(from + i + 1) + Vector256.Create((ushort)2)) >> 2;
            (even | odd << 8).AsByte().Store(to + 2 * i);
        }
    }

    /// <summary>¾ of the nearer row and ¼ of the further one, then the same along the row (2:1 both ways).</summary>
    /// <param name="near">The nearer row.</param>
    /// <param name="far">The further one.</param>
    /// <param name="sums">Memory for as many numbers, and <see cref="Margin"/> before and behind them.</param>
    /// <param name="to">Two samples for each.</param>
    /// <param name="count">Samples in a row of <paramref name="near"/>.</param>
    public static void Double(byte* near, byte* far, ushort* sums, byte* to, int count)
    {
        for (int i = -1; i <= count; i += Pixels)
            (Wide(near + i) * 3 + Wide(far + i)).Store(sums + i);
        for (int i = 0; i < count; i += Pixels)
        {
            Vector256<ushort> own = Vector256.Load(sums + i) * 3;
            Vector256<ushort> even = (own + Vector256.Load(sums + i - 1) + Vector256.Create((ushort)8)) >> 4;
            Vector256<ushort> odd = (own + Vector256.Load(sums + i + 1) + Vector256.Create((ushort)7)) >> 4;
            (even | odd << 8).AsByte().Store(to + 2 * i);
        }
    }

    /// <summary>Each sample twice.</summary>
    public static void Repeat(byte* from, byte* to, int count)
    {
        for (int i = 0; i < count; i += Pixels)
        {
            Vector256<ushort> own = Wide(from + i);
            (own | own << 8).AsByte().Store(to + 2 * i);
        }
    }

    /// <summary>Each sample three times: gray as RGB.</summary>
    public static void Gray(byte* gray, byte* rgb, int count)
    {
        int whole = WholeVectors(count);
        for (int i = 0; i < whole; i += Pixels)
        {
            Vector128<byte> value = Vector128.Load(gray + i);
            Interleave(value, value, value, rgb + 3 * i);
        }
        for (int i = whole; i < count; i++)
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = gray[i];
    }

    /// <summary>
    /// YCbCr to RGB (JFIF): R = Y + 1.402 Cr, G = Y − 0.34414 Cb − 0.71414 Cr, B = Y + 1.772 Cb, Cb and Cr less 128, in fixed point with 16 bits
    /// of fraction, what is added to Y rounded by itself.
    /// </summary>
    /// <param name="luma">Y.</param>
    /// <param name="blue">Cb.</param>
    /// <param name="red">Cr.</param>
    /// <param name="rgb">3 bytes a pixel; nothing is written behind them.</param>
    /// <param name="count">Pixels.</param>
    public static void Rgb(byte* luma, byte* blue, byte* red, byte* rgb, int count)
    {
        int whole = WholeVectors(count);
        for (int i = 0; i < whole; i += Pixels)
            Rgb(luma + i, blue + i, red + i, rgb + 3 * i);
        if (whole == count)
            return;
        byte* last = stackalloc byte[3 * Pixels];
        Rgb(luma + whole, blue + whole, red + whole, last);
        Unsafe.CopyBlockUnaligned(rgb + 3 * whole, last, (uint)(3 * (count - whole)));
    }

    private static int WholeVectors(int count) => count & -Pixels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rgb(byte* luma, byte* blue, byte* red, byte* rgb)
    {
        Rgb(luma, blue, red, out Vector256<int> r0, out Vector256<int> g0, out Vector256<int> b0);
        Rgb(luma + 8, blue + 8, red + 8, out Vector256<int> r1, out Vector256<int> g1, out Vector256<int> b1);
        Interleave(Clamp(r0, r1), Clamp(g0, g1), Clamp(b0, b1), rgb);
    }

    // Half of 2¹⁶ is added before bits are dropped; to the green one once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rgb(
        byte* luma,
        byte* blue,
        byte* red,
        out Vector256<int> r,
        out Vector256<int> g,
        out Vector256<int> b
    )
    {
        const int half = 1 << 15;
        Vector256<int> y = Wider(luma);
        Vector256<int> cb = Wider(blue) - Vector256.Create(128);
        Vector256<int> cr = Wider(red) - Vector256.Create(128);
        r = y + ((cr * 91881 + Vector256.Create(half)) >> 16);
        g = y + ((cb * -22554 + Vector256.Create(half) - cr * 46802) >> 16);
        b = y + ((cb * 116130 + Vector256.Create(half)) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Wider(byte* from)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(
            Vector128.WidenLower(Vector64.Load(from).ToVector128Unsafe()).AsInt16()
        );
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Wide(byte* from)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(from));
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Clamp(Vector256<int> first, Vector256<int> second)
    {
        Vector128<short> low = Vector128.Narrow(first.GetLower(), first.GetUpper());
        Vector128<short> high = Vector128.Narrow(second.GetLower(), second.GetUpper());
        return Vector128.NarrowWithSaturation(
            Vector128.Max(low, Vector128<short>.Zero).AsUInt16(),
            Vector128.Max(high, Vector128<short>.Zero).AsUInt16()
        );
    }

    // r0 g0 b0 r1 g1 b1 …: byte n of 48 is a channel's byte n / 3; what an index of 255 asks for is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, byte* rgb)
    {
        const byte no = 255;
        (
            Vector128.Shuffle(r, Vector128.Create((byte)0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no, no, 5))
            | Vector128.Shuffle(g, Vector128.Create(no, (byte)0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no, no))
            | Vector128.Shuffle(b, Vector128.Create(no, no, (byte)0, no, no, 1, no, no, 2, no, no, 3, no, no, 4, no))
        ).Store(rgb);
        (
            Vector128.Shuffle(r, Vector128.Create(no, no, (byte)6, no, no, 7, no, no, 8, no, no, 9, no, no, 10, no))
            | Vector128.Shuffle(g, Vector128.Create((byte)5, no, no, 6, no, no, 7, no, no, 8, no, no, 9, no, no, 10))
            | Vector128.Shuffle(b, Vector128.Create(no, (byte)5, no, no, 6, no, no, 7, no, no, 8, no, no, 9, no, no))
        ).Store(rgb + 16);
        (
            Vector128.Shuffle(r, Vector128.Create(no, (byte)11, no, no, 12, no, no, 13, no, no, 14, no, no, 15, no, no))
            | Vector128.Shuffle(
                g,
                Vector128.Create(no, no, (byte)11, no, no, 12, no, no, 13, no, no, 14, no, no, 15, no)
            )
            | Vector128.Shuffle(
                b,
                Vector128.Create((byte)10, no, no, 11, no, no, 12, no, no, 13, no, no, 14, no, no, 15)
            )
        ).Store(rgb + 32);
    }
}
