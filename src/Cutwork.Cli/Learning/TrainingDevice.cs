using TorchSharp;

namespace Cutwork.Cli;

/// <summary>Where networks are computed, by the name that libtorch gives it.</summary>
internal static class TrainingDevice
{
    /// <summary>The processor's.</summary>
    public const string Processor = "cpu";

    private const string Cuda = "cuda";

    /// <summary>The device; null for the processor.</summary>
    /// <param name="name">cpu, mps, cuda, or one of several CUDA devices, from cuda:0.</param>
    /// <exception cref="Failure">This machine, or its libtorch, has none of that name.</exception>
    public static torch.Device? Of(string name)
    {
        if (name == Processor)
            return null;
        if (name.StartsWith(Cuda, StringComparison.Ordinal))
            CheckCuda(name);
        try
        {
            return torch.device(name);
        }
        catch (InvalidOperationException)
        {
            throw new Failure(
                $"--device {name}: this libtorch has no such device on this machine; cpu is always there."
            );
        }
    }

    private static void CheckCuda(string name)
    {
        if (!torch.cuda.is_available())
            throw new Failure(
                $"--device {name}: this libtorch sees no CUDA device. {LibTorch.Variable} has to name the folder of a libtorch built for CUDA."
            );
        int count = torch.cuda.device_count();
        if (name.Length > Cuda.Length && (!int.TryParse(name.AsSpan(Cuda.Length + 1), out int index) || index >= count))
            throw new Failure(
                $"--device {name}: there are {count} CUDA devices; the last of them is cuda:{count - 1}."
            );
    }
}
