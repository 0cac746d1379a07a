using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A tensor's numbers in a file, from and to any device.</summary>
internal static class TensorBytes
{
    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        using Tensor near = tensor.detach().cpu().contiguous();
        writer.Write(near.bytes);
    }

    public static void Read(BinaryReader reader, Tensor tensor)
    {
        using IDisposable guard = no_grad();
        using Tensor near = empty(tensor.shape, tensor.dtype);
        reader.BaseStream.ReadExactly(near.bytes);
        tensor.copy_(near);
    }
}
