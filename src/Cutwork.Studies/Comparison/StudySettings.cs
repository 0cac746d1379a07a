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

    /// <summary>Epochs from one test to the next, for what the best of them came to; null to test after the last alone. A test may take as long as an epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TestEvery
    {
        get;
        init
        {
            if (value is { } epochs)
                ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1, nameof(TestEvery));
            field = value;
        }
    }

    /// <summary>Runs side by side, each on a thread of its own.</summary>
    /// <remarks>
    /// Small networks keep one core busy and not many: on two, two runs with one thread of libtorch each (<c>torch.set_num_threads(1)</c>) did 1.4 times the
    /// images of one run with two (six convolutions on 28×28, f32, Zen 3). What a run comes to is then the same on any number of processors, too.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int AtOnce
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(AtOnce));
            field = value;
        }
    } = 1;
}
