using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

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

    /// <summary>The sum of rows, by fours.</summary>
    /// <param name="rows">The rows, of whose last four the missing ones are any; each readable for a line more than the length.</param>
    /// <param name="packed">Their <see cref="Taps.Packed"/> weights.</param>
    /// <param name="chunks">Fours of rows.</param>
    /// <param name="bits">The vectors' width.</param>
    /// <param name="result">The row.</param>
    /// <param name="length">Its elements.</param>
    public static void Run(byte** rows, int* packed, int chunks, int bits, byte* result, nint length)
    {
        if (bits == 512)
            Run<ByteLanes512, Vector512<byte>>(rows, packed, chunks, result, length);
        else if (bits == 256)
            Run<ByteLanes256, Vector256<byte>>(rows, packed, chunks, result, length);
        else
            Run<ByteLanes128, Vector128<byte>>(rows, packed, chunks, result, length);
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
    private static void Run<L, V>(byte** rows, int* packed, int chunks, byte* result, nint length)
        where L : IByteLanes<V>
        where V : struct
    {
        if (length < L.Count)
        {
            byte* whole = stackalloc byte[L.Count];
            Sum<L, V>(rows, packed, chunks, 0, whole);
            Buffer.MemoryCopy(whole, result, length, length);
            return;
        }
        nint i = 0;
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
        V high0 = L.Create(0);
        V high1 = high0;
        V high2 = high0;
        V high3 = high0;
        V low0 = L.Create(1 << (Taps.Bits - 1));
        V low1 = low0;
        V low2 = low0;
        V low3 = low0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            byte** four = rows + 4 * chunk;
            int* weights = packed + 4 * chunk;
            V a = L.Load(four[0] + at);
            V b = L.Load(four[1] + at);
            V c = L.Load(four[2] + at);
            V d = L.Load(four[3] + at);
            V evenHigh = L.Create(weights[0]);
            V evenLow = L.Create(weights[1]);
            V oddHigh = L.Create(weights[2]);
            V oddLow = L.Create(weights[3]);
            V upper = L.ZipLowBytes(a, b);
            V lower = L.ZipLowBytes(c, d);
            Add<L, V>(L.ZipLowWords(upper, lower), evenHigh, evenLow, oddHigh, oddLow, ref high0, ref low0);
            Add<L, V>(L.ZipHighWords(upper, lower), evenHigh, evenLow, oddHigh, oddLow, ref high1, ref low1);
            upper = L.ZipHighBytes(a, b);
            lower = L.ZipHighBytes(c, d);
            Add<L, V>(L.ZipLowWords(upper, lower), evenHigh, evenLow, oddHigh, oddLow, ref high2, ref low2);
            Add<L, V>(L.ZipHighWords(upper, lower), evenHigh, evenLow, oddHigh, oddLow, ref high3, ref low3);
        }
        L.Store(L.Pack(L.Round(high0, low0), L.Round(high1, low1), L.Round(high2, low2), L.Round(high3, low3)), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<L, V>(V fours, V evenHigh, V evenLow, V oddHigh, V oddLow, ref V high, ref V low)
        where L : IByteLanes<V>
        where V : struct
    {
        V even = L.Even(fours);
        V odd = L.Odd(fours);
        high = L.MultiplyAdd(odd, oddHigh, L.MultiplyAdd(even, evenHigh, high));
        low = L.MultiplyAdd(odd, oddLow, L.MultiplyAdd(even, evenLow, low));
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
