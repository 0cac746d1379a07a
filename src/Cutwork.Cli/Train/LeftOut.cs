using System.Collections.Concurrent;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Notes each image that cannot be read, once and not once an epoch.</summary>
internal sealed class LeftOut(Terminal terminal) : IProgress<LoaderProgress>
{
    private readonly ConcurrentDictionary<string, bool> told = [];

    public void Report(LoaderProgress value)
    {
        foreach (SkippedSample sample in value.LeftOut)
            if (told.TryAdd(sample.Name, true))
                terminal.Note($"left out {SafeName.Show(sample.Name)}: {sample.Reason}");
    }
}
