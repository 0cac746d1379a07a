using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>Which sample stands at which place of an epoch; computed place by place, so that any worker can begin anywhere.</summary>
public abstract class SampleOrder
{
    private const int MostEpochsCounted = 2;

    private readonly object counting = new();
    private Occurrences[] counted = [];

    /// <summary>Places in an epoch.</summary>
    public abstract int Count { get; }

    /// <summary>The index of the sample at a place.</summary>
    /// <param name="key">Seed and epoch: another epoch, another order.</param>
    /// <param name="place">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public abstract int SampleAt(Key key, int place);

    /// <summary>
    /// How often the sample at a place came before in the epoch, from 0: where samples repeat, each time is cropped, flipped, erased and mixed
    /// anew. Counted from the first place on where an order does not know better.
    /// </summary>
    /// <remarks>Counting keeps 4 bytes for each place, and 16 to 24 for each sample. Override it in an order that never repeats.</remarks>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="place">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public virtual int OccurrenceAt(Key key, int place)
    {
        Check(place);
        return OccurrencesOf(key.For(0, 0)).At(place);
    }

    /// <summary>The data set's own order, the same in every epoch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    public static SampleOrder Sequential(int count) => new SequentialOrder(count);

    /// <summary>The samples of a list, as they stand there, the same in every epoch: a part of a set.</summary>
    /// <param name="samples">Indexes in the data set; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    /// <exception cref="ArgumentException">An index is negative.</exception>
    public static SampleOrder Listed(params ReadOnlySpan<int> samples) => new ListedOrder(samples, isShuffled: false);

    /// <summary>The samples of a list, each as often an epoch as it stands there, in random order: a part of a set to train on.</summary>
    /// <param name="samples">Indexes in the data set; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    /// <exception cref="ArgumentException">An index is negative.</exception>
    public static SampleOrder Shuffled(ReadOnlySpan<int> samples) => new ListedOrder(samples, isShuffled: true);

    /// <summary>Every sample once an epoch, in random order (<see cref="Permutation"/>): no array, whatever the count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    public static SampleOrder Shuffled(int count) => new ShuffledOrder(count);

    /// <summary>
    /// Every sample once an epoch, shuffled within a window that goes along the parts of a set (<see cref="IPartedDataSet"/>: tar shards), so that
    /// files are read nearly from front to back; any other set is one part.
    /// </summary>
    /// <inheritdoc cref="Windowed(ReadOnlySpan{int}, int)"/>
    public static SampleOrder Windowed(IDataSet set, int window)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new SetReader(set).Samples is IPartedDataSet parted
            ? Windowed(parted.PartLengths.AsSpan(), window)
            : Windowed([set.Count], window);
    }

    /// <summary>Every sample once an epoch, shuffled within a window that goes along parts of these lengths.</summary>
    /// <remarks>
    /// <code>
    /// parts, in the epoch's random order   │ c c c c c c c │ a a a a a │ b b b b b b │
    /// windows, begun at a random place     │ 1 1 │ 2 2 2 2 2 │ 3 3 3 3 3 │ 4 4 4 4 4 │ 5
    /// each in random order                 │ c c │ c c a c c │ a c a a a │ …
    /// </code>
    /// The law: all orders of the parts are equally likely, and within each window all orders of its samples; where windows begin is uniform
    /// too, and drawn for each epoch. No sample stands <paramref name="window"/> places or more from where it would be read one by one: while a
    /// window is read, only its own <paramref name="window"/> neighboring samples are touched. A window that holds the whole epoch shuffles all of
    /// it, as <see cref="Shuffled(int)"/>. Samples that lie further apart in a file do not come together: write files in random order.
    /// </remarks>
    /// <param name="partLengths">Samples in each part, from 0 on, in the order of their indexes in the data set.</param>
    /// <param name="window">Places that are shuffled with each other, at least 1.</param>
    /// <exception cref="ArgumentException">A length is negative, or they sum to more than an index can name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample, or the window is below 1.</exception>
    public static SampleOrder Windowed(ReadOnlySpan<int> partLengths, int window) =>
        new WindowedOrder(partLengths, window);

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

    /// <summary>
    /// Repeated augmentation: every sample several times an epoch, in random order, its copies next to each other, so that they come into one
    /// batch, each painted anew.
    /// </summary>
    /// <remarks>
    /// Of several processes, each gets another copy: places are dealt out one by one, as torchvision's <c>RASampler</c> does
    /// (references/classification/sampler.py), which also ends an epoch after as many places as there are samples: give them as
    /// <paramref name="places"/>. Hoffer et al. 2020, "Augment your batch", 1901.09335; Touvron et al. 2021 (DeiT), 2012.12877.
    /// </remarks>
    /// <param name="count">Samples of the data set.</param>
    /// <param name="times">How often each comes, from 1; 3 in DeiT.</param>
    /// <param name="places">Places in an epoch, from 1 to <paramref name="count"/> · <paramref name="times"/>; all of them where left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample, or times or places are not in their range.</exception>
    /// <exception cref="ArgumentException">These are more places than an epoch can have.</exception>
    public static SampleOrder Repeated(int count, int times, int? places = null) =>
        new RepeatedOrder(count, times, places);

    /// <summary>True where the places of a step are dealt out to processes one by one, not in runs.</summary>
    internal virtual bool IsDealtOut => false;

    /// <summary>The samples at places that follow each other.</summary>
    internal virtual void Fill(Key key, int place, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i] = SampleAt(key, place + i);
    }

    private protected void Check(int place)
    {
        if ((uint)place >= (uint)Count)
            throw new ArgumentOutOfRangeException(
                nameof(place),
                place,
                $"An epoch of {Count} samples has the places 0 to {Count - 1}."
            );
    }

    // Two epochs may be read in turn.
    private Occurrences OccurrencesOf(Key key)
    {
        Occurrences[] kept = Volatile.Read(ref counted);
        foreach (Occurrences epoch in kept)
            if (epoch.Key == key)
                return epoch;
        lock (counting)
        {
            foreach (Occurrences epoch in counted)
                if (epoch.Key == key)
                    return epoch;
            var added = new Occurrences(this, key);
            Volatile.Write(ref counted, [added, .. counted.Take(MostEpochsCounted - 1)]);
            return added;
        }
    }

    private protected static int CheckCount(int count, string name = "count") =>
        count >= 1
            ? count
            : throw new ArgumentOutOfRangeException(
                name,
                count,
                "An epoch needs at least 1 sample; is the data set empty?"
            );
}
