namespace Cutwork.Loading;

/// <summary>Which sample stands at which place of an epoch; computed place by place, so that any worker can begin anywhere.</summary>
public abstract class SampleOrder
{
    /// <summary>Places in an epoch.</summary>
    public abstract int Count { get; }

    /// <summary>The index of the sample at a place.</summary>
    /// <param name="key">Seed and epoch: another epoch, another order.</param>
    /// <param name="place">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public abstract int SampleAt(Key key, int place);

    /// <summary>The data set's own order, the same in every epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    public static SampleOrder Sequential(int count) => new SequentialOrder(count);

    /// <summary>Every sample once an epoch, in random order (<see cref="Permutation"/>): no array, whatever the count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    public static SampleOrder Shuffled(int count) => new ShuffledOrder(count);

    /// <summary>
    /// Each place draws a sample, with replacement, with a probability in proportion to its weight, as PyTorch's
    /// <c>WeightedRandomSampler</c>.
    /// </summary>
    /// <param name="weights">One per sample, from 0 on; they need not sum to 1.</param>
    /// <param name="count">Places in an epoch; as many as there are samples where left out.</param>
    /// <exception cref="ArgumentException">A weight is negative, not finite, or none is above 0.</exception>
    public static SampleOrder Weighted(ReadOnlySpan<double> weights, int? count = null) =>
        new WeightedOrder(weights, count ?? weights.Length);

    /// <summary>
    /// Every class equally often: places go through all classes in a random order, again and again, and each class through its samples in a
    /// random order, again and again.
    /// </summary>
    /// <param name="labels">The class of each sample, from 0 on; classes without a sample are left out.</param>
    /// <param name="count">Places in an epoch; as many as there are samples where left out.</param>
    /// <exception cref="ArgumentException">There is no sample, or a label is negative.</exception>
    public static SampleOrder ClassBalanced(ReadOnlySpan<int> labels, int? count = null) =>
        new ClassBalancedOrder(labels, count ?? labels.Length);

    private protected void Check(int place)
    {
        if ((uint)place >= (uint)Count)
            throw new ArgumentOutOfRangeException(
                nameof(place),
                place,
                $"An epoch of {Count} samples has the places 0 to {Count - 1}."
            );
    }

    private protected static int CheckCount(int count) =>
        count >= 1
            ? count
            : throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                "An epoch needs at least 1 sample; is the data set empty?"
            );
}
