using System.Buffers;
using System.Runtime.InteropServices;

namespace Cutwork.Cli;

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
        new Random(seed).NextBytes(GetSpan());
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
        var random = new Random(1);
        for (int i = 0; i < floats.Length; i++)
            floats[i] = i < 4096 ? random.NextSingle() * 4.7f - 2.1f : floats[i - 4096];
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
