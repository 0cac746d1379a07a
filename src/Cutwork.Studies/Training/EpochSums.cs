namespace Cutwork.Studies;

/// <summary>What an epoch has come to so far; kept with a checkpoint, so that an epoch that was stopped ends with the numbers of one that was not.</summary>
internal record struct EpochSums(double Loss, double Hits, long Images, double Seconds, double Waiting, double Painting)
{
    public readonly void Save(BinaryWriter writer)
    {
        writer.Write(Loss);
        writer.Write(Hits);
        writer.Write(Images);
        writer.Write(Seconds);
        writer.Write(Waiting);
        writer.Write(Painting);
    }

    public static EpochSums Load(BinaryReader reader) =>
        new(
            reader.ReadDouble(),
            reader.ReadDouble(),
            reader.ReadInt64(),
            reader.ReadDouble(),
            reader.ReadDouble(),
            reader.ReadDouble()
        );

    /// <summary>What cannot be in them; null where all can.</summary>
    public readonly string? Flaw()
    {
        foreach (double sum in (ReadOnlySpan<double>)[Loss, Hits, Images, Seconds, Waiting, Painting])
            if (!(sum >= 0 && double.IsFinite(sum)))
                return FormattableString.Invariant($"one of its sums is {sum}");
        return null;
    }

    public readonly EpochResult Result(int epoch) =>
        new(epoch, Loss / Images, Hits / Images, Images, Seconds, Waiting, Painting);
}
