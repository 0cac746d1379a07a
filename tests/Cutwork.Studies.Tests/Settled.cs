namespace Cutwork.Studies.Tests;

/// <summary>The tensors of the process when what earlier tests forgot is collected: it must not be freed while others count.</summary>
internal static class Settled
{
    public static long Tensors()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return global::TorchSharp.torch.Tensor.TotalCount;
    }
}
