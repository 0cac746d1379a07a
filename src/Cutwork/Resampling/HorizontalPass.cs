using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <summary>Rows of the source into rows of the result's width: each element a weighted sum of its taps.</summary>
/// <remarks>
/// A weight of 22 bits and a byte need a 32-bit product. Taken apart into upper half and lower byte, the weight makes two products of
/// 16 bits, of which one instruction adds two taps; the two sums together are the exact one.
/// </remarks>
internal static unsafe class HorizontalPass
{
    /// <summary>The reference: element by element.</summary>
    /// <param name="row">The row's first pixel.</param>
    /// <param name="pixelStride">Elements from a pixel to the next.</param>
    /// <param name="channels">Channels, one element apart.</param>
    /// <param name="taps">The taps.</param>
    /// <param name="mirrored">Whether the result's first place is the taps' last.</param>
    /// <param name="result">The row, pixel by pixel.</param>
    public static void Each(byte* row, int pixelStride, int channels, Taps taps, bool mirrored, byte* result)
    {
        for (int x = 0; x < taps.Outputs; x++)
        for (int channel = 0; channel < channels; channel++)
        {
            int place = mirrored ? taps.Outputs - 1 - x : x;
            int* weights = taps.Weights + (long)place * taps.Stride;
            int sum = 1 << (Taps.Bits - 1);
            for (int t = 0; t < taps.Count[place]; t++)
                sum += row[(nint)(taps.First[place] + t) * pixelStride + channel] * weights[t];
            *result++ = (byte)Math.Clamp(sum >> Taps.Bits, 0, 255);
        }
    }

    /// <summary>The reference of <see cref="Filter.BilinearPlain"/>: 11 bits of weight, of which 7 are kept.</summary>
    public static void PlainEach(byte* row, int pixelStride, int channels, Taps taps, bool mirrored, short* result)
    {
        for (int x = 0; x < taps.Outputs; x++)
        for (int channel = 0; channel < channels; channel++)
        {
            int place = mirrored ? taps.Outputs - 1 - x : x;
            int* weights = taps.Weights + (long)place * taps.Stride;
            int sum = 0;
            for (int t = 0; t < taps.Count[place]; t++)
                sum += row[(nint)(taps.First[place] + t) * pixelStride + channel] * weights[t];
            *result++ = (short)(sum >> 4);
        }
    }

    /// <summary>Two rows at a time, which may be the same.</summary>
    /// <param name="first">A row's first pixel.</param>
    /// <param name="second">Another's.</param>
    /// <param name="blocks">The taps.</param>
    /// <param name="bits">The vectors' width.</param>
    /// <param name="firstResult">Room for <see cref="TapBlocks.Written"/> elements.</param>
    /// <param name="secondResult">The same for the other row.</param>
    public static void Run<T>(byte* first, byte* second, TapBlocks blocks, int bits, T* firstResult, T* secondResult)
        where T : unmanaged
    {
        bool plain = typeof(T) == typeof(short);
        var to = (byte*)firstResult;
        var and = (byte*)secondResult;
        if (bits == 512 && blocks.Picks)
        {
            if (plain)
                Pair<ByteLanes512, Vector512<byte>, PickedPlain>(first, second, blocks, to, and);
            else
                Pick(first, second, blocks, to, and);
        }
        else if (bits == 512)
        {
            if (plain)
                Pair<ByteLanes512, Vector512<byte>, PartsPlain>(first, second, blocks, to, and);
            else
                Pair<ByteLanes512, Vector512<byte>, Parts>(first, second, blocks, to, and);
        }
        else if (bits == 256)
        {
            if (plain)
                Pair<ByteLanes256, Vector256<byte>, PartsPlain>(first, second, blocks, to, and);
            else
                Pair<ByteLanes256, Vector256<byte>, Parts>(first, second, blocks, to, and);
        }
        else if (plain)
            Pair<ByteLanes128, Vector128<byte>, PartsPlain>(first, second, blocks, to, and);
        else
            Pair<ByteLanes128, Vector128<byte>, Parts>(first, second, blocks, to, and);
    }

