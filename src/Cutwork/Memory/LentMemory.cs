using System.Buffers;

namespace Cutwork;

/// <summary>What stands behind the <see cref="Memory{T}"/> of one rent, and refuses when the rent is over.</summary>
internal sealed unsafe class LentMemory<T>(NativeBlock block, long rent, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <summary>The number of the rent.</summary>
    public long Rent => rent;

    public override Memory<T> Memory => CreateMemory(length);

    public override Span<T> GetSpan()
    {
        block.Check(rent);
        return new Span<T>(block.Address, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if ((uint)elementIndex > (uint)length)
            throw new ArgumentOutOfRangeException(
                nameof(elementIndex),
                elementIndex,
                $"The batch has {length} elements."
            );
        block.Check(rent);
        return new MemoryHandle((T*)block.Address + elementIndex, default, this);
    }

    /// <summary>Native memory does not move.</summary>
    public override void Unpin() { }

    /// <summary>The batch is returned by its handle alone.</summary>
    protected override void Dispose(bool disposing) { }
}
