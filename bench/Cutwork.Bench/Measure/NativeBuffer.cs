using System.Buffers;
using System.Runtime.InteropServices;

namespace Cutwork.Bench;

/// <summary>
/// Memory for measuring: aligned to huge pages, which Linux is advised to use, and touched before anything is timed.
/// </summary>
internal sealed unsafe partial class NativeBuffer : MemoryManager<byte>
{
    private const int HugePage = 2 << 20;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE

    private byte* memory;

    public NativeBuffer(long bytes, int seed = 0)
    {
        Bytes = bytes;
        long whole = (bytes + HugePage - 1) / HugePage * HugePage;
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)whole, HugePage);
        if (OperatingSystem.IsLinux())
            _ = Advise(memory, (nuint)whole, AdviceHugePage);
        Rng rng = new Key((ulong)seed).Open();
        foreach (ref ulong eight in new Span<ulong>(memory, checked((int)(whole / sizeof(ulong)))))
            eight = rng.NextUInt64();
    }

    public long Bytes { get; }

    public byte* Pointer =>
        memory != null ? memory : throw new ObjectDisposedException(nameof(NativeBuffer), "It was freed.");

    public override Span<byte> GetSpan() => new(Pointer, checked((int)Bytes));

    public Span<T> As<T>()
        where T : unmanaged => new(Pointer, checked((int)(Bytes / sizeof(T))));

    /// <summary>Numbers as normalized pixels have them, so that no operation meets subnormal ones.</summary>
    public void FillWithNormalized()
    {
        Span<float> floats = As<float>();
        Rng rng = new Key(1).Open();
        for (int i = 0; i < floats.Length; i++)
            floats[i] = i < 4096 ? (float)rng.NextDouble() * 4.7f - 2.1f : floats[i - 4096];
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(Pointer + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
