namespace Cutwork.Loading;

/// <summary>The steps of an epoch: which samples are in which batch of this process.</summary>
/// <remarks>
/// <code>
/// places   0 1 2 3 │ 4 5 6 7 │ 8 9        batch size 2, two processes: a step is four places
/// rank 0   0 1     │ 4 5     │ 8
/// rank 1       2 3 │     6 7 │   9        the last step is shared out as evenly as can be
/// </code>
/// Of repeated augmentation (<see cref="SampleOrder.Repeated"/>), places are dealt out one by one: rank 0 has 0 and 2, rank 1 has 1 and 3.
/// All ranks together see every place of an epoch once. In the last step a rank may get one sample less than another, or none, and then
/// has one step less: drop the last step where processes wait for each other.
/// </remarks>
public sealed class BatchOrder
{
    // Far from the operations of the orders, and of policies.
    private const uint Partners = 1u << 30;

    private readonly SampleOrder order;
    private readonly Shard shard;
    private readonly long placesPerStep;

    /// <summary>Batches of an order.</summary>
    /// <param name="order">Which sample stands where.</param>
    /// <param name="batchSize">Samples in a batch of this process.</param>
    /// <param name="shard">This process's part; all of it where left out.</param>
    /// <param name="dropLast">Whether a last step that is not full is left out; then these samples are not seen in this epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    /// <exception cref="ArgumentException">All would be dropped: the epoch is shorter than one full step.</exception>
    public BatchOrder(SampleOrder order, int batchSize, Shard shard = default, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "A batch needs at least 1 sample.");
        this.order = order;
        this.shard = shard;
        BatchSize = batchSize;
        placesPerStep = (long)batchSize * shard.WorldSize;
        int full = (int)(order.Count / placesPerStep);
        if (dropLast && full == 0)
            throw new ArgumentException(
                $"An epoch of {order.Count} samples has no full step of {batchSize} samples for each of {shard.WorldSize} process(es); "
                    + "lower the batch size, or keep the last step.",
                nameof(dropLast)
            );
        Steps = dropLast || PartOf(full).Count == 0 ? full : full + 1;
    }

    /// <summary>Samples in a full batch of this process.</summary>
    public int BatchSize { get; }

    /// <summary>Batches of this process in an epoch; 0 where the epoch has fewer samples than there are processes, and none for this one.</summary>
    public int Steps { get; }

    /// <summary>The samples of a batch, by their indexes in the data set.</summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="step">From 0 to <see cref="Steps"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int[] SamplesAt(Key key, int step)
    {
        Check(step);
        (int first, int stride, int count) = PartOf(step);
        int[] samples = new int[count];
        if (stride == 1)
            order.Fill(key, first, samples);
        else
            for (int i = 0; i < count; i++)
                samples[i] = order.SampleAt(key, first + i * stride);
        return samples;
    }

    /// <summary>How often each sample of a batch came before in the epoch, place by place.</summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="step">From 0 to <see cref="Steps"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int[] OccurrencesAt(Key key, int step)
    {
        Check(step);
        (int first, int stride, int count) = PartOf(step);
        int[] occurrences = new int[count];
        for (int i = 0; i < count; i++)
            occurrences[i] = order.OccurrenceAt(key, first + i * stride);
        return occurrences;
    }

    /// <summary>The samples that stand by as partners of a batch's samples, place by place: a second pass over the same epoch.</summary>
    /// <remarks>
    /// All places of the epoch lie on one random circle (every circle equally likely), and each place's partner is what stands at the next one. So
    /// every place is a partner once, none its own, whatever the batch size and the shard; a sample meets itself only where it is the epoch's
    /// only one, or where the order gives it several places.
    /// </remarks>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="step">From 0 to <see cref="Steps"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int[] PartnersAt(Key key, int step) =>
        [.. PartnerPlacesAt(key, step).Select(place => order.SampleAt(key, place))];

    /// <summary>How often each partner of a batch came before in the epoch, by where it stands there itself.</summary>
    /// <param name="key">Seed and epoch.</param>
    /// <param name="step">From 0 to <see cref="Steps"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int[] PartnerOccurrencesAt(Key key, int step) =>
        [.. PartnerPlacesAt(key, step).Select(place => order.OccurrenceAt(key, place))];

    /// <summary>How many samples a batch has, nothing drawn.</summary>
    internal int CountAt(int step) => PartOf(step).Count;

    private void Check(int step)
    {
        if ((uint)step >= (uint)Steps)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"An epoch has {Steps} steps, from 0.");
    }

    private int[] PartnerPlacesAt(Key key, int step)
    {
        Check(step);
        var circle = new Permutation(order.Count, key.For(0, Partners));
        (int first, int stride, int count) = PartOf(step);
        int[] places = new int[count];
        for (int i = 0; i < count; i++)
        {
            int turn = circle.PlaceOf(first + i * stride);
            places[i] = circle[turn + 1 == circle.Count ? 0 : turn + 1];
        }
        return places;
    }

    /// <summary>The places of this rank in a step.</summary>
    private (int First, int Stride, int Count) PartOf(int step)
    {
        long start = step * placesPerStep;
        long places = Math.Min(placesPerStep, order.Count - start);
        (long each, long more) = Math.DivRem(places, shard.WorldSize);
        long before = order.IsDealtOut ? shard.Rank : shard.Rank * each + Math.Min(shard.Rank, more);
        int stride = order.IsDealtOut ? shard.WorldSize : 1;
        return ((int)(start + before), stride, (int)(each + (shard.Rank < more ? 1 : 0)));
    }
}
