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

    public readonly EpochResult Result(int epoch) =>
        new(epoch, Loss / Images, Hits / Images, Images, Seconds, Waiting, Painting);
}
