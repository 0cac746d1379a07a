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
internal unsafe struct InverseDct
{
    private const int Bits = 13;
    private const int Extra = 2; // bits that are kept between the two passes

    // round(2^13 · x)
    private const int F0_211164243 = 1730;
    private const int F0_298631336 = 2446;
    private const int F0_390180644 = 3196;
    private const int F0_509795579 = 4176;
    private const int F0_541196100 = 4433;
    private const int F0_601344887 = 4926;
    private const int F0_720959822 = 5906;
    private const int F0_765366865 = 6270;
    private const int F0_850430095 = 6967;
    private const int F0_899976223 = 7373;
    private const int F1_061594337 = 8697;
    private const int F1_175875602 = 9633;
    private const int F1_272758580 = 10426;
    private const int F1_451774981 = 11893;
    private const int F1_501321110 = 12299;
    private const int F1_847759065 = 15137;
    private const int F1_961570560 = 16069;
    private const int F2_053119869 = 16819;
    private const int F2_172734803 = 17799;
    private const int F2_562915447 = 20995;
    private const int F3_072711026 = 25172;
    private const int F3_624509785 = 29692;

    // Magnitudes seen: of coefficients and between the passes, and of samples.
    private Vector256<int> middle;
    private Vector256<int> samples;

    /// <summary>
    /// Whether a number was too large: a coefficient or a number between the passes beyond 2¹⁴, where sums may leave 32 bits, or a sample
    /// beyond 2⁹, where libjpeg's table of clamped samples begins again from the other side and its vectors do not. No encoder makes such.
    /// </summary>
    public readonly bool IsWide =>
        Vector256.GreaterThanOrEqualAny(middle, Vector256.Create(1 << 14))
        || Vector256.GreaterThanOrEqualAny(samples, Vector256.Create(1 << 9));

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
        samples |= Vector256.Create(sample ^ (sample >> 31));
        byte value = (byte)Math.Clamp(sample + 128, 0, 255);
        for (int row = 0; row < side; row++, to += stride)
            if (side == 8)
                Vector64.Create(value).Store(to);
            else
                new Span<byte>(to, side).Fill(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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
        Vector256<int> half = Vector256.Create(1 << (bits - 1));
        v0 = (v0 + half) >> bits;
        v1 = (v1 + half) >> bits;
        v2 = (v2 + half) >> bits;
        v3 = (v3 + half) >> bits;
        v4 = (v4 + half) >> bits;
        v5 = (v5 + half) >> bits;
        v6 = (v6 + half) >> bits;
        v7 = (v7 + half) >> bits;
        samples |= Bare(v0) | Bare(v1) | Bare(v2) | Bare(v3) | (Bare(v4) | Bare(v5) | Bare(v6) | Bare(v7));
        Zip.TurnBytes(
            Bytes(v0, v1),
            Bytes(v2, v3),
            Bytes(v4, v5),
            Bytes(v6, v7),
            out Vector128<byte> rows01,
            out Vector128<byte> rows23,
            out Vector128<byte> rows45,
            out Vector128<byte> rows67
        );
        rows01.GetLower().Store(to);
        rows01.GetUpper().Store(to + stride);
        rows23.GetLower().Store(to + 2 * stride);
        rows23.GetUpper().Store(to + 3 * stride);
        rows45.GetLower().Store(to + 4 * stride);
        rows45.GetUpper().Store(to + 5 * stride);
        rows67.GetLower().Store(to + 6 * stride);
        rows67.GetUpper().Store(to + 7 * stride);
    }

    // Rows and columns that are not asked for are computed all the same: lanes cost nothing.
    private void Half(short* coefficients, int* quantization, byte* to, nint stride)
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
        AcrossHalf(ref v0, ref v1, ref v2, ref v3, v5, v6, v7);
        (v4, v5, v6, v7) = (v0, v0, v0, v0);
        Turn(Bits - Extra + 1, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        AcrossHalf(ref v0, ref v1, ref v2, ref v3, v5, v6, v7);
        for (int y = 0; y < 4; y++, to += stride)
        {
            const int bits = Bits + Extra + 3 + 1;
            to[0] = Sample(v0[y], bits);
            to[1] = Sample(v1[y], bits);
            to[2] = Sample(v2[y], bits);
            to[3] = Sample(v3[y], bits);
        }
    }

