using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Exchanges the rows and columns of 8×8 numbers, by laying two rows' numbers side by side three times.</summary>
internal static class Zip
{
    /// <summary>Rows of eight numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(
        ref Vector128<short> r0,
        ref Vector128<short> r1,
        ref Vector128<short> r2,
        ref Vector128<short> r3,
        ref Vector128<short> r4,
        ref Vector128<short> r5,
        ref Vector128<short> r6,
        ref Vector128<short> r7
    )
    {
        Side(ref r0, ref r4);
        Side(ref r1, ref r5);
        Side(ref r2, ref r6);
        Side(ref r3, ref r7);
        // r0: 0 4 (lower half), r4: 0 4 (upper half), and so on
        Side(ref r0, ref r2);
        Side(ref r4, ref r6);
        Side(ref r1, ref r3);
        Side(ref r5, ref r7);
        Side(ref r0, ref r1);
        Side(ref r2, ref r3);
        Side(ref r4, ref r5);
        Side(ref r6, ref r7);
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Side(ref Vector128<short> first, ref Vector128<short> second) =>
        (first, second) = (Low(first, second), High(first, second));

    // a0 b0 a1 b1 …, from the lower halves
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
