namespace Cutwork.Loading;

/// <summary>The samples of a list, as they stand there or shuffled.</summary>
internal sealed class ListedOrder : SampleOrder
{
    private readonly int[] samples;
    private readonly bool isShuffled;
    private readonly bool repeats;

    public ListedOrder(ReadOnlySpan<int> samples, bool isShuffled)
    {
        foreach (int sample in samples)
            if (sample < 0)
                throw new ArgumentException(
                    $"Samples are indexes in the data set, from 0 on; {sample} is not.",
                    nameof(samples)
                );
        this.samples = samples.ToArray();
        this.isShuffled = isShuffled;
        repeats = new HashSet<int>(this.samples).Count < this.samples.Length;
        Count = CheckCount(samples.Length);
    }

    public override int Count { get; }

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        return samples[isShuffled ? new Permutation(Count, key.For(0, 0))[place] : place];
    }

    // An order that is not shuffled is counted once, whatever the epoch.
    public override int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return repeats ? base.OccurrenceAt(isShuffled ? key : default, place) : 0;
    }
}
