using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>The inputs that a run left out, each once, however many epochs met it.</summary>
internal sealed class SkippedInputs
{
    private readonly List<Skipped> all = [];
    private readonly HashSet<int> known = [];

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<Skipped> All => all;

    public void Add(LoaderProgress progress)
    {
        foreach (SkippedSample sample in progress.LeftOut)
            if (known.Add(sample.Sample))
                all.Add(new Skipped(sample.Name, sample.Reason));
    }
}
