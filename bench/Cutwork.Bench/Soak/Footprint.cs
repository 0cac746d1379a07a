using System.Diagnostics;

namespace Cutwork.Bench;

/// <summary>What the process holds between two readings: no loader lives, and the collector has just been through all of it.</summary>
/// <param name="Elapsed">Since the start.</param>
/// <param name="ImagesPerSecond">Since the footprint before.</param>
/// <param name="Peak">Most bytes resident while that was read.</param>
/// <param name="Resident">Bytes resident at rest.</param>
/// <param name="Managed">Bytes of live objects.</param>
/// <param name="Handles">Open files.</param>
/// <param name="Threads">All of the process.</param>
/// <param name="Batches">Batches that readings left behind, altogether; 0 unless memory is lost.</param>
internal sealed record Footprint(
    TimeSpan Elapsed,
    double ImagesPerSecond,
    long Peak,
    long Resident,
    long Managed,
    int Handles,
    int Threads,
    int Batches
)
{
    private const string OpenFiles = "/proc/self/fd";

    public static Footprint Now(TimeSpan elapsed, double imagesPerSecond, long peak, int batches)
    {
        // Twice: what finalizers free is seen by the second. Aggressively: the collector gives back what it would keep for a while.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long managed = GC.GetTotalMemory(forceFullCollection: false);
        using Process self = Process.GetCurrentProcess();
        return new Footprint(
            elapsed,
            imagesPerSecond,
            peak,
            self.WorkingSet64,
            managed,
            Directory.Exists(OpenFiles) ? Directory.GetFileSystemEntries(OpenFiles).Length : self.HandleCount,
            self.Threads.Count,
            batches
        );
    }
}
