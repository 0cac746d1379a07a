using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Moves finished elements to memory that is too large for the caches, without reading it first.</summary>
/// <remarks>
/// An ordinary store of a line that is not in the cache reads the line from memory first. Stores past the caches write whole lines and
/// read nothing: 1.2 to 1.5 times as fast above the caches' size, 1.4 times as slow below it.
/// </remarks>
internal static unsafe class Stream
{
    /// <summary>The size in bytes from which a destination is written past the caches.</summary>
    public const long LeastBytes = 8 << 20;

    private const int Line = 64;

    /// <summary>Copies; the parts before the first and after the last whole line go through the caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(void* source, void* destination, nint bytes)
    {
        byte* from = (byte*)source;
        byte* to = (byte*)destination;
        nint head = Math.Min(bytes, (nint)(-(nint)to & (Line - 1)));
        if (!Vector128.IsHardwareAccelerated || bytes - head < Line)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
            return;
        }
        Buffer.MemoryCopy(from, to, head, head);
        nint i = head;
        if (Vector512.IsHardwareAccelerated)
            for (; i <= bytes - Line; i += Line)
                Vector512.Load(from + i).StoreAlignedNonTemporal(to + i);
        else if (Vector256.IsHardwareAccelerated)
            for (; i <= bytes - Line; i += Line)
            {
                Vector256<byte> low = Vector256.Load(from + i);
                Vector256<byte> high = Vector256.Load(from + i + 32);
                low.StoreAlignedNonTemporal(to + i);
                high.StoreAlignedNonTemporal(to + i + 32);
            }
        else
            for (; i <= bytes - Line; i += Line)
            for (int part = 0; part < Line; part += 16)
                Vector128.Load(from + i + part).StoreAlignedNonTemporal(to + i + part);
        Buffer.MemoryCopy(from + i, to + i, bytes - i, bytes - i);
    }

    /// <summary>Makes streamed stores visible before whatever is stored next.</summary>
    public static void Finish() => Thread.MemoryBarrier();
}
