using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>A CPU tensor's own memory as images, whatever its strides; dispose it when they are painted.</summary>
internal readonly ref struct ImagesOfTensor<T>
    where T : unmanaged
{
    private readonly Tensor elements;

    public ImagesOfTensor(Tensor images)
    {
        long[] shape = images.shape;
        long[] strides = images.stride();
        // Along an axis of one, a tensor's stride may be anything.
        int StrideOf(int axis) => shape[axis] == 1 ? 1 : (int)strides[axis];
        var layout = new Layout(
            TensorImages.SizeOf(images),
            TensorImages.SideOf(images, 1),
            StrideOf(1),
            StrideOf(2),
            StrideOf(3)
        );
        int count = TensorImages.SideOf(images, 0);
        long imageStride = count == 1 ? layout.Extent : strides[0];
        int length = Extents.OfBatch(layout, count, imageStride);
        using Tensor plain = images.detach();
        elements = plain.as_strided([1], [1], images.storage_offset());
        // A tensor's own spans are of at most 2 GiB; a span of its elements holds as many as there are numbers for.
        ref T first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, T>(elements.bytes));
        Images = new ImageBatch<T>(MemoryMarshal.CreateSpan(ref first, length), layout, count, (int)imageStride);
    }

    public ImageBatch<T> Images { get; }

    public void Dispose() => elements.Dispose();
}
