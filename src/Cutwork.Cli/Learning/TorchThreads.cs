using TorchSharp;

namespace Cutwork.Cli;

/// <summary>Lets this thread, and threads that it begins, compute with a number of libtorch's threads until it is disposed.</summary>
/// <remarks>
/// The last bits of what libtorch computes depend on it. It is kept twice, for threads that have not computed yet and, by OpenMP, for each that has: so it is set
/// on the thread that computes, and set back there. As a ref struct it is not kept over an await, which may go on on another.
/// </remarks>
internal readonly ref struct TorchThreads : IDisposable
{
    private readonly int before = torch.get_num_threads();

    public TorchThreads(int threads) => torch.set_num_threads(threads);

    public void Dispose() => torch.set_num_threads(before);
}
