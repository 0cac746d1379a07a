using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Bench;

/// <summary>
/// What memory allows from bytes to floats: each byte read once, each float written once, nothing else done; past the caches and
/// through them, in steps of one cache line and of four. Written for measuring, apart from the core's kernels.
/// </summary>
/// <remarks>Lengths (of the floats, in bytes) are multiples of 256, pointers aligned to 64.</remarks>
internal static unsafe class WideningKernels
{
    private const MethodImplOptions Full = MethodImplOptions.AggressiveOptimization;

    [MethodImpl(Full)]
    public static void Ordinary(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (Avx512F.IsSupported)
            for (nint i = 0; i < count; i += 16)
                Widen512(source + i).Store(floats + i);
        else
            for (nint i = 0; i < count; i += 8)
                Widen256(source + i).Store(floats + i);
    }

    [MethodImpl(Full)]
    public static void OrdinaryUnrolled(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (Avx512F.IsSupported)
            for (nint i = 0; i < count; i += 64)
            {
                Vector512<float> a = Widen512(source + i);
                Vector512<float> b = Widen512(source + i + 16);
                Vector512<float> c = Widen512(source + i + 32);
                Vector512<float> d = Widen512(source + i + 48);
                a.Store(floats + i);
                b.Store(floats + i + 16);
                c.Store(floats + i + 32);
                d.Store(floats + i + 48);
            }
        else
            for (nint i = 0; i < count; i += 32)
            {
                Vector256<float> a = Widen256(source + i);
                Vector256<float> b = Widen256(source + i + 8);
                Vector256<float> c = Widen256(source + i + 16);
                Vector256<float> d = Widen256(source + i + 24);
                a.Store(floats + i);
                b.Store(floats + i + 8);
                c.Store(floats + i + 16);
                d.Store(floats + i + 24);
            }
    }

    [MethodImpl(Full)]
    public static void PastCaches(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (Avx512F.IsSupported)
            for (nint i = 0; i < count; i += 16)
                Widen512(source + i).StoreAlignedNonTemporal(floats + i);
        else
            for (nint i = 0; i < count; i += 16)
            {
                Widen256(source + i).StoreAlignedNonTemporal(floats + i);
                Widen256(source + i + 8).StoreAlignedNonTemporal(floats + i + 8);
            }
    }

    [MethodImpl(Full)]
    public static void PastCachesUnrolled(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (!Avx512F.IsSupported)
        {
            PastCaches(source, destination, bytes);
            return;
        }
        for (nint i = 0; i < count; i += 64)
        {
            Vector512<float> a = Widen512(source + i);
            Vector512<float> b = Widen512(source + i + 16);
            Vector512<float> c = Widen512(source + i + 32);
            Vector512<float> d = Widen512(source + i + 48);
            a.StoreAlignedNonTemporal(floats + i);
            b.StoreAlignedNonTemporal(floats + i + 16);
            c.StoreAlignedNonTemporal(floats + i + 32);
            d.StoreAlignedNonTemporal(floats + i + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen512(byte* bytes) =>
        Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(bytes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen256(byte* bytes)
    {
        if (Avx2.IsSupported)
            return Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(bytes));
        Vector128<ushort> words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)bytes).AsByte());
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(words);
        return Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
    }
}
