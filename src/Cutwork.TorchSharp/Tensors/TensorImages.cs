using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What a tensor's elements are to the engine.</summary>
internal static class TensorImages
{
    /// <summary>The tensor's memory as a batch of images; the tensor must outlive it.</summary>
    /// <param name="images">N×C×H×W.</param>
    /// <exception cref="ArgumentException">Its elements share places.</exception>
    public static ImagesOfTensor<T> Of<T>(Tensor images)
        where T : unmanaged => new(images);

    public static ScalarType TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(BFloat16) ? ScalarType.BFloat16
        : typeof(T) == typeof(float) ? ScalarType.Float32
        : throw new ArgumentException($"Tensors share batches of byte, float or BFloat16, not {typeof(T).Name}.");

    /// <summary>
    /// True where the elements of an image lie apart from each other, and from other images, within a span's reach: what the engine can be given.
    /// </summary>
    public static bool LieApart(Tensor images)
    {
        long[] shape = images.shape;
        long[] strides = images.stride();
        long extent = 1;
        foreach (int axis in Enumerable.Range(1, 3).Where(axis => shape[axis] > 1).OrderBy(axis => strides[axis]))
        {
            if (strides[axis] < extent || strides[axis] > int.MaxValue)
                return false;
            extent += (shape[axis] - 1) * strides[axis];
        }
        return extent <= int.MaxValue && (shape[0] == 1 || strides[0] >= extent);
    }

    /// <summary>True where several elements share a place, as after expand.</summary>
    public static bool SharePlaces(Tensor images)
    {
        long[] shape = images.shape;
        long[] strides = images.stride();
        return Enumerable.Range(0, 4).Any(axis => shape[axis] > 1 && strides[axis] == 0);
    }

    /// <summary>True where the channels of a pixel follow each other.</summary>
    public static bool IsChannelsLast(Tensor images) =>
        images.shape[1] > 1 && images.stride(1) == 1 && !images.is_contiguous();

    /// <summary>A new tensor for images of the same size, type and order.</summary>
    public static Tensor Like(Tensor images, long count)
    {
        long[] shape = images.shape;
        if (!IsChannelsLast(images))
            return empty([count, shape[1], shape[2], shape[3]], images.dtype, images.device);
        using Tensor rows = empty([count, shape[2], shape[3], shape[1]], images.dtype, images.device);
        return rows.permute(0, 3, 1, 2);
    }

    /// <summary>A side of a tensor, as a number of pixels, channels or images.</summary>
    /// <exception cref="ArgumentException">It is longer than there are numbers for: of an expanded tensor.</exception>
    public static int SideOf(Tensor tensor, int axis) =>
        tensor.shape[axis] <= int.MaxValue
            ? (int)tensor.shape[axis]
            : throw new ArgumentException(
                $"A side of {Shape(tensor)} is longer than {int.MaxValue}; give smaller batches."
            );

    /// <summary>Height and width of what has them as its last two axes.</summary>
    public static Size SizeOf(Tensor images)
    {
        int axes = images.shape.Length;
        return new Size(SideOf(images, axes - 2), SideOf(images, axes - 1));
    }

    public static string Shape(Tensor tensor) => $"[{string.Join("×", tensor.shape)}]";
}
