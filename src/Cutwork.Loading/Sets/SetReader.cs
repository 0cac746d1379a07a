using Cutwork.Imaging;

namespace Cutwork.Loading;

/// <summary>How a set's samples are read best, whatever its labels are wrapped in.</summary>
internal sealed class SetReader
{
    private readonly IDataSet set;
    private readonly IRelabeledDataSet[] relabelings; // the innermost first
    private readonly int classes;

    public SetReader(IDataSet set)
    {
        this.set = set;
        classes = set.Classes.Count;
        var wrappers = new Stack<IRelabeledDataSet>();
        Samples = set;
        while (Samples is IRelabeledDataSet relabeled)
        {
            wrappers.Push(relabeled);
            Samples = relabeled.Samples;
        }
        relabelings = [.. wrappers];
        Mapped = Samples as IMappedDataSet;
        Encoded = Mapped is null ? Samples as IEncodedDataSet : null;
    }

    /// <summary>The set that has the samples themselves.</summary>
    public IDataSet Samples { get; }

    /// <summary>The same, where its samples lie in memory.</summary>
    public IMappedDataSet? Mapped { get; }

    /// <summary>The same, where its samples are files that can be had before they are decoded.</summary>
    public IEncodedDataSet? Encoded { get; }

    /// <summary>The label that a sample has in the set.</summary>
    /// <param name="sample">Its index.</param>
    /// <param name="stored">What <see cref="Samples"/> has for it.</param>
    /// <exception cref="DataSetException">It is none of the set's classes.</exception>
    public int LabelOf(int sample, int stored)
    {
        int label = stored;
        foreach (IRelabeledDataSet relabeled in relabelings)
            label = relabeled.LabelOf(sample, label);
        return (uint)label < (uint)classes
            ? label
            : throw new DataSetException(
                set.NameOf(sample),
                $"its label is {label}, but the set has {classes} classes: labels are 0 to {classes - 1}."
            );
    }
}
