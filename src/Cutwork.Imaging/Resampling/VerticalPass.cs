using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>One row of the result: a weighted sum of rows.</summary>
internal static unsafe class VerticalPass
{
    /// <summary>The reference: element by element.</summary>
    /// <param name="rows">The rows, in the order of the weights.</param>
    /// <param name="weights">Their weights in <see cref="Taps.Bits"/> bits.</param>
    /// <param name="count">Rows.</param>
    /// <param name="result">The row.</param>
    /// <param name="length">Its elements.</param>
    public static void Each(byte** rows, int* weights, int count, byte* result, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            int sum = 1 << (Taps.Bits - 1);
            for (int t = 0; t < count; t++)
                sum += rows[t][i] * weights[t];
            result[i] = (byte)Math.Clamp(sum >> Taps.Bits, 0, 255);
        }
    }

    /// <summary>The reference of <see cref="Filter.BilinearPlain"/>, whose products are rounded down one by one.</summary>
    public static void PlainEach(short* upper, short* lower, int* weights, byte* result, nint length)
    {
        for (nint i = 0; i < length; i++)
            result[i] = (byte)(((upper[i] * weights[0] >> 16) + (lower[i] * weights[1] >> 16) + 2) >> 2);
    }

    /// <summary>The sum of rows, by fours; of two alone, at half the cost.</summary>
    /// <param name="rows">The rows, of whose last four the missing ones are any; each readable for a line more than the length.</param>
    /// <param name="packed">Their <see cref="Taps.Packed"/> weights.</param>
    /// <param name="count">Rows.</param>
    /// <param name="bits">The vectors' width.</param>
    /// <param name="result">The row.</param>
    /// <param name="length">Its elements.</param>
    public static void Run(byte** rows, int* packed, int count, int bits, byte* result, nint length)
    {
        if (bits == 512)
            Run<ByteLanes512, Vector512<byte>>(rows, packed, count, result, length);
        else if (bits == 256)
            Run<ByteLanes256, Vector256<byte>>(rows, packed, count, result, length);
        else
            Run<ByteLanes128, Vector128<byte>>(rows, packed, count, result, length);
    }

    /// <summary>The sum of two rows of <see cref="Filter.BilinearPlain"/>.</summary>
    public static void RunPlain(short* upper, short* lower, int* weights, int bits, byte* result, nint length)
    {
        if (bits == 512)
            RunPlain<ByteLanes512, Vector512<byte>>(upper, lower, weights, result, length);
        else if (bits == 256)
            RunPlain<ByteLanes256, Vector256<byte>>(upper, lower, weights, result, length);
        else
            RunPlain<ByteLanes128, Vector128<byte>>(upper, lower, weights, result, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run<L, V>(byte** rows, int* packed, int count, byte* result, nint length)
        where L : IByteLanes<V>
        where V : struct
    {
        int chunks = (count + 3) / 4;
        if (length < L.Count)
        {
            byte* whole = stackalloc byte[L.Count];
            Sum<L, V>(rows, packed, chunks, 0, whole);
            Buffer.MemoryCopy(whole, result, length, length);
            return;
        }
        nint i = 0;
        if (count <= 2)
        {
            V high = L.Create((packed[0] & 0xFFFF) | (packed[2] << 16));
            V low = L.Create((packed[1] & 0xFFFF) | (packed[3] << 16));
            for (; i <= length - L.Count; i += L.Count)
                Two<L, V>(rows[0] + i, rows[1] + i, high, low, result + i);
        }
        for (; i <= length - L.Count; i += L.Count)
            Sum<L, V>(rows, packed, chunks, i, result + i);
        if (i < length)
            Sum<L, V>(rows, packed, chunks, length - L.Count, result + length - L.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum<L, V>(byte** rows, int* packed, int chunks, nint at, byte* result)
        where L : IByteLanes<V>
        where V : struct
    {
        V half = L.Create(1 << (Taps.Bits - 1));
        V low0 = half;
        V low1 = half;
        V low2 = half;
        V low3 = half;
        Four<L, V>(
            rows,
            packed,
            at,
            out V high0,
            out V high1,
            out V high2,
            out V high3,
            ref low0,
            ref low1,
            ref low2,
            ref low3
        );
        for (int chunk = 1; chunk < chunks; chunk++)
        {
            Four<L, V>(
                rows + 4 * chunk,
                packed + 4 * chunk,
                at,
                out V more0,
                out V more1,
                out V more2,
                out V more3,
                ref low0,
                ref low1,
                ref low2,
                ref low3
            );
            high0 = L.Add(high0, more0);
            high1 = L.Add(high1, more1);
            high2 = L.Add(high2, more2);
            high3 = L.Add(high3, more3);
        }
        L.Store(L.Pack(L.Round(high0, low0), L.Round(high1, low1), L.Round(high2, low2), L.Round(high3, low3)), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two<L, V>(byte* first, byte* second, V high, V low, byte* result)
        where L : IByteLanes<V>
        where V : struct
    {
        V zero = L.Create(0);
        V half = L.Create(1 << (Taps.Bits - 1));
        V a = L.Load(first);
        V b = L.Load(second);
        V front = L.ZipLowBytes(a, b);
        V back = L.ZipHighBytes(a, b);
        V q0 = L.ZipLowBytes(front, zero);
        V q1 = L.ZipHighBytes(front, zero);
        V q2 = L.ZipLowBytes(back, zero);
        V q3 = L.ZipHighBytes(back, zero);
        L.Store(
            L.Pack(
                L.Round(L.Multiply(q0, high), L.MultiplyAdd(q0, low, half)),
                L.Round(L.Multiply(q1, high), L.MultiplyAdd(q1, low, half)),
                L.Round(L.Multiply(q2, high), L.MultiplyAdd(q2, low, half)),
                L.Round(L.Multiply(q3, high), L.MultiplyAdd(q3, low, half))
            ),
            result
        );
    }

    /// <summary>Four rows: the sums of upper halves, and those of lower bytes added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<L, V>(
        byte** rows,
        int* packed,
        nint at,
        out V high0,
        out V high1,
        out V high2,
        out V high3,
        ref V low0,
        ref V low1,
        ref V low2,
        ref V low3
    )
        where L : IByteLanes<V>
        where V : struct
    {
        V a = L.Load(rows[0] + at);
        V b = L.Load(rows[1] + at);
        V c = L.Load(rows[2] + at);
        V d = L.Load(rows[3] + at);
        V upper = L.ZipLowBytes(a, b);
        V lower = L.ZipLowBytes(c, d);
        high0 = Add<L, V>(L.ZipLowWords(upper, lower), packed, ref low0);
        high1 = Add<L, V>(L.ZipHighWords(upper, lower), packed, ref low1);
        upper = L.ZipHighBytes(a, b);
        lower = L.ZipHighBytes(c, d);
        high2 = Add<L, V>(L.ZipLowWords(upper, lower), packed, ref low2);
        high3 = Add<L, V>(L.ZipHighWords(upper, lower), packed, ref low3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Add<L, V>(V fours, int* packed, ref V low)
        where L : IByteLanes<V>
        where V : struct
    {
        V even = L.Even(fours);
        V odd = L.Odd(fours);
        low = L.MultiplyAdd(odd, L.Create(packed[3]), L.MultiplyAdd(even, L.Create(packed[1]), low));
        return L.MultiplyAdd(odd, L.Create(packed[2]), L.Multiply(even, L.Create(packed[0])));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RunPlain<L, V>(short* upper, short* lower, int* weights, byte* result, nint length)
        where L : IByteLanes<V>
        where V : struct
    {
        var above = (short)weights[0];
        var below = (short)weights[1];
        if (length < L.Count)
        {
            byte* whole = stackalloc byte[L.Count];
            L.StoreBlend(upper, lower, above, below, whole);
            Buffer.MemoryCopy(whole, result, length, length);
            return;
        }
        nint i = 0;
        for (; i <= length - L.Count; i += L.Count)
            L.StoreBlend(upper + i, lower + i, above, below, result + i);
        if (i < length)
        {
            i = length - L.Count;
            L.StoreBlend(upper + i, lower + i, above, below, result + i);
        }
    }
}
