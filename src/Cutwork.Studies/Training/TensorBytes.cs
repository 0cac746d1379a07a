using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Tensors' numbers in a file, from and to any device.</summary>
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

    /// <summary>The weights and statistics of a network, in its order.</summary>
    public static void Write(BinaryWriter writer, nn.Module network)
    {
        foreach (Tensor state in network.state_dict().Values)
            Write(writer, state);
    }

    /// <summary>Reads what <see cref="Write(BinaryWriter, nn.Module)"/> wrote.</summary>
    public static void Read(BinaryReader reader, nn.Module network)
    {
        foreach (Tensor state in network.state_dict().Values)
            Read(reader, state);
    }
}
