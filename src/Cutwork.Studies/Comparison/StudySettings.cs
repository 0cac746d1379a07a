using System.Runtime.InteropServices;

namespace Cutwork.Studies;

/// <summary>What a study compares.</summary>
/// <param name="Name">The study's, as in results.</param>
/// <param name="Data">The data set's name, as in tables and results.</param>
/// <param name="Arms">The ways of training; differences are to the first.</param>
/// <param name="Seeds">Runs of each arm.</param>
public sealed record StudySettings(string Name, string Data, IReadOnlyList<Arm> Arms, int Seeds)
{
    /// <summary>The share of the training images whose label is replaced by a random one (<see cref="Studies.RandomLabels"/>), the same ones in every arm of a seed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double RandomLabels
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Studies.RandomLabels.OutOfRange(value);
    }

    /// <summary>The first of the seeds, which count up from it: parts of a study on several machines are put together by joining their results.</summary>
    public ulong FirstSeed { get; init; }

    /// <summary>Where it runs, as results tell it; the operating system and how many processors it has, where left out.</summary>
    public string Machine { get; init; } =
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors";

    /// <summary>Whether each epoch is tested, not the last one alone; a test may take as long as an epoch.</summary>
    public bool TestsEachEpoch { get; init; }
}
