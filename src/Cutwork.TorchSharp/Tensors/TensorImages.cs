using static TorchSharp.torch;

namespace Cutwork.TorchSharp;

/// <summary>What a tensor's elements are to the engine.</summary>
internal static class TensorImages
{
    /// <summary>The tensor's memory as a batch of images; the tensor must outlive it.</summary>
    /// <exception cref="ArgumentException">Not N×C×H×W, or elements that share places.</exception>
    public static ImagesOfTensor<T> Of<T>(Tensor images)
        where T : unmanaged => new(images);

    public static ScalarType TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(byte) ? ScalarType.Byte
        : typeof(T) == typeof(BFloat16) ? ScalarType.BFloat16
        : typeof(T) == typeof(float) ? ScalarType.Float32
        : throw new ArgumentException($"Tensors share batches of byte, float or BFloat16, not {typeof(T).Name}.");

    /// <summary>Refuses what is no batch of images.</summary>
    public static void Check(Tensor images)
    {
        if (images.dim() != 4)
            throw new ArgumentException(
                $"A batch of images is N×C×H×W; given {Shape(images)}. Give one image a batch of its own: image.unsqueeze(0).",
                nameof(images)
            );
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

    public static string Shape(Tensor tensor) => $"[{string.Join("×", tensor.shape)}]";
}
