using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>The samples of a list, as they stand there.</summary>
internal sealed class ListedOrder(IReadOnlyList<int> samples) : SampleOrder
{
    public override int Count => samples.Count;

    public override int SampleAt(Key key, int place) => samples[place];
}