    /// <summary>The widest vectors that there are, in bits; 0 where there are none.</summary>
    public static int Bits =>
        ByteLanes512.IsSupported ? 512
        : ByteLanes256.IsSupported ? 256
        : ByteLanes128.IsSupported ? 128
        : 0;

    /// <summary>Whether vectors of this width pick from 64 bytes.</summary>
    public static bool Picks(int bits) => bits == 512 && Avx512Vbmi.IsSupported;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pair<L, V, TForm>(byte* first, byte* second, TapBlocks blocks, byte* to, byte* and)
        where L : IByteLanes<V>
        where V : struct
        where TForm : IForm
    {
        byte* table = blocks.Table;
        int* starts = blocks.Starts;
        int part = blocks.Part;
        int chunks = blocks.Chunks;
        Vector128<byte> order = Order(part);
        V half = L.Create(1 << (Taps.Bits - 1));
        nint step = part * (L.Count / 16) * (TForm.IsPlain ? sizeof(short) : 1);
        for (int block = blocks.Blocks; block > 0; block--)
        {
            for (int within = 0; within < TapBlocks.Line; within += L.Count)
            {
                byte* entry = table + within;
                int* start = starts + within / 16;
                Start<L, V, TForm>(
                    first,
                    second,
                    entry,
                    start,
                    half,
                    half,
                    out V high,
                    out V low,
                    out V otherHigh,
                    out V otherLow
                );
                for (int chunk = 1; chunk < chunks; chunk++)
                {
                    entry += TapBlocks.Entry;
                    start += 4;
                    Add<L, V, TForm>(first, second, entry, start, ref high, ref low, ref otherHigh, ref otherLow);
                }
                if (TForm.IsPlain)
                {
                    L.StoreSums(L.Narrow(high), (short*)to, part);
                    L.StoreSums(L.Narrow(otherHigh), (short*)and, part);
                }
                else
                {
                    L.StoreSums(L.Round(high, low), to, part, order);
                    L.StoreSums(L.Round(otherHigh, otherLow), and, part, order);
                }
                to += step;
                and += step;
            }
            table += (nint)chunks * TapBlocks.Entry;
            starts += (nint)chunks * 4;
        }
    }

    /// <summary>Blocks of sixteen elements that follow each other, by twos.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Pick(byte* first, byte* second, TapBlocks blocks, byte* to, byte* and)
    {
        byte* entry = blocks.Table;
        int* start = blocks.Starts;
        int chunks = blocks.Chunks;
        Vector512<byte> half = Vector512.Create(1 << (Taps.Bits - 1)).AsByte();
        // Packed, each part holds four elements of both blocks of one row and of the other.
        Vector512<int> order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (int block = blocks.Blocks; block > 0; block -= 2)
        {
            Sum(
                first,
                second,
                chunks,
                half,
                ref entry,
                ref start,
                out Vector512<byte> left,
                out Vector512<byte> otherLeft
            );
            Sum(
                first,
                second,
                chunks,
                half,
                ref entry,
                ref start,
                out Vector512<byte> right,
                out Vector512<byte> otherRight
            );
            Vector512<byte> packed = ByteLanes512.Pack(left, right, otherLeft, otherRight);
            packed = Avx512F.PermuteVar16x32(packed.AsInt32(), order).AsByte();
            packed.GetLower().Store(to);
            packed.GetUpper().Store(and);
            to += 32;
            and += 32;
        }
    }

