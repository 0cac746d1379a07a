namespace Cutwork.Loading;

/// <summary>Repeated augmentation: a shuffled order whose samples stand several times, one copy behind the other.</summary>
internal sealed class RepeatedOrder : SampleOrder
{
    private readonly ShuffledOrder samples;
    private readonly int times;

    public RepeatedOrder(int count, int times, int? places)
    {
        if (times < 1)
            throw new ArgumentOutOfRangeException(nameof(times), times, "A sample comes at least 1 time.");
        samples = new ShuffledOrder(count);
        this.times = times;
        long most = (long)count * times;
        if (most > int.MaxValue)
            throw new ArgumentException(
                $"{count} samples {times} times are {most} places, more than the {int.MaxValue} an epoch can have; repeat them less often.",
                nameof(times)
            );
        if (places > most)
            throw new ArgumentOutOfRangeException(
                nameof(places),
                places,
                $"{count} samples {times} times are {most} places; an epoch has at most those."
            );
        Count = CheckCount(places ?? (int)most, nameof(places));
    }

    public override int Count { get; }

    // A sample's copies stand next to each other, and each belongs to another process.
    internal override bool IsDealtOut => true;

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        return samples.SampleAt(key, place / times);
    }

    public override int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return place % times;
    }
}
