using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Floats = System.Runtime.Intrinsics.Vector512<float>;
using Lanes = System.Runtime.Intrinsics.Vector512;
using Wide = System.Runtime.Intrinsics.Vector512<ulong>;
using Words = System.Runtime.Intrinsics.Vector512<uint>;

namespace Cutwork;

/// <summary>The noise of <see cref="NoiseField"/>, a block of four pixels in every wide lane.</summary>
/// <remarks>
/// A set of blocks is a chain of dependent operations longer than the processor looks ahead (142 for 32 normals), so that
/// the statements of three chains take turns: logarithm and turn of a set, and the words of the next one (1.2 → 1.4 G
/// normals/s, Zen 4). The formulas are those of <see cref="NoiseReference"/> in the same order. The text is the same for
/// every width of vectors, up to the last members, and a test holds it so: written once over an interface, the compiler runs
/// out of locals and leaves half of it as calls (0.4 G normals/s).
/// </remarks>
internal static class Noise512
{
    public static void Uniform(in NoiseRows rows, in PhiloxKeys keys)
    {
        Span<float> edge = stackalloc float[2 * Floats.Count];
        NoiseSet a = rows.Start;
        while (a.Row < rows.Count)
        {
            NoiseSet b = rows.After(a, 2 * Floats.Count);
            Rounds123(rows, keys, a, out Wide a0, out Wide a1, out Wide a2, out Wide a3);
            Rounds123(rows, keys, b, out Wide b0, out Wide b1, out Wide b2, out Wide b3);
            Round(keys.Round4, keys.Round4High, ref a0, ref a1, ref a2, ref a3);
            Round(keys.Round4, keys.Round4High, ref b0, ref b1, ref b2, ref b3);
            Round(keys.Round5, keys.Round5High, ref a0, ref a1, ref a2, ref a3);
            Round(keys.Round5, keys.Round5High, ref b0, ref b1, ref b2, ref b3);
            Round(keys.Round6, keys.Round6High, ref a0, ref a1, ref a2, ref a3);
            Round(keys.Round6, keys.Round6High, ref b0, ref b1, ref b2, ref b3);
            Round(keys.Round7, keys.Round7High, ref a0, ref a1, ref a2, ref a3);
            Round(keys.Round7, keys.Round7High, ref b0, ref b1, ref b2, ref b3);
            StoreUniform(rows, a, Pair(a0, a1).AsUInt64(), Pair(a2, a3).AsUInt64(), edge);
            if (b.Row < rows.Count)
                StoreUniform(rows, b, Pair(b0, b1).AsUInt64(), Pair(b2, b3).AsUInt64(), edge);
            a = rows.After(b, 2 * Floats.Count);
        }
    }

