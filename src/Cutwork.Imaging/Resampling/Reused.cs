namespace Cutwork.Imaging;

/// <summary>Memory that is used again: it stays where it is, grows where more is asked for, and keeps nothing when it grows.</summary>
internal sealed unsafe class Reused<T>
    where T : unmanaged
{
    private const int Line = 64;
    private byte[] memory = [];

    /// <summary>At least this many elements, at the start of a line.</summary>
    /// <exception cref="ArgumentException">They are more than an array can hold.</exception>
    public T* Take(long count)
    {
        long bytes = count * sizeof(T) + Line;
        if (bytes > memory.Length)
            memory =
                bytes <= Array.MaxLength
                    ? GC.AllocateUninitializedArray<byte>(
                        (int)Math.Min(bytes + bytes / 4, Array.MaxLength),
                        pinned: true
                    )
                    : throw new ArgumentException(
                        $"Resampling would take {bytes} bytes for weights or rows in between, more than an array can hold; resample in two steps."
                    );
        nuint start = (nuint)
            System.Runtime.CompilerServices.Unsafe.AsPointer(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(memory)
            );
        return (T*)((start + Line - 1) & ~(nuint)(Line - 1));
    }
}
