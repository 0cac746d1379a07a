using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

/// <summary>Sixteen bytes, through what every processor with vectors has: ARM64, and x64 without AVX2.</summary>
internal readonly unsafe struct ByteLanes128 : IByteLanes<Vector128<byte>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(byte* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Create(int value) => Vector128.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadParts(byte* row, int* starts) => Vector128.Load(row + starts[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Shuffle(Vector128<byte> values, Vector128<byte> places) =>
        Vector128.ShuffleNative(values, places);

    public static Vector128<byte> Pick(byte* row, Vector128<byte> places) => throw new NotSupportedException();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ZipLowBytes(Vector128<byte> left, Vector128<byte> right)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackLow(left, right);
        return (Vector128.WidenLower(left) | (Vector128.WidenLower(right) << 8)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ZipHighBytes(Vector128<byte> left, Vector128<byte> right)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackHigh(left, right);
        return (Vector128.WidenUpper(left) | (Vector128.WidenUpper(right) << 8)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ZipLowWords(Vector128<byte> left, Vector128<byte> right)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackLow(left.AsInt16(), right.AsInt16()).AsByte();
        return (Vector128.WidenLower(left.AsUInt16()) | (Vector128.WidenLower(right.AsUInt16()) << 16)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ZipHighWords(Vector128<byte> left, Vector128<byte> right)
    {
        if (Sse2.IsSupported)
            return Sse2.UnpackHigh(left.AsInt16(), right.AsInt16()).AsByte();
        return (Vector128.WidenUpper(left.AsUInt16()) | (Vector128.WidenUpper(right.AsUInt16()) << 16)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Even(Vector128<byte> values) => values & Vector128.Create((short)0xFF).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Odd(Vector128<byte> values) => (values.AsUInt16() >>> 8).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Add(Vector128<byte> left, Vector128<byte> right) =>
        (left.AsInt32() + right.AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Multiply(Vector128<byte> words, Vector128<byte> weights)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyAddAdjacent(words.AsInt16(), weights.AsInt16()).AsByte();
        Vector128<int> even = ((words.AsInt32() << 16) >> 16) * ((weights.AsInt32() << 16) >> 16);
        Vector128<int> odd = (words.AsInt32() >> 16) * (weights.AsInt32() >> 16);
        return (even + odd).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> MultiplyAdd(Vector128<byte> words, Vector128<byte> weights, Vector128<byte> plus) =>
        (plus.AsInt32() + Multiply(words, weights).AsInt32()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Round(Vector128<byte> high, Vector128<byte> low) =>
        (((high.AsInt32() << 8) + low.AsInt32()) >> Taps.Bits).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Narrow(Vector128<byte> sums) => (sums.AsInt32() >> 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(
        Vector128<byte> first,
        Vector128<byte> second,
        Vector128<byte> third,
        Vector128<byte> fourth
    ) =>
        Clip(
            Vector128.NarrowWithSaturation(first.AsInt32(), second.AsInt32()),
            Vector128.NarrowWithSaturation(third.AsInt32(), fourth.AsInt32())
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> value, byte* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        Vector128<byte> sums,
        Vector128<byte> others,
        byte* to,
        byte* and,
        int step,
        Vector128<byte> order
    )
    {
        Vector128<uint> bytes = Pack(sums, others, sums, others).AsUInt32();
        *(uint*)to = bytes.ToScalar();
        *(uint*)and = bytes[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector128<byte> sums, short* destination, int step) =>
        Vector128.NarrowWithSaturation(sums.AsInt32(), sums.AsInt32()).GetLower().Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBlend(short* upper, short* lower, short upperWeight, short lowerWeight, byte* destination)
    {
        Vector128<short> above = Vector128.Create(upperWeight);
        Vector128<short> below = Vector128.Create(lowerWeight);
        Vector128<short> first = Blend(Vector128.Load(upper), Vector128.Load(lower), above, below);
        Vector128<short> second = Blend(Vector128.Load(upper + 8), Vector128.Load(lower + 8), above, below);
        Clip(first, second).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Clip(Vector128<short> first, Vector128<short> second)
    {
        if (Sse2.IsSupported)
            return Sse2.PackUnsignedSaturate(first, second);
        return Vector128.NarrowWithSaturation(
            Vector128.Max(first, Vector128<short>.Zero).AsUInt16(),
            Vector128.Max(second, Vector128<short>.Zero).AsUInt16()
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Blend(
        Vector128<short> upper,
        Vector128<short> lower,
        Vector128<short> above,
        Vector128<short> below
    ) => (MultiplyHigh(upper, above) + MultiplyHigh(lower, below) + Vector128.Create((short)2)) >> 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> MultiplyHigh(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyHigh(left, right);
        return Vector128.Narrow(
            (Vector128.WidenLower(left) * Vector128.WidenLower(right)) >> 16,
            (Vector128.WidenUpper(left) * Vector128.WidenUpper(right)) >> 16
        );
    }
}