    public static void Normal(in NoiseRows rows, in PhiloxKeys keys)
    {
        Span<float> edge = stackalloc float[2 * Floats.Count];
        NoiseSet set = rows.Start;
        Rounds123(rows, keys, set, out Wide c0, out Wide c1, out Wide c2, out Wide c3);
        Round(keys.Round4, keys.Round4High, ref c0, ref c1, ref c2, ref c3);
        Round(keys.Round5, keys.Round5High, ref c0, ref c1, ref c2, ref c3);
        Round(keys.Round6, keys.Round6High, ref c0, ref c1, ref c2, ref c3);
        Round(keys.Round7, keys.Round7High, ref c0, ref c1, ref c2, ref c3);
        while (set.Row < rows.Count)
        {
            Words first = Pair(c0, c2);
            Words second = Pair(c1, c3);
            NoiseSet next = rows.After(set, 2 * Floats.Count);

            Floats u =
                (Lanes.ConvertToSingle((first >>> 9).AsInt32()) + Lanes.Create(0.5f)) * Lanes.Create(1f / (1 << 23));
            Words rounded = second + Lanes.Create(0x20000000u);
            Words rest = second - (rounded & Lanes.Create(0xC0000000u));
            Rounds123(rows, keys, next, out c0, out c1, out c2, out c3);

            Words shifted = u.AsUInt32() - Lanes.Create(0x3F3504F3u);
            Floats m = ((shifted & Lanes.Create(0x007FFFFFu)) + Lanes.Create(0x3F3504F3u)).AsSingle();
            Floats s = (m - Lanes.Create(1f)) / (m + Lanes.Create(1f));
            Floats t = Lanes.ConvertToSingle(rest.AsInt32() >> 7) * Lanes.Create(1.57079637f / (1 << 23));
            Floats square = t * t;
            Round(keys.Round4, keys.Round4High, ref c0, ref c1, ref c2, ref c3);

            Floats z = s * s;
            Floats log = Lanes.ConvertToSingle(shifted.AsInt32() >> 23) * Lanes.Create(0.693147181f);
            Floats series = z * Lanes.Create(1f / 9) + Lanes.Create(1f / 7);
            Floats sines = square * Lanes.Create(1f / 362880) + Lanes.Create(-1f / 5040);
            Floats cosines = square * Lanes.Create(1f / 40320) + Lanes.Create(-1f / 720);
            Round(keys.Round5, keys.Round5High, ref c0, ref c1, ref c2, ref c3);

            series = series * z + Lanes.Create(1f / 5);
            sines = sines * square + Lanes.Create(1f / 120);
            cosines = cosines * square + Lanes.Create(1f / 24);
            series = (series * z + Lanes.Create(1f / 3)) * z;
            Round(keys.Round6, keys.Round6High, ref c0, ref c1, ref c2, ref c3);

            s += s;
            sines = sines * square + Lanes.Create(-1f / 6);
            cosines = cosines * square + Lanes.Create(-0.5f);
            log += s + s * series;
            sines = t + t * square * sines;
            cosines = cosines * square + Lanes.Create(1f);
            Round(keys.Round7, keys.Round7High, ref c0, ref c1, ref c2, ref c3);

            // Odd quarters swap the two; the cosine is negative in quarters 1 and 2, the sine in 2 and 3.
            Floats radius = Lanes.Sqrt(log * Lanes.Create(-2f));
            Floats odd = ((rounded << 1).AsInt32() >> 31).AsSingle();
            Words below = (rounded + Lanes.Create(0x40000000u)) & Lanes.Create(0x80000000u);
            Floats cosine = Lanes.ConditionalSelect(odd, sines, cosines) ^ below.AsSingle();
            below = rounded & Lanes.Create(0x80000000u);
            Floats sine = Lanes.ConditionalSelect(odd, cosines, sines) ^ below.AsSingle();
            cosine *= radius;
            sine *= radius;
            Store(rows, set, UnpackLow(cosine, sine), UnpackHigh(cosine, sine), edge);
            set = next;
        }
    }

    /// <summary>Words of every block in the low halves of the wide lanes; the high halves hold anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds123(
        in NoiseRows rows,
        in PhiloxKeys keys,
        NoiseSet set,
        out Wide c0,
        out Wide c1,
        out Wide c2,
        out Wide c3
    )
    {
        (uint rowRound2, uint rowRound3) = keys.Row(rows.Y + set.Row);
        Wide p = Product(Order + Lanes.Create((ulong)((rows.First + set.X) >> 2)), PhiloxKeys.Multiplier0);
        Wide q = Product((p >>> 32) ^ RoundKey(keys.Round1), PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ RoundKey(keys.Round2);
        c1 = q;
        c2 = p ^ RoundKey(rowRound2);
        p = Product(c0, PhiloxKeys.Multiplier0);
        q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ RoundKey(keys.Round3);
        c1 = q;
        c2 = (p >>> 32) ^ RoundKey(rowRound3);
        c3 = p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint key, uint keyHigh, ref Wide c0, ref Wide c1, ref Wide c2, ref Wide c3)
    {
        Wide p = Product(c0, PhiloxKeys.Multiplier0);
        Wide q = Product(c2, PhiloxKeys.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ RoundKey(key);
        c1 = q;
        c2 = (p >>> 32) ^ c3 ^ RoundKey(keyHigh);
        c3 = p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide RoundKey(uint key) => Lanes.Create(key).AsUInt64();

    /// <summary>Two low halves, one above the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Words Pair(Wide low, Wide high) =>
        Lanes.ConditionalSelect(Lanes.Create(0xFFFFFFFFUL), low, high << 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreUniform(in NoiseRows rows, NoiseSet set, Wide low, Wide high, Span<float> edge) =>
        Store(rows, set, ToUniform(UnpackLow(low, high)), ToUniform(UnpackHigh(low, high)), edge);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats ToUniform(Wide words) =>
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
    private static Wide Order => Lanes.Create(0UL, 4, 1, 5, 2, 6, 3, 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide Product(Wide words, uint multiplier) =>
        Avx512F.Multiply(words.AsUInt32(), Lanes.Create(multiplier));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide UnpackLow(Wide a, Wide b) => Avx512F.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide UnpackHigh(Wide a, Wide b) => Avx512F.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats UnpackLow(Floats a, Floats b) => Avx512F.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats UnpackHigh(Floats a, Floats b) => Avx512F.UnpackHigh(a, b);
}
