using TorchSharp;

namespace Cutwork.Cli;

/// <summary>Lets work compute with a number of libtorch's threads, and sets it back.</summary>
/// <remarks>
/// The last bits of what libtorch computes depend on it. It is kept twice, for threads that have not computed yet and, by OpenMP, for each that has: so it is set
/// on the thread that computes, and set back there. Work that ended on another thread would leave it behind on the first.
/// </remarks>
internal static class TorchThreads
{
    /// <summary>Does work that stays on this thread, or on threads that it begins.</summary>
    public static T With<T>(int threads, Func<T> work)
    {
        int before = torch.get_num_threads();
        torch.set_num_threads(threads);
        try
        {
            return work();
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    /// <inheritdoc cref="With{T}"/>
    public static void With(int threads, Action work) =>
        With(
            threads,
            () =>
            {
                work();
                return true;
            }
        );
}
