using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    // As sums of 16 bits: R = Y + Cr + 0.402 Cr, G = Y − Cr + (0.28586 Cr − 0.34414 Cb), B = Y + 2 Cb − 0.228 Cb, what is in each factor's
    // fraction rounded by itself. Its product's upper half is taken of twice the number, so that the bit below is there to be rounded.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rgb(byte* luma, byte* blue, byte* red, byte* rgb)
    {
        Vector256<short> y = Widening.ToInt16(luma);
        Vector256<short> cb = Widening.ToInt16(blue) - Vector256.Create((short)128);
        Vector256<short> cr = Widening.ToInt16(red) - Vector256.Create((short)128);
        Vector256<short> cb2 = cb + cb;
        Vector256<short> one = Vector256<short>.One;
        Vector256<short> r = y + cr + ((Upper(cr + cr, 26345) + one) >> 1);
        Vector256<short> b = y + cb2 + ((Upper(cb2, -14942) + one) >> 1);
        Vector256<short> g = y - cr + Green(cb, cr);
        Interleave(Clamp(r), Clamp(g), Clamp(b), rgb);
    }

    /// <summary>The upper 16 bits of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Upper(Vector256<short> numbers, short factor)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyHigh(numbers, Vector256.Create(factor));
        Vector256<int> factors = Vector256.Create((int)factor);
        return Vector256.Narrow(
            (Vector256.WidenLower(numbers) * factors) >> 16,
            (Vector256.WidenUpper(numbers) * factors) >> 16
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Green(Vector256<short> cb, Vector256<short> cr)
    {
        const short ofBlue = -22554;
        const short ofRed = 18734;
        Vector256<int> half = Vector256.Create(1 << 15);
        if (Avx2.IsSupported)
        {
            Vector256<short> factors = Vector256.Create((ofRed << 16) | unchecked((ushort)ofBlue)).AsInt16();
            return Avx2.PackSignedSaturate(
                (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(cb, cr), factors) + half) >> 16,
                (Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(cb, cr), factors) + half) >> 16
            );
        }
        return Vector256.Narrow(
            (Vector256.WidenLower(cb) * ofBlue + Vector256.WidenLower(cr) * ofRed + half) >> 16,
            (Vector256.WidenUpper(cb) * ofBlue + Vector256.WidenUpper(cr) * ofRed + half) >> 16
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Clamp(Vector256<short> numbers)
    {
        if (Sse2.IsSupported)
            return Sse2.PackUnsignedSaturate(numbers.GetLower(), numbers.GetUpper());
        Vector256<ushort> positive = Vector256.Max(numbers, Vector256<short>.Zero).AsUInt16();
        return Vector128.NarrowWithSaturation(positive.GetLower(), positive.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Wide(byte* from) => Widening.ToInt16(from).AsUInt16();

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
