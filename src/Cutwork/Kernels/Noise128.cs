using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Floats = System.Runtime.Intrinsics.Vector128<float>;
using Lanes = System.Runtime.Intrinsics.Vector128;
using Wide = System.Runtime.Intrinsics.Vector128<ulong>;
using Words = System.Runtime.Intrinsics.Vector128<uint>;

namespace Cutwork;

/// <summary>The noise of <see cref="NoiseField"/>, a block of four pixels in every wide lane.</summary>
/// <remarks>
/// A set of blocks is a chain of dependent operations longer than the processor looks ahead (142 for 32 normals), so that
/// the statements of three chains take turns: logarithm and turn of a set, and the words of the next one (1.2 → 1.4 G
/// normals/s, Zen 4). The formulas are those of <see cref="NoiseReference"/> in the same order. The text is the same for
/// every width of vectors, up to the last members, and a test holds it so: written once over an interface, the compiler runs
/// out of locals and leaves half of it as calls (0.4 G normals/s).
/// </remarks>
internal static class Noise128
{
    public static void Uniform(in NoiseRows rows, in PhiloxKeys keys)
    {
        Span<float> edge = stackalloc float[2 * Floats.Count];
        for (NoiseSet set = rows.Start; set.Row < rows.Count; set = rows.After(set, 2 * Floats.Count))
        {
            Blocks(rows, keys, set, out Wide w0, out Wide w1, out Wide w2, out Wide w3);
            Wide low = Pair(w0, w1).AsUInt64();
            Wide high = Pair(w2, w3).AsUInt64();
            Store(rows, set, Unit(UnpackLow(low, high)), Unit(UnpackHigh(low, high)), edge);
        }
    }

    public static void Normal(in NoiseRows rows, in PhiloxKeys keys)
    {
        Span<float> edge = stackalloc float[2 * Floats.Count];
        NoiseSet set = rows.Start;
        Blocks(rows, keys, set, out Wide w0, out Wide w1, out Wide w2, out Wide w3);
        Words first = Pair(w0, w2);
        Words second = Pair(w1, w3);
        while (set.Row < rows.Count)
        {
            NoiseSet next = rows.After(set, 2 * Floats.Count);
            Wide p = Product(Order + Lanes.Create((ulong)((rows.First + next.X) >> 2)), PhiloxKeys.Multiplier0);
            Floats u =
                (Lanes.ConvertToSingle((first >>> 9).AsInt32()) + Lanes.Create(0.5f)) * Lanes.Create(1f / (1 << 23));
            Words rounded = second + Lanes.Create(0x20000000u);
            (uint rowRound2, uint rowRound3) = keys.Row(rows.Y + next.Row);
            Wide q = Product((p >>> 32) ^ Key(keys.Round1), PhiloxKeys.Multiplier1);
            Wide c0 = (q >>> 32) ^ Key(keys.Round2);
            Words shifted = u.AsUInt32() - Lanes.Create(0x3F3504F3u);
            Words rest = second - (rounded & Lanes.Create(0xC0000000u));
            Wide c1 = q;
            Wide c2 = p ^ Key(rowRound2);
            p = Product(c0, PhiloxKeys.Multiplier0);
            Floats m = ((shifted & Lanes.Create(0x007FFFFFu)) + Lanes.Create(0x3F3504F3u)).AsSingle();
            Floats t = Lanes.ConvertToSingle(rest.AsInt32() >> 7) * Lanes.Create(1.57079637f / (1 << 23));
            q = Product(c2, PhiloxKeys.Multiplier1);
            c0 = (q >>> 32) ^ c1 ^ Key(keys.Round3);
            c2 = (p >>> 32) ^ Key(rowRound3);
            Floats s = (m - Lanes.Create(1f)) / (m + Lanes.Create(1f));
            Floats square = t * t;
            c1 = q;
            Wide c3 = p;
            Floats log = Lanes.ConvertToSingle(shifted.AsInt32() >> 23) * Lanes.Create(0.693147181f);
            Floats sines = square * Lanes.Create(1f / 362880) + Lanes.Create(-1f / 5040);
            p = Product(c0, PhiloxKeys.Multiplier0);
            q = Product(c2, PhiloxKeys.Multiplier1);
            c0 = (q >>> 32) ^ c1 ^ Key(keys.Round4);
            Floats z = s * s;
            Floats cosines = square * Lanes.Create(1f / 40320) + Lanes.Create(-1f / 720);
            c2 = (p >>> 32) ^ c3 ^ Key(keys.Round4High);
            c1 = q;
            c3 = p;
            Floats series = z * Lanes.Create(1f / 9) + Lanes.Create(1f / 7);
            sines = sines * square + Lanes.Create(1f / 120);
            p = Product(c0, PhiloxKeys.Multiplier0);
            q = Product(c2, PhiloxKeys.Multiplier1);
            c0 = (q >>> 32) ^ c1 ^ Key(keys.Round5);
            series = series * z + Lanes.Create(1f / 5);
            cosines = cosines * square + Lanes.Create(1f / 24);
            c2 = (p >>> 32) ^ c3 ^ Key(keys.Round5High);
            c1 = q;
            c3 = p;
            series = series * z + Lanes.Create(1f / 3);
            sines = sines * square + Lanes.Create(-1f / 6);
            p = Product(c0, PhiloxKeys.Multiplier0);
            q = Product(c2, PhiloxKeys.Multiplier1);
            series *= z;
            cosines = cosines * square + Lanes.Create(-0.5f);
            c0 = (q >>> 32) ^ c1 ^ Key(keys.Round6);
            c2 = (p >>> 32) ^ c3 ^ Key(keys.Round6High);
            c1 = q;
            s += s;
            sines = t + t * square * sines;
            c3 = p;
            p = Product(c0, PhiloxKeys.Multiplier0);
            q = Product(c2, PhiloxKeys.Multiplier1);
            log += s + s * series;
            cosines = cosines * square + Lanes.Create(1f);
            c0 = (q >>> 32) ^ c1 ^ Key(keys.Round7);
            c2 = (p >>> 32) ^ c3 ^ Key(keys.Round7High);
            c1 = q;
            Floats radius = Lanes.Sqrt(log * Lanes.Create(-2f));
            Floats odd = ((rounded << 1).AsInt32() >> 31).AsSingle();
            c3 = p;
            Floats cosine =
                Lanes.ConditionalSelect(odd, sines, cosines)
                ^ ((rounded + Lanes.Create(0x40000000u)) & Lanes.Create(0x80000000u)).AsSingle();
            Floats sine =
                Lanes.ConditionalSelect(odd, cosines, sines) ^ (rounded & Lanes.Create(0x80000000u)).AsSingle();
            cosine *= radius;
            sine *= radius;
            Store(rows, set, UnpackLow(cosine, sine), UnpackHigh(cosine, sine), edge);
            first = Pair(c0, c2);
            second = Pair(c1, c3);
            set = next;
        }
    }

