using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>
/// From a block's coefficients to its samples: libjpeg's accurate integer transform (Loeffler, Ligtenberg, Moschytz 1989, with 13 bits of
/// fraction), and its forms at a half, a quarter and an eighth of the sides. To the bit what libjpeg computes, as long as <see cref="IsWide"/>
/// says that no number left the range in which it and its vectors agree.
/// </summary>
/// <remarks>
/// <code>
/// rows of coefficients ─ across them: columns ─ turned ─ across them: rows ─ turned back, as bytes ─ 8 rows of 8 samples
/// </code>
/// </remarks>
internal unsafe partial struct InverseDct
{
    private const int Bits = 13;
    private const int Extra = 2; // bits that are kept between the two passes

    // round(2^13 · x)
    private const int F0_298631336 = 2446;
    private const int F0_390180644 = 3196;
    private const int F0_541196100 = 4433;
    private const int F0_765366865 = 6270;
    private const int F0_899976223 = 7373;
    private const int F1_175875602 = 9633;
    private const int F1_501321110 = 12299;
    private const int F1_847759065 = 15137;
    private const int F1_961570560 = 16069;
    private const int F2_053119869 = 16819;
    private const int F2_562915447 = 20995;
    private const int F3_072711026 = 25172;

    // All bits of the magnitudes that were seen.
    private Vector256<int> products;
    private Vector256<short> middle;
    private Vector256<short> samples;

    /// <summary>
    /// Whether a number was too large: a coefficient or a number between the passes from 2¹⁴ on, where sums may leave 32 bits, or a sample from
    /// 2⁹ on, where libjpeg's table of clamped samples begins again from the other side and its vectors do not. No encoder makes such.
    /// </summary>
    public readonly bool IsWide =>
        Vector256.GreaterThanOrEqualAny(products, Vector256.Create(1 << 14))
        || Vector256.GreaterThanOrEqualAny(middle, Vector256.Create((short)(1 << 14)))
        || Vector256.GreaterThanOrEqualAny(samples, Vector256.Create((short)(1 << 9)));

    /// <summary>Writes a block's samples.</summary>
    /// <param name="coefficients">64 numbers, row by row.</param>
    /// <param name="quantization">64 factors, row by row.</param>
    /// <param name="last">The last coefficient that is not zero, by its place in the zigzag, or a later one.</param>
    /// <param name="side">8, 4, 2 or 1 samples.</param>
    /// <param name="to">The first sample's.</param>
    /// <param name="stride">From row to row.</param>
    public void Write(short* coefficients, int* quantization, int last, int side, byte* to, nint stride)
    {
        if (last == 0 || side == 1)
            Flat(coefficients[0] * quantization[0], side, to, stride);
        else if (side == 8)
            Whole(coefficients, quantization, to, stride);
        else if (side == 4)
            Half(coefficients, quantization, to, stride);
        else
            Quarter(coefficients, quantization, to, stride);
    }

