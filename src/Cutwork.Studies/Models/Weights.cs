using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>First weights: He et al. 2015, eq. 10 (normal, variance 2 / fan-in) for convolutions, 1 / fan-in for the last layer, 0 for biases.</summary>
/// <remarks>Drawn by <see cref="Key"/> and not by libtorch's global generator, so that nothing else that draws changes them.</remarks>
internal static class Weights
{
    public static void Draw(nn.Module network, ulong seed)
    {
        using IDisposable guard = no_grad();
        int number = 0;
        foreach ((string _, nn.Module module) in network.named_modules())
            switch (module)
            {
                case Conv2d convolution:
                    Fill(convolution.weight, 2, seed, number++);
                    break;
                case Linear linear:
                    Fill(linear.weight, 1, seed, number++);
                    Zero(linear.bias);
                    break;
            }
    }

    private static void Fill(Tensor weight, double gain, ulong seed, int number)
    {
        long fanIn = weight.shape.Skip(1).Aggregate(1L, (product, side) => product * side);
        float[] values = new float[weight.NumberOfElements];
        Rng rng = new Key(seed, 0, number).Open();
        double deviation = Math.Sqrt(gain / fanIn);
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * rng.Normal());
        using Tensor drawn = tensor(values, weight.shape);
        weight.copy_(drawn);
    }

    private static void Zero(Tensor? bias)
    {
        if (bias is null)
            return;
        using Tensor zeros = zeros_like(bias);
        bias.copy_(zeros);
    }
}
