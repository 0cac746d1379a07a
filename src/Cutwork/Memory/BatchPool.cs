using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>Memory for batches that is used again: aligned, native, touched before.</summary>
/// <remarks>
/// <code>
/// using PooledBatch&lt;float&gt; batch = pool.Rent&lt;float&gt;(Layout.Planar(size, 3), 256);
/// plan.Collate(images, batch.Open(), Palette.ImageNet);
/// </code>
/// Memory begins at a multiple of 64 bytes; of 2 MiB, in huge pages where Linux has them, from 2 MiB on. A batch of another size or
/// element takes idle memory too, where it fits and fills at least half. Once memory is there, renting, painting, reading and returning
/// allocate nothing. All members may be called from any thread. What is idle is freed when the pool is disposed or forgotten; what is out
/// is freed only when it comes back, since a span or another library may still be in it: a batch that is never returned is memory lost.
/// </remarks>
public sealed class BatchPool : IDisposable
{
    private readonly Lock door = new();
    private readonly IdleBlocks idle = new();
    private long bytes;
    private int rented;
    private bool disposed;

    /// <summary>Frees what is idle.</summary>
    ~BatchPool() => Close();

    /// <summary>Bytes that may be kept idle, at least 0; what comes back beyond them frees what was idle longest.</summary>
    /// <remarks>
    /// The default is no limit: a training loop rents the same sizes until it ends, and whatever is freed is paid for again at first touch.
    /// Set it where sizes change for good, as in progressive resizing.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public long MaxIdleBytes
    {
        get;
        init =>
            field =
                value >= 0
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(MaxIdleBytes),
                        value,
                        $"{nameof(MaxIdleBytes)} must be at least 0 bytes."
                    );
    } = long.MaxValue;

    /// <summary>Bytes that the pool holds, idle or out.</summary>
    public long Bytes
    {
        get
        {
            lock (door)
                return bytes;
        }
    }

    /// <summary>Batches that are out.</summary>
    public int Rented
    {
        get
        {
            lock (door)
                return rented;
        }
    }

    /// <summary>Lends memory for <paramref name="count"/> images of one layout; dispose the batch to return it.</summary>
    /// <remarks>The memory holds whatever was in it before, in the padding too.</remarks>
    /// <typeparam name="T">The element: <see cref="byte"/>, <see cref="float"/> or <see cref="BFloat16"/>.</typeparam>
    /// <param name="layout">The layout of each image; they follow each other without a gap.</param>
    /// <param name="count">Images, at least 1.</param>
    /// <exception cref="ArgumentException">Another element, an empty layout, no image, or a batch larger than a span can be.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OutOfMemoryException">The system has no memory left.</exception>
    public PooledBatch<T> Rent<T>(Layout layout, int count)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(float) && typeof(T) != typeof(BFloat16))
            throw new ArgumentException($"The elements of a batch are byte, float or BFloat16, not {typeof(T).Name}.");
        if (layout == default)
            throw new ArgumentException(
                "The layout is empty: take Layout.Planar or Layout.Interleaved.",
                nameof(layout)
            );
        int length = Extents.OfBatch(layout, count, Extents.Packed(layout));
        NativeBlock block = Take((long)length * Unsafe.SizeOf<T>());
        return new PooledBatch<T>(block, block.Lend(), layout, count, length);
    }

    /// <summary>Frees what is idle now, and what is out when it comes back: batches that are out stay good until then.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Memory comes back; its rent is over already.</summary>
    internal void Return(NativeBlock block)
    {
        lock (door)
        {
            rented--;
            if (disposed || block.Capacity > MaxIdleBytes)
            {
                bytes -= block.Free();
                return;
            }
            idle.Add(block);
            bytes -= idle.FreeBeyond(MaxIdleBytes);
        }
    }

    private NativeBlock Take(long need)
    {
        lock (door)
        {
            if (disposed)
                throw new ObjectDisposedException(
                    nameof(BatchPool),
                    "This pool was disposed; it lends no more memory."
                );
            if (idle.Take(need) is { } found)
            {
                rented++;
                return found;
            }
        }
        var fresh = new NativeBlock(this, need);
        lock (door)
        {
            bytes += fresh.Capacity;
            rented++;
        }
        return fresh;
    }

    private void Close()
    {
        lock (door)
        {
            disposed = true;
            bytes -= idle.FreeBeyond(0);
        }
    }
}
