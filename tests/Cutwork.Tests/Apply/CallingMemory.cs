using System.Buffers;

namespace Cutwork.Tests.Apply;

/// <summary>Memory of an image that does something whenever it is looked at.</summary>
internal sealed class CallingMemory(byte[] pixels, Action<int> looked) : MemoryManager<byte>
{
    private int looks;

    public override Memory<byte> Memory => CreateMemory(pixels.Length);

    /// <summary>The number of the look is given: 1 is the check before anything is painted.</summary>
    public override Span<byte> GetSpan()
    {
        looked(Interlocked.Increment(ref looks));
        return pixels;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}

/// <summary>The bytes of other elements.</summary>
internal sealed class BytesOf<T>(T[] elements) : MemoryManager<byte>
    where T : unmanaged
{
    public override Span<byte> GetSpan() => System.Runtime.InteropServices.MemoryMarshal.AsBytes(elements.AsSpan());

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}
