using System.Buffers;

namespace Cutwork.Imaging;

/// <summary>A piece of a mapping as memory.</summary>
internal sealed unsafe class MappedSegment(Mapping mapping, long offset, int length) : MemoryManager<byte>
{
    /// <exception cref="ObjectDisposedException">The file is unmapped.</exception>
    public override Span<byte> GetSpan()
    {
        mapping.Check();
        return new Span<byte>(mapping.At(offset), length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        mapping.Hold();
        return new MemoryHandle(mapping.At(offset + elementIndex), pinnable: this);
    }

    public override void Unpin() => mapping.Release();

    protected override void Dispose(bool disposing) { }
}
