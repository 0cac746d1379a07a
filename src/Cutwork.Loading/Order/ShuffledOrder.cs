namespace Cutwork.Loading;

/// <summary>A keyed permutation.</summary>
internal sealed class ShuffledOrder(int count) : SampleOrder
{
    public override int Count { get; } = CheckCount(count);

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        return new Permutation(Count, key.For(0, 0))[place];
    }

    public override int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return 0;
    }

    internal override void Fill(Key key, int place, Span<int> samples) =>
        new Permutation(Count, key.For(0, 0)).Fill(place, samples);
}
