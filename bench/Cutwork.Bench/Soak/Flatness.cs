using System.Globalization;

namespace Cutwork.Bench;

/// <summary>Whether what the process holds grows.</summary>
/// <remarks>
/// The first half is filling up: malloc has a heap for each thread, and they are some minutes in coming. In the second half the slope is the median of the slopes between any two footprints (Theil and Sen), which a few
/// odd ones do not move. One batch lost in a hundred readings, or one byte with each image, is beyond the bounds.
/// </remarks>
/// <param name="ResidentSlope">Bytes a minute, resident at rest.</param>
/// <param name="ManagedSlope">Bytes a minute of live objects.</param>
/// <param name="Handles">How many more files are open at the end than after the first half.</param>
/// <param name="Threads">How many more threads there are.</param>
/// <param name="Batches">Batches left behind.</param>
internal sealed record Flatness(double ResidentSlope, double ManagedSlope, int Handles, int Threads, int Batches)
{
    /// <summary>Bytes a minute: an eighth of one batch of photos in floats. What malloc and the pools keep idle goes up and down by more.</summary>
    public const double MostResident = 1 << 20;

    /// <summary>Bytes a minute: less than half a byte an image.</summary>
    public const double MostManaged = 512 << 10;

    /// <summary>The thread pool, which is not the loader's, adds and ends threads as it likes.</summary>
    public static readonly int MostThreads = 4 * Environment.ProcessorCount;

    /// <summary>Files that the runtime itself has open for a while, a few; a soak opens hundreds of thousands.</summary>
    public const int MostHandles = 8;

    public bool Holds =>
        ResidentSlope <= MostResident
        && ManagedSlope <= MostManaged
        && Handles <= MostHandles
        && Threads <= MostThreads
        && Batches == 0;

    /// <summary>Null where there is nothing to judge: it takes three footprints in the second half.</summary>
    public static Flatness? Of(IReadOnlyList<Footprint> footprints)
    {
        Footprint[] warm = [.. footprints.Where(footprint => footprint.Elapsed >= footprints[^1].Elapsed / 2)];
        return warm.Length < 3
            ? null
            : new Flatness(
                Slope(warm, footprint => footprint.Resident),
                Slope(warm, footprint => footprint.Managed),
                warm[^1].Handles - warm[0].Handles,
                warm[^1].Threads - warm[0].Threads,
                warm[^1].Batches
            );
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Holds ? "flat" : "NOT FLAT")} in the second half: resident {ResidentSlope / (1 << 20):+0.00;-0.00} MiB a minute (at most {MostResident / (1 << 20):0}), live objects {ManagedSlope / (1 << 10):+0.0;-0.0} KiB a minute (at most {MostManaged / (1 << 10):0}), open files {Handles:+0;-0;0} (at most {MostHandles}), threads {Threads:+0;-0;0} (at most {MostThreads}), batches left behind {Batches} (none)"
        );

    private static double Slope(Footprint[] warm, Func<Footprint, double> bytesOf)
    {
        var slopes = new List<double>(warm.Length * (warm.Length - 1) / 2);
        for (int later = 1; later < warm.Length; later++)
        for (int earlier = 0; earlier < later; earlier++)
            slopes.Add(
                (bytesOf(warm[later]) - bytesOf(warm[earlier]))
                    / (warm[later].Elapsed - warm[earlier].Elapsed).TotalMinutes
            );
        slopes.Sort();
        return (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
