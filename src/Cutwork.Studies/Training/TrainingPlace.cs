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

    /// <summary>What cannot be in it; null where all can.</summary>
    /// <param name="epochs">Of the training.</param>
    /// <param name="steps">Of an epoch.</param>
    public string? Flaw(int epochs, int steps) =>
        Epoch < 0 || Epoch > epochs ? $"it stands in epoch {Epoch} of {epochs}, both from 0"
        : Step < 0 || Step > steps ? $"it stands at step {Step} of {steps}, both from 0"
        : Epoch == epochs && Step > 0 ? $"it stands at step {Step} behind the last epoch"
        : Sums.Flaw();
}
