using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Four floats, through what every processor with vectors has: ARM64, and x64 without AVX2.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    /// <summary>The processor has vectors.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    private const float ToWhole = 12582912f;

    public static int Count => 4;

    // Each double word takes its channel's byte and three zeros.
    private static Vector128<byte> First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF00u, 0xFFFFFF03u, 0xFFFFFF06u, 0xFFFFFF09u).AsByte();
    }

    private static Vector128<byte> Second
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF01u, 0xFFFFFF04u, 0xFFFFFF07u, 0xFFFFFF0Au).AsByte();
    }

    private static Vector128<byte> Third
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF02u, 0xFFFFFF05u, 0xFFFFFF08u, 0xFFFFFF0Bu).AsByte();
    }

    private static Vector128<byte> LastFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF04u, 0xFFFFFF07u, 0xFFFFFF0Au, 0xFFFFFF0Du).AsByte();
    }

    private static Vector128<byte> LastSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF05u, 0xFFFFFF08u, 0xFFFFFF0Bu, 0xFFFFFF0Eu).AsByte();
    }

    private static Vector128<byte> LastThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF06u, 0xFFFFFF09u, 0xFFFFFF0Cu, 0xFFFFFF0Fu).AsByte();
    }

    private static Vector128<byte> MirroredFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF09u, 0xFFFFFF06u, 0xFFFFFF03u, 0xFFFFFF00u).AsByte();
    }

    private static Vector128<byte> MirroredSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF0Au, 0xFFFFFF07u, 0xFFFFFF04u, 0xFFFFFF01u).AsByte();
    }

    private static Vector128<byte> MirroredThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF0Bu, 0xFFFFFF08u, 0xFFFFFF05u, 0xFFFFFF02u).AsByte();
    }

    private static Vector128<byte> MirroredLastFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF0Du, 0xFFFFFF0Au, 0xFFFFFF07u, 0xFFFFFF04u).AsByte();
    }

    private static Vector128<byte> MirroredLastSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF0Eu, 0xFFFFFF0Bu, 0xFFFFFF08u, 0xFFFFFF05u).AsByte();
    }

    private static Vector128<byte> MirroredLastThird
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0xFFFFFF0Fu, 0xFFFFFF0Cu, 0xFFFFFF09u, 0xFFFFFF06u).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector128<float> value, float* destination) =>
        value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, BFloat16* destination) => *(ulong*)destination = Round(value);

    // No store of eight bytes goes past the caches.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNonTemporal(Vector128<float> value, BFloat16* destination) =>
        *(ulong*)destination = Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, byte* destination)
    {
        Vector128<uint> whole = (value + Vector128.Create(ToWhole)).AsUInt32() & Vector128.Create(255u);
        Vector128<ushort> words = Vector128.Narrow(whole, whole);
        *(uint*)destination = Vector128.Narrow(words, words).AsUInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Expand(byte* source)
    {
        Vector128<ushort> words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)source).AsByte());
        return Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32());
    }

    public static void FillPlaces(float* straight, float* mirrored) { }

    public static Places<Vector128<float>> Places(float* table) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(
        byte* source,
        in Places<Vector128<float>> places,
        out Vector128<float> first,
        out Vector128<float> second,
        out Vector128<float> third
    )
    {
        Vector128<byte> pixels = Vector128.Load(source);
        first = Channel(pixels, First);
        second = Channel(pixels, Second);
        third = Channel(pixels, Third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitBefore(
        byte* end,
        in Places<Vector128<float>> places,
        out Vector128<float> first,
        out Vector128<float> second,
        out Vector128<float> third
    )
    {
        Vector128<byte> pixels = Vector128.Load(end - 16);
        first = Channel(pixels, LastFirst);
        second = Channel(pixels, LastSecond);
        third = Channel(pixels, LastThird);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirrored(
        byte* source,
        in Places<Vector128<float>> places,
        out Vector128<float> first,
        out Vector128<float> second,
        out Vector128<float> third
    )
    {
        Vector128<byte> pixels = Vector128.Load(source);
        first = Channel(pixels, MirroredFirst);
        second = Channel(pixels, MirroredSecond);
        third = Channel(pixels, MirroredThird);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitMirroredBefore(
        byte* end,
        in Places<Vector128<float>> places,
        out Vector128<float> first,
        out Vector128<float> second,
        out Vector128<float> third
    )
    {
        Vector128<byte> pixels = Vector128.Load(end - 16);
        first = Channel(pixels, MirroredLastFirst);
        second = Channel(pixels, MirroredLastSecond);
        third = Channel(pixels, MirroredLastThird);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fuse(Vector128<float> factor, Vector128<float> by, Vector128<float> plus) =>
        Vector128.FusedMultiplyAdd(factor, by, plus);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cover(Vector128<float> under, Vector128<float> over, nint from, nint to)
    {
        Vector128<int> lanes = Vector128<int>.Indices;
        Vector128<int> isOver =
            Vector128.GreaterThanOrEqual(lanes, Vector128.Create((int)Math.Clamp(from, 0, Count)))
            & Vector128.LessThan(lanes, Vector128.Create((int)Math.Clamp(to, 0, Count)));
        return Vector128.ConditionalSelect(isOver.AsSingle(), over, under);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Channel(Vector128<byte> pixels, Vector128<byte> places) =>
        Vector128.ConvertToSingle(Vector128.Shuffle(pixels, places).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(Vector128<float> value)
    {
        Vector128<uint> bits = value.AsUInt32();
        Vector128<uint> odd = (bits >>> 16) & Vector128<uint>.One;
        Vector128<uint> upper = (bits + Vector128.Create(0x7FFFu) + odd) >>> 16;
        return Vector128.Narrow(upper, upper).AsUInt64().ToScalar();
    }
}
