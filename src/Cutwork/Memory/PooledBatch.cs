using System.Diagnostics.CodeAnalysis;

namespace Cutwork;

/// <summary>A batch in memory of a <see cref="BatchPool"/>, lent until it is disposed.</summary>
/// <remarks>
/// Copies stand for the same rent: once one of them is disposed, every use of any of them throws
/// <see cref="ObjectDisposedException"/>, even when the memory is somebody else's batch by then. Spans, views and addresses that were taken
/// before must not be used after; that is not checked. Every member but <see cref="Dispose"/> throws
/// <see cref="InvalidOperationException"/> on a default value.
/// </remarks>
/// <typeparam name="T">The element: <see cref="byte"/>, <see cref="float"/> or <see cref="BFloat16"/>.</typeparam>
public readonly unsafe struct PooledBatch<T> : IDisposable
    where T : unmanaged
{
    private readonly NativeBlock? block;
    private readonly long rent;
    private readonly Layout layout;
    private readonly int count;
    private readonly int length;

    internal PooledBatch(NativeBlock block, long rent, Layout layout, int count, int length)
    {
        this.block = block;
        this.rent = rent;
        this.layout = layout;
        this.count = count;
        this.length = length;
    }

    /// <summary>The layout of each image.</summary>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public Layout Layout
    {
        get
        {
            Lent();
            return layout;
        }
    }

    /// <summary>Images, at least 1.</summary>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public int Count
    {
        get
        {
            Lent();
            return count;
        }
    }

    /// <summary>Where the first element lies, for other libraries; good until the batch is returned.</summary>
    /// <remarks>A multiple of 64, and of 2 MiB where the batch takes 2 MiB or more.</remarks>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public nint Address => (nint)Lent().Address;

    /// <summary>The elements of all images, for whoever cannot take a span.</summary>
    /// <remarks>
    /// Its span is checked as the batch is: taken after the return it throws <see cref="ObjectDisposedException"/>. For that, the first
    /// call of a rent allocates one small object. Pinning it does not keep the batch from being returned.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public Memory<T> Memory => Lent().MemoryOf<T>(rent, length).Memory;

    /// <summary>The images, to be read; before anything was painted, they are whatever was in the memory.</summary>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public ReadOnlyImageBatch<T> Images => new(new ReadOnlySpan<T>(Lent().Address, length), layout, count);

    /// <summary>Claims the memory for painting, once per rent.</summary>
    /// <exception cref="InvalidOperationException">It was opened before: a buffer holds one batch.</exception>
    /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
    public ImageBatch<T> Open()
    {
        NativeBlock memory = block ?? Nothing();
        memory.Open(rent);
        return new(new Span<T>(memory.Address, length), layout, count);
    }

    /// <summary>Returns the memory to its pool; harmless when it was returned before, and on a default value.</summary>
    public void Dispose() => block?.Return(rent);

    /// <summary>The memory, while it is lent to this rent.</summary>
    private NativeBlock Lent()
    {
        NativeBlock memory = block ?? Nothing();
        memory.Check(rent);
        return memory;
    }

    [DoesNotReturn]
    private static NativeBlock Nothing() =>
        throw new InvalidOperationException(
            "This is default(PooledBatch<T>), which has no memory: rent a batch with BatchPool.Rent."
        );
}
