using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Thirty-two bytes; AVX2.</summary>
internal readonly unsafe struct ByteLanes256 : IByteLanes<Vector256<byte>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Create(int value) => Vector256.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> LoadParts(byte* row, int* starts) =>
        Vector256.Create(Vector128.Load(row + starts[0]), Vector128.Load(row + starts[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Shuffle(Vector256<byte> values, Vector256<byte> places) =>
        Avx2.Shuffle(values, places);

    public static Vector256<byte> Pick(byte* row, Vector256<byte> places) => throw new NotSupportedException();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ZipLowBytes(Vector256<byte> left, Vector256<byte> right) =>
        Avx2.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ZipHighBytes(Vector256<byte> left, Vector256<byte> right) =>
        Avx2.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ZipLowWords(Vector256<byte> left, Vector256<byte> right) =>
        Avx2.UnpackLow(left.AsInt16(), right.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> ZipHighWords(Vector256<byte> left, Vector256<byte> right) =>
        Avx2.UnpackHigh(left.AsInt16(), right.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Even(Vector256<byte> values) => values & Vector256.Create((short)0xFF).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Odd(Vector256<byte> values) => (values.AsUInt16() >>> 8).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Add(Vector256<byte> left, Vector256<byte> right) =>
        (left.AsInt32() + right.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Multiply(Vector256<byte> words, Vector256<byte> weights) =>
        Avx2.MultiplyAddAdjacent(words.AsInt16(), weights.AsInt16()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> MultiplyAdd(Vector256<byte> words, Vector256<byte> weights, Vector256<byte> plus) =>
        (plus.AsInt32() + Avx2.MultiplyAddAdjacent(words.AsInt16(), weights.AsInt16())).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Round(Vector256<byte> high, Vector256<byte> low) =>
        (((high.AsInt32() << 8) + low.AsInt32()) >> Taps.Bits).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Narrow(Vector256<byte> sums) => (sums.AsInt32() >> 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pack(
        Vector256<byte> first,
        Vector256<byte> second,
        Vector256<byte> third,
        Vector256<byte> fourth
    ) =>
        Avx2.PackUnsignedSaturate(
            Avx2.PackSignedSaturate(first.AsInt32(), second.AsInt32()),
            Avx2.PackSignedSaturate(third.AsInt32(), fourth.AsInt32())
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, byte* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        Vector256<byte> sums,
        Vector256<byte> others,
        byte* to,
        byte* and,
        int step,
        Vector128<byte> order
    )
    {
        Vector256<uint> bytes = Pack(sums, others, sums, others).AsUInt32();
        Vector128<uint> left = bytes.GetLower();
        Vector128<uint> right = bytes.GetUpper();
        *(uint*)to = left.ToScalar();
        *(uint*)and = left[1];
        *(uint*)(to + step) = right.ToScalar();
        *(uint*)(and + step) = right[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector256<byte> sums, short* destination, int step)
    {
        Vector256<short> words = Avx2.PackSignedSaturate(sums.AsInt32(), sums.AsInt32());
        words.GetLower().GetLower().Store(destination);
        words.GetUpper().GetLower().Store(destination + step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBlend(short* upper, short* lower, short upperWeight, short lowerWeight, byte* destination)
    {
        Vector256<short> above = Vector256.Create(upperWeight);
        Vector256<short> below = Vector256.Create(lowerWeight);
        Vector256<short> first = Blend(Vector256.Load(upper), Vector256.Load(lower), above, below);
        Vector256<short> second = Blend(Vector256.Load(upper + 16), Vector256.Load(lower + 16), above, below);
        // Packing goes by parts of 16 bytes; their quarters are 0, 2, 1, 3 then.
        Avx2.Permute4x64(Avx2.PackUnsignedSaturate(first, second).AsInt64(), 0b11_01_10_00)
            .AsByte()
            .Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Blend(
        Vector256<short> upper,
        Vector256<short> lower,
        Vector256<short> above,
        Vector256<short> below
    ) => (Avx2.MultiplyHigh(upper, above) + Avx2.MultiplyHigh(lower, below) + Vector256.Create((short)2)) >> 2;
}
