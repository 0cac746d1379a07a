namespace Cutwork.Loading;

/// <summary>Draws with replacement by Walker's alias method: two numbers and one comparison a draw, whatever the number of samples.</summary>
/// <remarks>Vose, "A linear algorithm for generating random numbers with a given distribution", 1991.</remarks>
internal sealed class WeightedOrder : SampleOrder
{
    // Policies draw under the numbers from 0 on; this one is nobody else's.
    private const uint Operation = uint.MaxValue - 1;

    private readonly double[] kept;
    private readonly int[] alias;

    public WeightedOrder(ReadOnlySpan<double> weights, int count)
    {
        Count = CheckCount(count);
        double sum = 0;
        for (int sample = 0; sample < weights.Length; sample++)
            sum += weights[sample] is >= 0 and < double.PositiveInfinity
                ? weights[sample]
                : throw new ArgumentException(
                    $"The weight of sample {sample} is {weights[sample]}; weights are finite and at least 0.",
                    nameof(weights)
                );
        if (!(sum > 0) || double.IsInfinity(sum))
            throw new ArgumentException(
                $"The {weights.Length} weights sum to {sum}; at least one must be above 0, and the sum finite.",
                nameof(weights)
            );
        kept = new double[weights.Length];
        alias = new int[weights.Length];
        Fill(weights, sum);
    }

    public override int Count { get; }

    public override int SampleAt(Key key, int place)
    {
        Check(place);
        Rng rng = key.For(place, Operation).Open();
        int column = rng.Below(kept.Length);
        return rng.NextDouble() < kept[column] ? column : alias[column];
    }

    /// <summary>Columns of height 1, each shared by at most two samples.</summary>
    private void Fill(ReadOnlySpan<double> weights, double sum)
    {
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int sample = 0; sample < weights.Length; sample++)
        {
            kept[sample] = weights[sample] / sum * weights.Length;
            alias[sample] = sample;
            (kept[sample] < 1 ? small : large).Push(sample);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            int low = small.Pop();
            int high = large.Pop();
            alias[low] = high;
            kept[high] -= 1 - kept[low];
            (kept[high] < 1 ? small : large).Push(high);
        }
        // What rounding leaves over are full columns; a sample of weight 0 never is one unless all columns above it are used up.
        foreach (int column in small.Concat(large))
            if (weights[column] > 0)
                kept[column] = 1;
    }
}
