using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <summary>Eight floats; AVX2.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    /// <summary>The processor has what the splitting needs.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    private const float ToWhole = 12582912f;

    public static int Count => 8;

    private static Vector256<int> Pixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0, 1, 2, 2, 3, 4, 5, 5);
    }

    private static Vector256<int> LastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(2, 3, 4, 4, 5, 6, 7, 7);
    }

    // Each double word takes its channel's byte and three zeros.
    private static Vector256<byte> First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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

    private static Vector256<byte> Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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

    private static Vector256<byte> Third
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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

    private static Vector256<int> MirroredPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(3, 4, 5, 5, 0, 1, 2, 2);
    }

    private static Vector256<int> MirroredLastPixels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(5, 6, 7, 7, 2, 3, 4, 4);
    }

    private static Vector256<byte> MirroredFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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

    private static Vector256<byte> MirroredSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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

    private static Vector256<byte> MirroredThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get =>
            Vector256
                .Create(
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
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector256<float> value, float* destination) =>
        value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, BFloat16* destination) => Round(value).Store((ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector256<float> value, BFloat16* destination) =>
        Round(value).StoreAlignedNonTemporal((ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, byte* destination)
    {
        Vector256<uint> whole = (value + Vector256.Create(ToWhole)).AsUInt32() & Vector256.Create(255u);
        Vector128<ushort> words = Vector128.Narrow(whole.GetLower(), whole.GetUpper());
        *(ulong*)destination = Vector128.Narrow(words, words).AsUInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Expand(byte* source) =>
        Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(*(ulong*)source).AsByte()));

    public static void FillPlaces(float* straight, float* mirrored) { }

    public static Places<Vector256<float>> Places(float* table) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(
        byte* source,
        in Places<Vector256<float>> places,
        out Vector256<float> first,
        out Vector256<float> second,
        out Vector256<float> third
    ) => Split(Vector256.Load(source), Pixels, First, Second, Third, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitBefore(
        byte* end,
        in Places<Vector256<float>> places,
        out Vector256<float> first,
        out Vector256<float> second,
        out Vector256<float> third
    ) => Split(Vector256.Load(end - 32), LastPixels, First, Second, Third, out first, out second, out third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirrored(
        byte* source,
        in Places<Vector256<float>> places,
        out Vector256<float> first,
        out Vector256<float> second,
        out Vector256<float> third
    ) =>
        Split(
            Vector256.Load(source),
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
        in Places<Vector256<float>> places,
        out Vector256<float> first,
        out Vector256<float> second,
        out Vector256<float> third
    ) =>
        Split(
            Vector256.Load(end - 32),
            MirroredLastPixels,
            MirroredFirst,
            MirroredSecond,
            MirroredThird,
            out first,
            out second,
            out third
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fuse(Vector256<float> factor, Vector256<float> by, Vector256<float> plus) =>
        Vector256.FusedMultiplyAdd(factor, by, plus);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cover(Vector256<float> under, Vector256<float> over, nint from, nint to)
    {
        Vector256<int> lanes = Vector256<int>.Indices;
        Vector256<int> isOver =
            Vector256.GreaterThanOrEqual(lanes, Vector256.Create((int)Math.Clamp(from, 0, Count)))
            & Vector256.LessThan(lanes, Vector256.Create((int)Math.Clamp(to, 0, Count)));
        return Vector256.ConditionalSelect(isOver.AsSingle(), over, under);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(
        Vector256<byte> loaded,
        Vector256<int> places,
        Vector256<byte> firsts,
        Vector256<byte> seconds,
        Vector256<byte> thirds,
        out Vector256<float> first,
        out Vector256<float> second,
        out Vector256<float> third
    )
    {
        Vector256<byte> pixels = Avx2.PermuteVar8x32(loaded.AsInt32(), places).AsByte();
        first = Channel(pixels, firsts);
        second = Channel(pixels, seconds);
        third = Channel(pixels, thirds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Channel(Vector256<byte> pixels, Vector256<byte> places) =>
        Vector256.ConvertToSingle(Avx2.Shuffle(pixels, places).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Round(Vector256<float> value)
    {
        Vector256<uint> bits = value.AsUInt32();
        Vector256<uint> odd = (bits >>> 16) & Vector256<uint>.One;
        Vector256<uint> upper = (bits + Vector256.Create(0x7FFFu) + odd) >>> 16;
        return Vector128.Narrow(upper.GetLower(), upper.GetUpper());
    }
}
