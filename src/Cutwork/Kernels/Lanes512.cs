using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <summary>Sixteen floats; AVX-512 F and BW.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    /// <summary>The processor has what the splitting needs.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    // 2²³ + 2²²: adding it leaves the nearest whole number, halves to even, in the low bits of the fraction.
    private const float ToWhole = 12582912f;

    public static int Count => 16;

    // Lane i of four pixels takes the three double words that hold them: 3i, 3i + 1, 3i + 2.
    private static Vector512<int> Pixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);
    }

    private static Vector512<int> LastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12, 12, 13, 14, 15, 15);
    }

    // Each double word takes its channel's byte and three zeros.
    private static Vector512<byte> First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u,
                    0xFFFFFF00u,
                    0xFFFFFF03u,
                    0xFFFFFF06u,
                    0xFFFFFF09u
                )
                .AsByte();
    }

    private static Vector512<byte> Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au,
                    0xFFFFFF01u,
                    0xFFFFFF04u,
                    0xFFFFFF07u,
                    0xFFFFFF0Au
                )
                .AsByte();
    }

    private static Vector512<byte> Third
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu,
                    0xFFFFFF02u,
                    0xFFFFFF05u,
                    0xFFFFFF08u,
                    0xFFFFFF0Bu
                )
                .AsByte();
    }

    private static Vector512<int> MirroredPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(9, 10, 11, 11, 6, 7, 8, 8, 3, 4, 5, 5, 0, 1, 2, 2);
    }

    private static Vector512<int> MirroredLastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(13, 14, 15, 15, 10, 11, 12, 12, 7, 8, 9, 9, 4, 5, 6, 6);
    }

    private static Vector512<byte> MirroredFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u,
                    0xFFFFFF09u,
                    0xFFFFFF06u,
                    0xFFFFFF03u,
                    0xFFFFFF00u
                )
                .AsByte();
    }

    private static Vector512<byte> MirroredSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u,
                    0xFFFFFF0Au,
                    0xFFFFFF07u,
                    0xFFFFFF04u,
                    0xFFFFFF01u
                )
                .AsByte();
    }

    private static Vector512<byte> MirroredThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector512
                .Create(
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u,
                    0xFFFFFF0Bu,
                    0xFFFFFF08u,
                    0xFFFFFF05u,
                    0xFFFFFF02u
                )
                .AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector512<float> value, float* destination) =>
        value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, BFloat16* destination) => Round(value).Store((ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector512<float> value, BFloat16* destination) =>
        Round(value).StoreAlignedNonTemporal((ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, byte* destination) =>
        Avx512F.ConvertToVector128Byte((value + Vector512.Create(ToWhole)).AsInt32()).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expand(byte* source) =>
        Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(
        byte* source,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(source), Pixels, First, Second, Third, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitBefore(
        byte* end,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) => Split(Vector512.Load(end - 64), LastPixels, First, Second, Third, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirrored(
        byte* source,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) =>
        Split(
            Vector512.Load(source),
            MirroredPixels,
            MirroredFirst,
            MirroredSecond,
            MirroredThird,
            out first,
            out second,
            out third
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirroredBefore(
        byte* end,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    ) =>
        Split(
            Vector512.Load(end - 64),
            MirroredLastPixels,
            MirroredFirst,
            MirroredSecond,
            MirroredThird,
            out first,
            out second,
            out third
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fuse(Vector512<float> factor, Vector512<float> by, Vector512<float> plus) =>
        Vector512.FusedMultiplyAdd(factor, by, plus);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cover(Vector512<float> under, Vector512<float> over, nint from, nint to)
    {
        Vector512<int> lanes = Vector512<int>.Indices;
        Vector512<int> isOver =
            Vector512.GreaterThanOrEqual(lanes, Vector512.Create((int)Math.Clamp(from, 0, Count)))
            & Vector512.LessThan(lanes, Vector512.Create((int)Math.Clamp(to, 0, Count)));
        return Vector512.ConditionalSelect(isOver.AsSingle(), over, under);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(
        Vector512<byte> loaded,
        Vector512<int> places,
        Vector512<byte> firsts,
        Vector512<byte> seconds,
        Vector512<byte> thirds,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third
    )
    {
        Vector512<byte> pixels = Avx512F.PermuteVar16x32(loaded.AsInt32(), places).AsByte();
        first = Channel(pixels, firsts);
        second = Channel(pixels, seconds);
        third = Channel(pixels, thirds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Channel(Vector512<byte> pixels, Vector512<byte> places) =>
        Vector512.ConvertToSingle(Avx512BW.Shuffle(pixels, places).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Round(Vector512<float> value)
    {
        Vector512<uint> bits = value.AsUInt32();
        Vector512<uint> odd = (bits >>> 16) & Vector512<uint>.One;
        return Avx512F.ConvertToVector256UInt16((bits + Vector512.Create(0x7FFFu) + odd) >>> 16);
    }
}