    /// <summary>Four parts of so many elements, each in four places, moved together.</summary>
    private static Vector128<byte> Order(int part)
    {
        Span<byte> places = stackalloc byte[16];
        for (int i = 0; i < 4 * part; i++)
            places[i] = (byte)(i / part * 4 + i % part);
        return Vector128.Create<byte>(places);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(
        byte* first,
        byte* second,
        int chunks,
        Vector512<byte> half,
        ref byte* entry,
        ref int* start,
        out Vector512<byte> sum,
        out Vector512<byte> other
    )
    {
        Start<ByteLanes512, Vector512<byte>, Picked>(
            first,
            second,
            entry,
            start,
            half,
            half,
            out Vector512<byte> high,
            out Vector512<byte> low,
            out Vector512<byte> otherHigh,
            out Vector512<byte> otherLow
        );
        entry += TapBlocks.Entry;
        start += 4;
        for (int chunk = 1; chunk < chunks; chunk++)
        {
            Add<ByteLanes512, Vector512<byte>, Picked>(
                first,
                second,
                entry,
                start,
                ref high,
                ref low,
                ref otherHigh,
                ref otherLow
            );
            entry += TapBlocks.Entry;
            start += 4;
        }
        sum = ByteLanes512.Round(high, low);
        other = ByteLanes512.Round(otherHigh, otherLow);
    }

    /// <summary>The first four taps of a vector's elements, for two rows: sums of upper halves and of lower bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<L, V, TForm>(
        byte* first,
        byte* second,
        byte* entry,
        int* start,
        V plus,
        V otherPlus,
        out V high,
        out V low,
        out V otherHigh,
        out V otherLow
    )
        where L : IByteLanes<V>
        where V : struct
        where TForm : IForm
    {
        V places = L.Load(entry);
        V values = TForm.Picks ? L.Pick(first + *start, places) : L.Shuffle(L.LoadParts(first, start), places);
        V others = TForm.Picks ? L.Pick(second + *start, places) : L.Shuffle(L.LoadParts(second, start), places);
        V even = L.Even(values);
        V odd = L.Odd(values);
        V otherEven = L.Even(others);
        V otherOdd = L.Odd(others);
        V evenWeights = L.Load(entry + TapBlocks.Line);
        V oddWeights = L.Load(entry + 3 * TapBlocks.Line);
        high = L.MultiplyAdd(odd, oddWeights, L.Multiply(even, evenWeights));
        otherHigh = L.MultiplyAdd(otherOdd, oddWeights, L.Multiply(otherEven, evenWeights));
        low = plus;
        otherLow = otherPlus;
        if (TForm.IsPlain)
            return;
        evenWeights = L.Load(entry + 2 * TapBlocks.Line);
        oddWeights = L.Load(entry + 4 * TapBlocks.Line);
        low = L.MultiplyAdd(odd, oddWeights, L.MultiplyAdd(even, evenWeights, plus));
        otherLow = L.MultiplyAdd(otherOdd, oddWeights, L.MultiplyAdd(otherEven, evenWeights, otherPlus));
    }

    /// <summary>Four more taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<L, V, TForm>(
        byte* first,
        byte* second,
        byte* entry,
        int* start,
        ref V high,
        ref V low,
        ref V otherHigh,
        ref V otherLow
    )
        where L : IByteLanes<V>
        where V : struct
        where TForm : IForm
    {
        Start<L, V, TForm>(
            first,
            second,
            entry,
            start,
            low,
            otherLow,
            out V moreHigh,
            out low,
            out V otherMoreHigh,
            out otherLow
        );
        high = L.Add(high, moreHigh);
        otherHigh = L.Add(otherHigh, otherMoreHigh);
    }

    private interface IForm
    {
        static abstract bool Picks { get; }

        static abstract bool IsPlain { get; }
    }

    private readonly struct Parts : IForm
    {
        public static bool Picks => false;

        public static bool IsPlain => false;
    }

    private readonly struct Picked : IForm
    {
        public static bool Picks => true;

        public static bool IsPlain => false;
    }

    private readonly struct PartsPlain : IForm
    {
        public static bool Picks => false;

        public static bool IsPlain => true;
    }

    private readonly struct PickedPlain : IForm
    {
        public static bool Picks => true;

        public static bool IsPlain => true;
    }
}