    private void Flat(int mean, int side, byte* to, nint stride)
    {
        int sample = (mean + 4) >> 3;
        See(sample);
        byte value = (byte)Math.Clamp(sample + 128, 0, 255);
        for (int row = 0; row < side; row++, to += stride)
            if (side == 8)
                Vector64.Create(value).Store(to);
            else
                new Span<byte>(to, side).Fill(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Whole(short* coefficients, int* quantization, byte* to, nint stride)
    {
        Load(
            coefficients,
            quantization,
            out Vector256<int> v0,
            out Vector256<int> v1,
            out Vector256<int> v2,
            out Vector256<int> v3,
            out Vector256<int> v4,
            out Vector256<int> v5,
            out Vector256<int> v6,
            out Vector256<int> v7
        );
        Across(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        Turn(Bits - Extra, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        Across(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        const int bits = Bits + Extra + 3;
        Vector256<short> c01 = Descale(v0, v1, bits);
        Vector256<short> c23 = Descale(v2, v3, bits);
        Vector256<short> c45 = Descale(v4, v5, bits);
        Vector256<short> c67 = Descale(v6, v7, bits);
        samples |= Bare(c01) | Bare(c23) | Bare(c45) | Bare(c67);
        Zip.TurnBytes(
            Bytes(c01),
            Bytes(c23),
            Bytes(c45),
            Bytes(c67),
            out Vector128<byte> r01,
            out Vector128<byte> r23,
            out Vector128<byte> r45,
            out Vector128<byte> r67
        );
        r01.GetLower().Store(to);
        r01.GetUpper().Store(to + stride);
        r23.GetLower().Store(to + 2 * stride);
        r23.GetUpper().Store(to + 3 * stride);
        r45.GetLower().Store(to + 4 * stride);
        r45.GetUpper().Store(to + 5 * stride);
        r67.GetLower().Store(to + 6 * stride);
        r67.GetUpper().Store(to + 7 * stride);
    }

    private void See(int sample) =>
        samples |= Vector256.Create((short)Math.Min(sample ^ (sample >> 31), short.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Load(
        short* from,
        int* factors,
        out Vector256<int> v0,
        out Vector256<int> v1,
        out Vector256<int> v2,
        out Vector256<int> v3,
        out Vector256<int> v4,
        out Vector256<int> v5,
        out Vector256<int> v6,
        out Vector256<int> v7
    )
    {
        v0 = Widening.ToInt32(Vector128.Load(from)) * Vector256.Load(factors);
        v1 = Widening.ToInt32(Vector128.Load(from + 8)) * Vector256.Load(factors + 8);
        v2 = Widening.ToInt32(Vector128.Load(from + 16)) * Vector256.Load(factors + 16);
        v3 = Widening.ToInt32(Vector128.Load(from + 24)) * Vector256.Load(factors + 24);
        v4 = Widening.ToInt32(Vector128.Load(from + 32)) * Vector256.Load(factors + 32);
        v5 = Widening.ToInt32(Vector128.Load(from + 40)) * Vector256.Load(factors + 40);
        v6 = Widening.ToInt32(Vector128.Load(from + 48)) * Vector256.Load(factors + 48);
        v7 = Widening.ToInt32(Vector128.Load(from + 56)) * Vector256.Load(factors + 56);
        products |= Bare(v0) | Bare(v1) | Bare(v2) | Bare(v3) | (Bare(v4) | Bare(v5) | Bare(v6) | Bare(v7));
    }

    // Not a negative number's magnitude but one less, which its opposite bits are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bare(Vector256<int> number) => number ^ (number >> 31);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Bare(Vector256<short> number) => number ^ (number >> 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector256<short> numbers)
    {
        numbers = Vector256.Max(numbers + Vector256.Create((short)128), Vector256<short>.Zero);
        return Vector128.NarrowWithSaturation(numbers.GetLower().AsUInt16(), numbers.GetUpper().AsUInt16());
    }

    /// <summary>Drops bits with rounding; what does not fit into 16 bits becomes the largest that does, and is seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Descale(Vector256<int> first, Vector256<int> second, int bits)
    {
        Vector256<int> half = Vector256.Create(1 << (bits - 1));
        return Vector256.NarrowWithSaturation((first + half) >> bits, (second + half) >> bits);
    }

    /// <summary>Drops bits with rounding, and exchanges rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Turn(
        int bits,
        ref Vector256<int> v0,
        ref Vector256<int> v1,
        ref Vector256<int> v2,
        ref Vector256<int> v3,
        ref Vector256<int> v4,
        ref Vector256<int> v5,
        ref Vector256<int> v6,
        ref Vector256<int> v7
    )
    {
        Vector256<short> a = Descale(v0, v4, bits);
        Vector256<short> b = Descale(v1, v5, bits);
        Vector256<short> c = Descale(v2, v6, bits);
        Vector256<short> d = Descale(v3, v7, bits);
        middle |= Bare(a) | Bare(b) | Bare(c) | Bare(d);
        Zip.Turn(ref a, ref b, ref c, ref d);
        v0 = Widening.ToInt32(a.GetLower());
        v1 = Widening.ToInt32(a.GetUpper());
        v2 = Widening.ToInt32(b.GetLower());
        v3 = Widening.ToInt32(b.GetUpper());
        v4 = Widening.ToInt32(c.GetLower());
        v5 = Widening.ToInt32(c.GetUpper());
        v6 = Widening.ToInt32(d.GetLower());
        v7 = Widening.ToInt32(d.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Across(
        ref Vector256<int> v0,
        ref Vector256<int> v1,
        ref Vector256<int> v2,
        ref Vector256<int> v3,
        ref Vector256<int> v4,
        ref Vector256<int> v5,
        ref Vector256<int> v6,
        ref Vector256<int> v7
    )
    {
        Vector256<int> z1 = (v2 + v6) * F0_541196100;
        Vector256<int> even2 = z1 - v6 * F1_847759065;
        Vector256<int> even3 = z1 + v2 * F0_765366865;
        Vector256<int> even0 = (v0 + v4) << Bits;
        Vector256<int> even1 = (v0 - v4) << Bits;
        Vector256<int> sum0 = even0 + even3;
        Vector256<int> sum3 = even0 - even3;
        Vector256<int> sum1 = even1 + even2;
        Vector256<int> sum2 = even1 - even2;

        Vector256<int> z3 = v7 + v3;
        Vector256<int> z4 = v5 + v1;
        Vector256<int> z5 = (z3 + z4) * F1_175875602;
        Vector256<int> p1 = (v7 + v1) * -F0_899976223;
        Vector256<int> p2 = (v5 + v3) * -F2_562915447;
        Vector256<int> p3 = z3 * -F1_961570560 + z5;
        Vector256<int> p4 = z4 * -F0_390180644 + z5;
        Vector256<int> odd0 = v7 * F0_298631336 + p1 + p3;
        Vector256<int> odd1 = v5 * F2_053119869 + p2 + p4;
        Vector256<int> odd2 = v3 * F3_072711026 + p2 + p3;
        Vector256<int> odd3 = v1 * F1_501321110 + p1 + p4;

        v0 = sum0 + odd3;
        v7 = sum0 - odd3;
        v1 = sum1 + odd2;
        v6 = sum1 - odd2;
        v2 = sum2 + odd1;
        v5 = sum2 - odd1;
        v3 = sum3 + odd0;
        v4 = sum3 - odd0;
    }
}
