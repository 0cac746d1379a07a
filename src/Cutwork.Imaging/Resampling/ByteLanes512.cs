using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Sixty-four bytes; AVX-512 BW and, for <see cref="Pick"/>, VBMI.</summary>
internal readonly unsafe struct ByteLanes512 : IByteLanes<Vector512<byte>>
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Count => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Create(int value) => Vector512.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LoadParts(byte* row, int* starts) =>
        Vector512.Create(
            Vector256.Create(Vector128.Load(row + starts[0]), Vector128.Load(row + starts[1])),
            Vector256.Create(Vector128.Load(row + starts[2]), Vector128.Load(row + starts[3]))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Shuffle(Vector512<byte> values, Vector512<byte> places) =>
        Avx512BW.Shuffle(values, places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Pick(byte* row, Vector512<byte> places) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(row), places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ZipLowBytes(Vector512<byte> left, Vector512<byte> right) =>
        Avx512BW.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ZipHighBytes(Vector512<byte> left, Vector512<byte> right) =>
        Avx512BW.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ZipLowWords(Vector512<byte> left, Vector512<byte> right) =>
        Avx512BW.UnpackLow(left.AsInt16(), right.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> ZipHighWords(Vector512<byte> left, Vector512<byte> right) =>
        Avx512BW.UnpackHigh(left.AsInt16(), right.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Even(Vector512<byte> values) => values & Vector512.Create((short)0xFF).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Odd(Vector512<byte> values) => (values.AsUInt16() >>> 8).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Add(Vector512<byte> left, Vector512<byte> right) =>
        (left.AsInt32() + right.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Multiply(Vector512<byte> words, Vector512<byte> weights) =>
        Avx512BW.MultiplyAddAdjacent(words.AsInt16(), weights.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> MultiplyAdd(Vector512<byte> words, Vector512<byte> weights, Vector512<byte> plus) =>
        (plus.AsInt32() + Avx512BW.MultiplyAddAdjacent(words.AsInt16(), weights.AsInt16())).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Round(Vector512<byte> high, Vector512<byte> low) =>
        (((high.AsInt32() << 8) + low.AsInt32()) >> Taps.Bits).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Narrow(Vector512<byte> sums) => (sums.AsInt32() >> 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Pack(
        Vector512<byte> first,
        Vector512<byte> second,
        Vector512<byte> third,
        Vector512<byte> fourth
    ) =>
        Avx512BW.PackUnsignedSaturate(
            Avx512BW.PackSignedSaturate(first.AsInt32(), second.AsInt32()),
            Avx512BW.PackSignedSaturate(third.AsInt32(), fourth.AsInt32())
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, byte* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        Vector512<byte> sums,
        Vector512<byte> others,
        byte* to,
        byte* and,
        int step,
        Vector128<byte> order
    )
    {
        Vector128.Shuffle(Clip(sums), order).Store(to);
        Vector128.Shuffle(Clip(others), order).Store(and);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector512<byte> sums, short* destination, int step)
    {
        Vector256<short> words = Avx512F.ConvertToVector256Int16(sums.AsInt32());
        if (step == 4)
        {
            words.Store(destination);
            return;
        }
        words.GetLower().GetLower().Store(destination);
        words.GetLower().GetUpper().Store(destination + step);
        words.GetUpper().GetLower().Store(destination + 2 * step);
        words.GetUpper().GetUpper().Store(destination + 3 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBlend(short* upper, short* lower, short upperWeight, short lowerWeight, byte* destination)
    {
        Vector512<short> above = Vector512.Create(upperWeight);
        Vector512<short> below = Vector512.Create(lowerWeight);
        for (int half = 0; half < 64; half += 32)
        {
            Vector512<short> sum =
                Avx512BW.MultiplyHigh(Vector512.Load(upper + half), above)
                + Avx512BW.MultiplyHigh(Vector512.Load(lower + half), below);
            Avx512BW.ConvertToVector256Byte((sum + Vector512.Create((short)2)) >> 2).Store(destination + half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Clip(Vector512<byte> sums) =>
        Avx512F.ConvertToVector128ByteWithSaturation(Vector512.Max(sums.AsInt32(), Vector512<int>.Zero).AsUInt32());
}
