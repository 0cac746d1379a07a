namespace Cutwork.Tests;

/// <summary>What calls allocate once their code is compiled.</summary>
internal static class Allocation
{
    // Code that is compiled anew meanwhile, beside hundreds of other tests, may allocate; what a call allocates itself, every one does.
    private const int Rounds = 50;

    /// <summary>Bytes of the least of some rounds, the first that allocates nothing being the last.</summary>
    public static long Of(Action call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
