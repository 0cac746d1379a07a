using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <content>Four or two samples of each side (libjpeg's jidctred.c).</content>
internal unsafe partial struct InverseDct
{
    private const int F0_211164243 = 1730;
    private const int F0_509795579 = 4176;
    private const int F0_601344887 = 4926;
    private const int F0_720959822 = 5906;
    private const int F0_850430095 = 6967;
    private const int F1_061594337 = 8697;
    private const int F1_272758580 = 10426;
    private const int F1_451774981 = 11893;
    private const int F2_172734803 = 17799;
    private const int F3_624509785 = 29692;

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
        See(sample);
        return (byte)Math.Clamp(sample + 128, 0, 255);
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
