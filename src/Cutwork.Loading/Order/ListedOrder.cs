namespace Cutwork.Loading;

/// <summary>The samples of a list, as they stand there.</summary>
internal sealed class ListedOrder(int[] samples) : SampleOrder
{
    public override int Count { get; } = CheckCount(samples.Length);

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        return samples[place];
    }
}
