using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Floats = System.Runtime.Intrinsics.Vector512<float>;
using Lanes = System.Runtime.Intrinsics.Vector512;
using Wide = System.Runtime.Intrinsics.Vector512<ulong>;
using Words = System.Runtime.Intrinsics.Vector512<uint>;

namespace Cutwork;

/// <summary>The noise of <see cref="NoiseField"/> for several blocks of four pixels at once.</summary>
internal static class Noise512
{
    /// <summary>The block in each wide lane: even lanes first, then odd ones, so that unpacking leaves them in order.</summary>
    private static Wide Order => Lanes.Create(0UL, 4, 1, 5, 2, 6, 3, 7);

    public static void Uniform(Span<float> row, in PhiloxRow keys, int first)
    {
        int columns = 2 * Words.Count;
        Wide block = Order + Lanes.Create((ulong)(first >> 2));
        for (int x = -(first & 3); x < row.Length; x += columns)
        {
            (Wide c0, Wide c1, Wide c2, Wide c3) = Blocks(keys, block);
            block += Lanes.Create((ulong)Wide.Count);
            Words words01 = Pair(c0, c1);
            Words words23 = Pair(c2, c3);
            Store(
                row,
                x,
                Unit(Avx512F.UnpackLow(words01.AsUInt64(), words23.AsUInt64())),
                Unit(Avx512F.UnpackHigh(words01.AsUInt64(), words23.AsUInt64()))
            );
        }
    }

    public static void Normal(Span<float> row, in PhiloxRow keys, int first)
    {
        int columns = 2 * Words.Count;
        Wide block = Order + Lanes.Create((ulong)(first >> 2));
        for (int x = -(first & 3); x < row.Length; x += columns)
        {
            (Wide c0, Wide c1, Wide c2, Wide c3) = Blocks(keys, block);
            block += Lanes.Create((ulong)Wide.Count);
            Floats radius = Radius(Pair(c0, c2));
            (Floats cosine, Floats sine) = CosineSine(Pair(c1, c3));
            cosine *= radius;
            sine *= radius;
            Store(row, x, Avx512F.UnpackLow(cosine, sine), Avx512F.UnpackHigh(cosine, sine));
        }
    }

    /// <summary>Low halves: the words of the blocks. High halves: anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Wide, Wide, Wide, Wide) Blocks(in PhiloxRow keys, Wide block)
    {
        Wide p = Product(block, PhiloxRow.Multiplier0);
        Wide q = Product((p >>> 32) ^ Key(keys.Key1), PhiloxRow.Multiplier1);
        Wide c0 = (q >>> 32) ^ Key(keys.Key2);
        Wide c1 = q;
        Wide c2 = p ^ Key(keys.Key2High);
        p = Product(c0, PhiloxRow.Multiplier0);
        q = Product(c2, PhiloxRow.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Key3);
        c1 = q;
        c2 = (p >>> 32) ^ Key(keys.Key3High);
        Wide c3 = p;
        p = Product(c0, PhiloxRow.Multiplier0);
        q = Product(c2, PhiloxRow.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Key4);
        c1 = q;
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Key4High);
        c3 = p;
        p = Product(c0, PhiloxRow.Multiplier0);
        q = Product(c2, PhiloxRow.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Key5);
        c1 = q;
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Key5High);
        c3 = p;
        p = Product(c0, PhiloxRow.Multiplier0);
        q = Product(c2, PhiloxRow.Multiplier1);
        c0 = (q >>> 32) ^ c1 ^ Key(keys.Key6);
        c1 = q;
        c2 = (p >>> 32) ^ c3 ^ Key(keys.Key6High);
        c3 = p;
        p = Product(c0, PhiloxRow.Multiplier0);
        q = Product(c2, PhiloxRow.Multiplier1);
        return ((q >>> 32) ^ c1 ^ Key(keys.Key7), q, (p >>> 32) ^ c3 ^ Key(keys.Key7High), p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide Product(Wide words, uint multiplier) =>
        Avx512F.Multiply(words.AsUInt32(), Lanes.Create(multiplier));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide Key(uint key) => Lanes.Create(key).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Words Pair(Wide low, Wide high) =>
        Lanes.ConditionalSelect(Lanes.Create(0xFFFFFFFFUL), low, high << 32).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Unit(Wide words) =>
        Lanes.ConvertToSingle((words.AsUInt32() >>> 8).AsInt32()) * Lanes.Create(1f / (1 << 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Radius(Words first)
    {
        Floats u =
            (Lanes.ConvertToSingle((first >>> 9).AsInt32()) + Lanes.Create(0.5f)) * Lanes.Create(1f / (1 << 23));
        Words shifted = u.AsUInt32() - Lanes.Create(0x3F3504F3u);
        Floats exponent = Lanes.ConvertToSingle(shifted.AsInt32() >> 23);
        Floats m = ((shifted & Lanes.Create(0x007FFFFFu)) + Lanes.Create(0x3F3504F3u)).AsSingle();
        Floats s = (m - Lanes.Create(1f)) / (m + Lanes.Create(1f));
        Floats z = s * s;
        Floats series =
            (((z * Lanes.Create(1f / 9) + Lanes.Create(1f / 7)) * z + Lanes.Create(1f / 5)) * z + Lanes.Create(1f / 3))
            * z;
        Floats twice = s + s;
        Floats log = exponent * Lanes.Create(0.693147181f) + (twice + twice * series);
        return Lanes.Sqrt(log * Lanes.Create(-2f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Floats, Floats) CosineSine(Words word)
    {
        Words rounded = word + Lanes.Create(0x20000000u);
        Words rest = word - (rounded & Lanes.Create(0xC0000000u));
        Floats t = Lanes.ConvertToSingle(rest.AsInt32() >> 7) * Lanes.Create(1.57079637f / (1 << 23));
        Floats z = t * t;
        Floats sine =
            t
            + t
                * z
                * (
                    Lanes.Create(-1f / 6)
                    + z * (Lanes.Create(1f / 120) + z * (Lanes.Create(-1f / 5040) + z * Lanes.Create(1f / 362880)))
                );
        Floats cosine =
            Lanes.Create(1f)
            + z
                * (
                    Lanes.Create(-0.5f)
                    + z * (Lanes.Create(1f / 24) + z * (Lanes.Create(-1f / 720) + z * Lanes.Create(1f / 40320)))
                );
        // Odd quarters swap the two; the cosine is negative in quarters 1 and 2, the sine in 2 and 3.
        Floats odd = ((rounded << 1).AsInt32() >> 31).AsSingle();
        Words sign = Lanes.Create(0x80000000u);
        return (
            Lanes.ConditionalSelect(odd, sine, cosine)
                ^ ((rounded + Lanes.Create(0x40000000u)) & sign).AsSingle(),
            Lanes.ConditionalSelect(odd, cosine, sine) ^ (rounded & sign).AsSingle()
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> row, int x, Floats low, Floats high)
    {
        if (x >= 0 && x <= row.Length - 2 * Floats.Count)
        {
            ref float place = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), x);
            low.StoreUnsafe(ref place);
            high.StoreUnsafe(ref place, (nuint)Floats.Count);
        }
        else
            StorePart(row, x, low, high);
    }

    /// <summary>The columns of a set that are in the row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(Span<float> row, int x, Floats low, Floats high)
    {
        Span<float> set = stackalloc float[2 * Floats.Count];
        low.CopyTo(set);
        high.CopyTo(set[Floats.Count..]);
        int from = Math.Max(-x, 0);
        int to = Math.Min(row.Length - x, set.Length);
        set[from..to].CopyTo(row[(x + from)..]);
    }
}
