using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Exchanges the rows and columns of 8×8 numbers, by laying numbers of two rows side by side, again and again.</summary>
internal static class Zip
{
    /// <summary>Rows 0 and 4, 1 and 5, 2 and 6, 3 and 7 of eight numbers, to columns 0 and 1, 2 and 3, 4 and 5, 6 and 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(
        ref Vector256<short> r04,
        ref Vector256<short> r15,
        ref Vector256<short> r26,
        ref Vector256<short> r37
    )
    {
        // Of each half: numbers of two rows side by side, then of four; a column's two parts then lie in two halves.
        (Vector256<int> low01, Vector256<int> high01) = (Low(r04, r15).AsInt32(), High(r04, r15).AsInt32());
        (Vector256<int> low23, Vector256<int> high23) = (Low(r26, r37).AsInt32(), High(r26, r37).AsInt32());
        r04 = Join(Low(low01, low23));
        r15 = Join(High(low01, low23));
        r26 = Join(Low(high01, high23));
        r37 = Join(High(high01, high23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Join(Vector256<int> columns) =>
        Vector256.Shuffle(columns.AsInt64(), Vector256.Create(0L, 2, 1, 3)).AsInt16();

    /// <summary>Two columns of eight bytes in each vector, to two rows in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TurnBytes(
        Vector128<byte> c01,
        Vector128<byte> c23,
        Vector128<byte> c45,
        Vector128<byte> c67,
        out Vector128<byte> r01,
        out Vector128<byte> r23,
        out Vector128<byte> r45,
        out Vector128<byte> r67
    )
    {
        (Vector128<byte> c04, Vector128<byte> c15) = (Low(c01, c45), High(c01, c45));
        (Vector128<byte> c26, Vector128<byte> c37) = (Low(c23, c67), High(c23, c67));
        (Vector128<byte> even0, Vector128<byte> even4) = (Low(c04, c26), High(c04, c26)); // rows 0 to 3, 4 to 7
        (Vector128<byte> odd0, Vector128<byte> odd4) = (Low(c15, c37), High(c15, c37));
        (r01, r23) = (Low(even0, odd0), High(even0, odd0));
        (r45, r67) = (Low(even4, odd4), High(even4, odd4));
    }

    // a0 b0 a1 b1 …, from the lower parts of each 128 bits
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Low(Vector256<short> a, Vector256<short> b) =>
        Avx2.IsSupported
            ? Avx2.UnpackLow(a, b)
            : Vector256.Create(Low(a.GetLower(), b.GetLower()), Low(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> High(Vector256<short> a, Vector256<short> b) =>
        Avx2.IsSupported
            ? Avx2.UnpackHigh(a, b)
            : Vector256.Create(High(a.GetLower(), b.GetLower()), High(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Low(Vector256<int> a, Vector256<int> b) =>
        Avx2.IsSupported
            ? Avx2.UnpackLow(a, b)
            : Vector256.Create(Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(a[4], b[4], a[5], b[5]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> High(Vector256<int> a, Vector256<int> b) =>
        Avx2.IsSupported
            ? Avx2.UnpackHigh(a, b)
            : Vector256.Create(Vector128.Create(a[2], b[2], a[3], b[3]), Vector128.Create(a[6], b[6], a[7], b[7]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Low(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackLow(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipLow(a, b);
        return Vector128.Create(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> High(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackHigh(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipHigh(a, b);
        return Vector128.Create(a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Low(Vector128<byte> a, Vector128<byte> b)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackLow(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipLow(a, b);
        return Sides(a.GetLower(), b.GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> High(Vector128<byte> a, Vector128<byte> b)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackHigh(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipHigh(a, b);
        return Sides(a.GetUpper(), b.GetUpper());
    }

    private static Vector128<byte> Sides(Vector64<byte> a, Vector64<byte> b) =>
        (Vector128.WidenLower(b.ToVector128()) << 8 | Vector128.WidenLower(a.ToVector128())).AsByte();
}
