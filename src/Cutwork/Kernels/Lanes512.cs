using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <summary>Sixteen floats; AVX-512 F and BW.</summary>
internal readonly unsafe partial struct Lanes512 : ILanes<Vector512<float>>
{
    /// <summary>The processor has what the splitting needs.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    // 2²³ + 2²²: adding it leaves the nearest whole number, halves to even, in the low bits of the fraction.
    private const float ToWhole = 12582912f;

    public static int Count => 16;

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
    private static Vector256<ushort> Round(Vector512<float> value)
    {
        Vector512<uint> bits = value.AsUInt32();
        Vector512<uint> odd = (bits >>> 16) & Vector512<uint>.One;
        return Avx512F.ConvertToVector256UInt16((bits + Vector512.Create(0x7FFFu) + odd) >>> 16);
    }
}
