namespace Cutwork.Studies;

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">The epoch that is trained, from 0.</param>
/// <param name="Step">The next step of it, from 0.</param>
/// <param name="Sums">Of the steps before.</param>
internal readonly record struct TrainingPlace(int Epoch, int Step, EpochSums Sums)
{
    public void Save(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(Step);
        Sums.Save(writer);
    }

    public static TrainingPlace Load(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), EpochSums.Load(reader));
}
