using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>Batches of a pool, or of a loader, as tensors.</summary>
public static class TensorMemory
{
    /// <summary>
    /// Whether tensors lie in the batch's own memory: true for the versions of TorchSharp that this package was made for. With one that makes tensors
    /// in another way, batches are copied.
    /// </summary>
    public static bool IsShared => LentStorage.IsKnown;

    /// <summary>Batches whose memory tensors hold.</summary>
    public static int BatchesHeld => LentStorage.Count;

    extension<T>(PooledBatch<T> batch)
        where T : unmanaged
    {
        /// <summary>
        /// The batch as a tensor N×C×H×W in its own memory, without a copy: contiguous where it is planar, channels-last where it is interleaved.
        /// </summary>
        /// <remarks>
        /// The tensor owns the batch from here on. The memory goes back to its pool when no tensor is left that shares it: not before the tensor is
        /// disposed, its views are, and the graph of a backward pass has let go of it. Disposing the batch as well would give the memory away under
        /// the tensor: don't.
        /// </remarks>
        /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
        /// <exception cref="ArgumentException">The batch's rows have gaps.</exception>
        public Tensor ToTensor()
        {
            Layout layout = batch.Layout;
            (long n, long c, long h, long w) = (batch.Count, layout.Channels, layout.Size.Height, layout.Size.Width);
            if (layout == Layout.Planar(layout.Size, layout.Channels))
                return batch.ToTensor([n, c, h, w]);
            if (layout != Layout.Interleaved(layout.Size, layout.Channels))
                throw new ArgumentException(
                    $"A tensor shares the memory of rows without gaps, but this batch's layout is {layout}; rent it with Layout.Planar or Layout.Interleaved.",
                    nameof(batch)
                );
            using Tensor rows = batch.ToTensor([n, h, w, c]);
            return rows.permute(0, 3, 1, 2);
        }

        /// <summary>The batch's elements in the order in which they lie, as a contiguous tensor of another shape; else as <c>ToTensor()</c>.</summary>
        /// <param name="shape">As many elements as the batch has: N × classes for soft labels.</param>
        /// <exception cref="ArgumentException">Another number of elements.</exception>
        /// <exception cref="ObjectDisposedException">The batch was returned.</exception>
        public Tensor ToTensor(params ReadOnlySpan<long> shape)
        {
            int length = batch.Images.Data.Length;
            long elements = 1;
            foreach (long side in shape)
                elements = side >= 1 && side <= length / elements ? elements * side : 0;
            if (elements != length)
                throw new ArgumentException(
                    $"A tensor of {string.Join("×", shape.ToArray())} has not the batch's {length} elements.",
                    nameof(shape)
                );
            if (LentStorage.IsKnown)
                return LentStorage.Lend(batch.Address, batch, TensorImages.TypeOf<T>(), shape);
            Tensor copy = empty(shape, TensorImages.TypeOf<T>());
            using (var target = TensorImages.Of<T>(copy.view(1, 1, 1, -1)))
                batch.Images.Data.CopyTo(target.Images.Data);
            batch.Dispose();
            return copy;
        }
    }
}
