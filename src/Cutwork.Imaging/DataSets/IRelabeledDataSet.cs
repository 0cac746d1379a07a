namespace Cutwork.Imaging;

/// <summary>A data set that has the samples of another under labels of its own; nothing else of them is changed.</summary>
/// <remarks>
/// A loader reads the samples as those of <see cref="Samples"/>, in the way that suits these best (mapped, before they are decoded, part by part), so
/// that wrapping a set changes no pixel and costs no time.
/// </remarks>
public interface IRelabeledDataSet : IDataSet
{
    /// <summary>The set whose samples these are, by the same indexes.</summary>
    IDataSet Samples { get; }

    /// <summary>The label of a sample, an index into <see cref="IDataSet.Classes"/>.</summary>
    /// <param name="index">The sample's.</param>
    /// <param name="label">What <see cref="Samples"/> has for it.</param>
    int LabelOf(int index, int label);
}
