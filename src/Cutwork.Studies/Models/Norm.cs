using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>Batch norm that counts no batches.</summary>
/// <remarks>
/// Nobody reads the count, since the running means have a fixed momentum, and TorchSharp raises it by <c>add_(1)</c>, whose numbers a collection may free
/// under the call (dotnet/TorchSharp#1434): seen here once in some 150 trainings, as "For integral input tensors, argument alpha must not be a
/// floating point number".
/// </remarks>
internal static class Norm
{
    public static BatchNorm2d Of(long channels)
    {
        BatchNorm2d norm = nn.BatchNorm2d(channels);
        norm.num_batches_tracked = null;
        return norm;
    }
}