    /// <summary>The four words of every block, in the low halves of the wide lanes; the high halves hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(
        in NoiseRows rows,
        in PhiloxKeys keys,
        NoiseSet set,
        out Wide c0,
        out Wide c1,
        out Wide c2,
        out Wide c3
    )
    {
        Wide p = Product(Order + Lanes.Create((ulong)((rows.First + set.X) >> 2)), PhiloxKeys.Multiplier0);
        (uint rowRound2, uint rowRound3) = keys.Row(rows.Y + set.Row);
        Wide q = Product((p >>> 32) ^ Key(keys.Round1), PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ Key(keys.Round2);
        c1 = q;
        c2 = p ^ Key(rowRound2);
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Round3);
        c2 = (p >>> 32) ^ Key(rowRound3);
        c1 = q;
        c3 = p;
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Round4);
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Round4High);
        c1 = q;
        c3 = p;
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Round5);
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Round5High);
        c1 = q;
        c3 = p;
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Round6);
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Round6High);
        c1 = q;
        c3 = p;
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Round7);
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Round7High);
        c1 = q;
        c3 = p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide Key(uint key) => Lanes.Create(key).AsUInt64();

    /// <summary>Two low halves, one above the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Words Pair(Wide low, Wide high) =>
        Lanes.ConditionalSelect(Lanes.Create(0xFFFFFFFFUL), low, high << 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Unit(Wide words) =>
        Lanes.ConvertToSingle((words.AsUInt32() >>> 8).AsInt32()) * Lanes.Create(1f / (1 << 24));

    /// <summary>
    /// Stores the columns of a set that are in the row. No method is called here: that would spill the vectors of the loop.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in NoiseRows rows, NoiseSet set, Floats first, Floats second, Span<float> edge)
    {
        bool whole = set.X >= 0 && set.X <= rows.Width - 2 * Floats.Count;
        ref float row = ref rows[set.Row];
        ref float place = ref whole ? ref Unsafe.Add(ref row, set.X) : ref MemoryMarshal.GetReference(edge);
        first.StoreUnsafe(ref place);
        second.StoreUnsafe(ref place, (nuint)Floats.Count);
        if (whole)
            return;
        int to = Math.Min(rows.Width - set.X, 2 * Floats.Count);
        int from = Math.Max(-set.X, 0);
        for (; from <= to - 4; from += 4)
            Vector128.LoadUnsafe(ref place, (nuint)from).StoreUnsafe(ref row, (nuint)(set.X + from));
        for (; from < to; from++)
            Unsafe.Add(ref row, set.X + from) = Unsafe.Add(ref place, from);
    }

    // What only this width can say.

    /// <summary>The block in each wide lane: even lanes first, then odd ones, so that unpacking leaves them in order.</summary>
    private static Wide Order => Lanes.Create(0UL, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide Product(Wide words, uint multiplier)
    {
        if (Sse2.IsSupported)
            return Sse2.Multiply(words.AsUInt32(), Lanes.Create(multiplier));
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(words), Vector64.Create(multiplier));
        return (words & Lanes.Create(0xFFFFFFFFUL)) * Lanes.Create((ulong)multiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide UnpackLow(Wide a, Wide b) => Lanes.Create(a.GetLower(), b.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide UnpackHigh(Wide a, Wide b) => Lanes.Create(a.GetUpper(), b.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats UnpackLow(Floats a, Floats b)
    {
        if (Sse.IsSupported)
            return Sse.UnpackLow(a, b);
        Words order = Lanes.Create(0u, 0, 1, 1);
        return Lanes
            .ConditionalSelect(Even, Lanes.Shuffle(a.AsUInt32(), order), Lanes.Shuffle(b.AsUInt32(), order))
            .AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats UnpackHigh(Floats a, Floats b)
    {
        if (Sse.IsSupported)
            return Sse.UnpackHigh(a, b);
        Words order = Lanes.Create(2u, 2, 3, 3);
        return Lanes
            .ConditionalSelect(Even, Lanes.Shuffle(a.AsUInt32(), order), Lanes.Shuffle(b.AsUInt32(), order))
            .AsSingle();
    }

    private static Words Even => Lanes.Create(uint.MaxValue, 0, uint.MaxValue, 0);
}
