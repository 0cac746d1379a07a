using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Bench;

/// <summary>
/// What memory allows: copies, fills and scaling in place, in the ways that are fastest on one machine or another. Written for
/// measuring, apart from the core's kernels, so that the core is not compared with itself.
/// </summary>
/// <remarks>Lengths are multiples of 256 bytes, pointers aligned to 64.</remarks>
internal static unsafe class CopyKernels
{
    private const MethodImplOptions Full = MethodImplOptions.AggressiveOptimization;

    /// <summary>What is filled with. Not 0: stores of zeros past the caches are 2.4 times as fast on AMD Zen 4 (66 against 28 GB/s).</summary>
    public const float Paint = 0.75f;

    public static void CopyByRuntime(byte* source, byte* destination, nint bytes) =>
        Buffer.MemoryCopy(source, destination, bytes, bytes);

    [MethodImpl(Full)]
    public static void CopyPastCaches(byte* source, byte* destination, nint bytes)
    {
        if (Vector512.IsHardwareAccelerated)
            for (nint i = 0; i < bytes; i += 256)
            {
                Vector512<byte> a = Vector512.Load(source + i);
                Vector512<byte> b = Vector512.Load(source + i + 64);
                Vector512<byte> c = Vector512.Load(source + i + 128);
                Vector512<byte> d = Vector512.Load(source + i + 192);
                a.StoreAlignedNonTemporal(destination + i);
                b.StoreAlignedNonTemporal(destination + i + 64);
                c.StoreAlignedNonTemporal(destination + i + 128);
                d.StoreAlignedNonTemporal(destination + i + 192);
            }
        else
            for (nint i = 0; i < bytes; i += 64)
            {
                Vector256<byte> a = Vector256.Load(source + i);
                Vector256<byte> b = Vector256.Load(source + i + 32);
                a.StoreAlignedNonTemporal(destination + i);
                b.StoreAlignedNonTemporal(destination + i + 32);
            }
    }

    [MethodImpl(Full)]
    public static void CopyByVectors(byte* source, byte* destination, nint bytes)
    {
        if (Vector512.IsHardwareAccelerated)
            for (nint i = 0; i < bytes; i += 64)
                Vector512.Load(source + i).Store(destination + i);
        else
            for (nint i = 0; i < bytes; i += 32)
                Vector256.Load(source + i).Store(destination + i);
    }

    public static void FillByRuntime(byte* source, byte* destination, nint bytes) =>
        new Span<float>(destination, (int)(bytes / sizeof(float))).Fill(Paint);

    [MethodImpl(Full)]
    public static void FillPastCaches(byte* source, byte* destination, nint bytes)
    {
        if (Vector512.IsHardwareAccelerated)
            for (nint i = 0; i < bytes; i += 256)
            {
                Vector512.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i));
                Vector512.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i + 64));
                Vector512.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i + 128));
                Vector512.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i + 192));
            }
        else
            for (nint i = 0; i < bytes; i += 64)
            {
                Vector256.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i));
                Vector256.Create(Paint).StoreAlignedNonTemporal((float*)(destination + i + 32));
            }
    }

    /// <summary>Reads each float once and writes it once, where it is. The sign changes: no rounding, no subnormal numbers.</summary>
    [MethodImpl(Full)]
    public static void ScaleInPlace(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> factor = Vector512.Create(-1f);
            for (nint i = 0; i < count; i += 64)
            {
                (Vector512.Load(floats + i) * factor).Store(floats + i);
                (Vector512.Load(floats + i + 16) * factor).Store(floats + i + 16);
                (Vector512.Load(floats + i + 32) * factor).Store(floats + i + 32);
                (Vector512.Load(floats + i + 48) * factor).Store(floats + i + 48);
            }
        }
        else
        {
            Vector256<float> factor = Vector256.Create(-1f);
            for (nint i = 0; i < count; i += 16)
            {
                (Vector256.Load(floats + i) * factor).Store(floats + i);
                (Vector256.Load(floats + i + 8) * factor).Store(floats + i + 8);
            }
        }
    }

    /// <summary>The same in steps of one vector.</summary>
    [MethodImpl(Full)]
    public static void ScaleInPlaceStepwise(byte* source, byte* destination, nint bytes)
    {
        float* floats = (float*)destination;
        nint count = bytes / sizeof(float);
        if (Vector512.IsHardwareAccelerated)
            for (nint i = 0; i < count; i += 16)
                (Vector512.Load(floats + i) * Vector512.Create(-1f)).Store(floats + i);
        else
            for (nint i = 0; i < count; i += 8)
                (Vector256.Load(floats + i) * Vector256.Create(-1f)).Store(floats + i);
    }
}
