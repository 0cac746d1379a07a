using Cutwork.Imaging;

namespace Cutwork.Studies;

/// <summary>A data set some of whose labels are replaced by random ones: what a network that learns them has learned by heart.</summary>
/// <remarks>
/// Which ones, and by what, is a function of (seed, sample). A random label is any of the classes with equal probability, the own one included, as in
/// Zhang et al. 2017: of ten classes, a tenth of those replaced stays as it was.
/// </remarks>
public sealed class RandomLabels : IRelabeledDataSet
{
    // Policies are numbered from 0; this one is far from them.
    private const uint Operation = 0x4c41424c;

    private readonly double share;
    private readonly Key key;

    /// <summary>Wraps a set, which stays the caller's.</summary>
    /// <param name="set">The set.</param>
    /// <param name="share">The probability that a label is replaced, from 0 to 1.</param>
    /// <param name="seed">Of the choice and of the labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public RandomLabels(IDataSet set, double share, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        Samples = set;
        this.share = share is >= 0 and <= 1 ? share : throw OutOfRange(share);
        key = new Key(seed, 0, 0, Operation);
    }

    /// <inheritdoc/>
    public IDataSet Samples { get; }

    /// <inheritdoc/>
    public string Name => Samples.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => Samples.Classes;

    /// <inheritdoc/>
    public int Count => Samples.Count;

    /// <inheritdoc/>
    public DataSetAccount Account => Samples.Account;

    /// <summary>Whether a sample's label is replaced.</summary>
    public bool IsRandom(int index) => key.For(index).Open().Chance(share);

    /// <inheritdoc/>
    public string NameOf(int index) => Samples.NameOf(index);

    /// <inheritdoc/>
    public DataSample Read(int index)
    {
        DataSample sample = Samples.Read(index);
        return sample with { Label = LabelOf(index, sample.Label) };
    }

    /// <inheritdoc/>
    public int LabelOf(int index, int label)
    {
        Rng rng = key.For(index).Open();
        return rng.Chance(share) ? rng.Below(Classes.Count) : label;
    }

    /// <summary>Does nothing: the set is the caller's.</summary>
    public void Dispose() { }

    internal static ArgumentOutOfRangeException OutOfRange(double share) =>
        new(nameof(share), share, "A share of random labels is from 0 to 1.");
}
