namespace Cutwork;

/// <summary>A thread's own memory for rows on their way, used again for every image.</summary>
internal sealed unsafe class Scratch
{
    private const int Line = 64;

    [ThreadStatic]
    private static Scratch? idle;

    private byte[] memory = [];
    private nint used;

    /// <summary>This thread's, until it is given back; whoever asks meanwhile gets another.</summary>
    /// <remarks>A source's memory may run code of the caller's in the middle of an image, and that code may paint.</remarks>
    public static Scratch Borrow()
    {
        Scratch scratch = idle ?? new();
        idle = null;
        return scratch;
    }

    public void GiveBack() => idle = this;

    public Composition Composition { get; } = new();

    /// <summary>Begins anew, with room for this many bytes in at most <paramref name="pieces"/> pieces.</summary>
    public void Reserve(long bytes, int pieces)
    {
        bytes += (pieces + 1) * Line;
        if (memory.LongLength < bytes)
            memory = GC.AllocateUninitializedArray<byte>(checked((int)bytes), pinned: true);
        used = 0;
    }

    /// <summary>The next piece, at the start of a cache line.</summary>
    public T* Take<T>(nint count)
        where T : unmanaged
    {
        byte* start = (byte*)
            System.Runtime.CompilerServices.Unsafe.AsPointer(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(memory)
            );
        byte* piece = start + used;
        piece += -(nint)piece & (Line - 1);
        used = (nint)(piece - start) + count * sizeof(T);
        return used <= memory.Length
            ? (T*)piece
            : throw new InvalidOperationException("The rows on their way need more room than was reserved.");
    }
}
