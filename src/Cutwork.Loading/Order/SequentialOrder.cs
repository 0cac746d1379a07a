namespace Cutwork.Loading;

/// <summary>Place i is sample i.</summary>
internal sealed class SequentialOrder(int count) : SampleOrder
{
    public override int Count { get; } = CheckCount(count);

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        return place;
    }

    public override int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return 0;
    }
}
