using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Rows of the source into rows of the result's width: each element a weighted sum of its taps.</summary>
/// <remarks>
/// A weight of 22 bits and a byte need a 32-bit product. Taken apart into upper half and lower byte, the weight makes two products of
/// 16 bits, of which one instruction adds two taps; the two sums together are the exact one.
/// </remarks>
internal static unsafe partial class HorizontalPass
{
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
                    L.StoreSums(L.Round(high, low), L.Round(otherHigh, otherLow), to, and, part, order);
                }
                to += step;
                and += step;
            }
            table += (nint)chunks * TapBlocks.Entry;
            starts += (nint)chunks * 4;
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
