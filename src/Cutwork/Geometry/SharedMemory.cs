using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cutwork;

internal static class SharedMemory
{
    /// <summary>True where two spans have a byte in common, whatever their elements and however many gibibytes they have.</summary>
    /// <remarks>Spans of bytes, which the framework could compare, end at 2 GiB.</remarks>
    public static bool IsShared<TOne, TOther>(ReadOnlySpan<TOne> one, ReadOnlySpan<TOther> other)
        where TOne : unmanaged
        where TOther : unmanaged
    {
        if (one.IsEmpty || other.IsEmpty)
            return false;
        nint offset = Unsafe.ByteOffset(
            ref Unsafe.As<TOne, byte>(ref MemoryMarshal.GetReference(one)),
            ref Unsafe.As<TOther, byte>(ref MemoryMarshal.GetReference(other))
        );
        return (nuint)offset < (nuint)one.Length * (nuint)Unsafe.SizeOf<TOne>()
            || (nuint)(-offset) < (nuint)other.Length * (nuint)Unsafe.SizeOf<TOther>();
    }
}
