using Cutwork.Imaging;

namespace Cutwork.Fuzz;

/// <summary>A data set in files, one of which is changed: opened, and its first samples read.</summary>
internal abstract class SetTarget : Target
{
    private const int MostSamples = 6;

    private static readonly DataSetOptions Options = new() { Decode = new DecodeOptions { MaximumPixels = 1 << 16 } };

    protected Scratch Scratch { get; } = new();

    public override IReadOnlyList<Type> Refusals { get; } = [typeof(DataSetException)];

    public override void Run(byte[] input)
    {
        string path = Write(input);
        DataSetException? refusal = null;
        using (IDataSet set = DataSets.Open(path, Options))
        {
            LawException.Check(set.Count > 0 && set.Classes.Count > 0, "a set without samples or classes was opened");
            for (int index = 0; index < Math.Min(set.Count, MostSamples); index++)
                try
                {
                    LawException.Check(set.NameOf(index) is not null, "a sample has no name");
                    DataSample sample = set.Read(index);
                    LawException.Check((uint)sample.Label < (uint)set.Classes.Count, "a label is no class");
                    LawException.Check(
                        set.Read(index).Picture.Pixels.AsSpan().SequenceEqual(sample.Picture.Pixels),
                        "a sample read twice has other pixels"
                    );
                }
                catch (DataSetException error)
                {
                    refusal = error;
                }
        }
        if (refusal is not null)
            throw refusal;
    }

    public override void Dispose() => Scratch.Dispose();

    /// <summary>Writes what is read; the path of the set.</summary>
    protected abstract string Write(byte[] input);
}