    private void Quarter(short* coefficients, int* quantization, byte* to, nint stride)
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
        AcrossQuarter(ref v0, ref v1, v3, v5, v7);
        (v2, v3, v4, v5, v6, v7) = (v0, v0, v0, v0, v0, v0);
        Turn(Bits - Extra + 2, ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7);
        AcrossQuarter(ref v0, ref v1, v3, v5, v7);
        for (int y = 0; y < 2; y++, to += stride)
        {
            const int bits = Bits + Extra + 3 + 2;
            to[0] = Sample(v0[y], bits);
            to[1] = Sample(v1[y], bits);
        }
    }

    private byte Sample(int number, int bits)
    {
        int sample = (number + (1 << (bits - 1))) >> bits;
        samples |= Vector256.Create(sample ^ (sample >> 31));
        return (byte)Math.Clamp(sample + 128, 0, 255);
    }

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
        v0 = Wide(Vector128.Load(from)) * Vector256.Load(factors);
        v1 = Wide(Vector128.Load(from + 8)) * Vector256.Load(factors + 8);
        v2 = Wide(Vector128.Load(from + 16)) * Vector256.Load(factors + 16);
        v3 = Wide(Vector128.Load(from + 24)) * Vector256.Load(factors + 24);
        v4 = Wide(Vector128.Load(from + 32)) * Vector256.Load(factors + 32);
        v5 = Wide(Vector128.Load(from + 40)) * Vector256.Load(factors + 40);
        v6 = Wide(Vector128.Load(from + 48)) * Vector256.Load(factors + 48);
        v7 = Wide(Vector128.Load(from + 56)) * Vector256.Load(factors + 56);
        middle |= Bare(v0) | Bare(v1) | Bare(v2) | Bare(v3) | (Bare(v4) | Bare(v5) | Bare(v6) | Bare(v7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Wide(Vector128<short> numbers)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(numbers);
        return Vector256.Create(low, high);
    }

    // Not a negative number's magnitude but one less, which its opposite bits are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bare(Vector256<int> number) => number ^ (number >> 31);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector256<int> first, Vector256<int> second)
    {
        Vector256<short> numbers = Vector256.Create(Short(first), Short(second)) + Vector256.Create((short)128);
        Vector256<ushort> clamped = Vector256.Max(numbers, Vector256<short>.Zero).AsUInt16();
        return Vector128.NarrowWithSaturation(clamped.GetLower(), clamped.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Short(Vector256<int> numbers) =>
        Vector128.Narrow(numbers.GetLower(), numbers.GetUpper());

    /// <summary>Drops bits with rounding, and exchanges rows and columns; what is not <see cref="IsWide"/> fits into 16 bits.</summary>
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
        Vector256<int> half = Vector256.Create(1 << (bits - 1));
        v0 = (v0 + half) >> bits;
        v1 = (v1 + half) >> bits;
        v2 = (v2 + half) >> bits;
        v3 = (v3 + half) >> bits;
        v4 = (v4 + half) >> bits;
        v5 = (v5 + half) >> bits;
        v6 = (v6 + half) >> bits;
        v7 = (v7 + half) >> bits;
        middle |= Bare(v0) | Bare(v1) | Bare(v2) | Bare(v3) | (Bare(v4) | Bare(v5) | Bare(v6) | Bare(v7));
        Vector128<short> s0 = Short(v0);
        Vector128<short> s1 = Short(v1);
        Vector128<short> s2 = Short(v2);
        Vector128<short> s3 = Short(v3);
        Vector128<short> s4 = Short(v4);
        Vector128<short> s5 = Short(v5);
        Vector128<short> s6 = Short(v6);
        Vector128<short> s7 = Short(v7);
        Zip.Turn(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
        v0 = Wide(s0);
        v1 = Wide(s1);
        v2 = Wide(s2);
        v3 = Wide(s3);
        v4 = Wide(s4);
        v5 = Wide(s5);
        v6 = Wide(s6);
        v7 = Wide(s7);
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

    // libjpeg leaves the fourth row and column out.
    private static void AcrossHalf(
        ref Vector256<int> v0,
        ref Vector256<int> v1,
        ref Vector256<int> v2,
        ref Vector256<int> v3,
        Vector256<int> v5,
        Vector256<int> v6,
        Vector256<int> v7
    )
    {
        Vector256<int> even0 = v0 << (Bits + 1);
        Vector256<int> even2 = v2 * F1_847759065 - v6 * F0_765366865;
        Vector256<int> odd0 = v5 * F1_451774981 - v7 * F0_211164243 - v3 * F2_172734803 + v1 * F1_061594337;
        Vector256<int> odd2 = v3 * F0_899976223 - v7 * F0_509795579 - v5 * F0_601344887 + v1 * F2_562915447;
        v0 = even0 + even2 + odd2;
        v3 = even0 + even2 - odd2;
        v1 = even0 - even2 + odd0;
        v2 = even0 - even2 - odd0;
    }

    // Of rows and columns, the first and the odd ones.
    private static void AcrossQuarter(
        ref Vector256<int> v0,
        ref Vector256<int> v1,
        Vector256<int> v3,
        Vector256<int> v5,
        Vector256<int> v7
    )
    {
        Vector256<int> even = v0 << (Bits + 2);
        Vector256<int> odd = v5 * F0_850430095 - v7 * F0_720959822 - v3 * F1_272758580 + v1 * F3_624509785;
        v0 = even + odd;
        v1 = even - odd;
    }
}
