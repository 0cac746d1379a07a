using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A training between two steps, as a file.</summary>
/// <remarks>
/// <code>
/// "CWTRAIN3"   what network it is   epoch, steps of it, its sums   state of the network (TorchSharp's)   of each weight: itself in f32 where it is computed otherwise, and its momentum   averages
/// </code>
/// Written beside the old one and renamed over it, so that there is always a whole one.
/// </remarks>
internal static class Checkpoint
{
    private static ReadOnlySpan<byte> Mark => "CWTRAIN3"u8;

    public static void Save(
        string path,
        nn.Module<Tensor, Tensor> network,
        MovingWeights weights,
        AveragedWeights? averages,
        string identity,
        TrainingPlace place
    )
    {
        string partial = path + ".partial";
        try
        {
            using (FileStream file = File.Create(partial))
            using (var writer = new BinaryWriter(file))
            {
                writer.Write(Mark);
                writer.Write(identity);
                place.Save(writer);
                network.save(writer);
                weights.Save(writer);
                averages?.Save(writer);
                writer.Flush();
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public static TrainingPlace Load(
        string path,
        nn.Module<Tensor, Tensor> network,
        MovingWeights weights,
        AveragedWeights? averages,
        string identity
    )
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new BinaryReader(file);
        try
        {
            if (!reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark))
                throw new TrainingException($"{path}: this is no checkpoint of this version of cutwork.");
            string found = reader.ReadString();
            if (found != identity)
                throw new TrainingException(
                    $"{path}: this checkpoint is of {found}, but the training is of {identity}."
                );
            var place = TrainingPlace.Load(reader);
            network.load(reader);
            weights.Load(reader);
            averages?.Load(reader);
            return place;
        }
        catch (Exception error) when (error is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new TrainingException(
                $"{path}: this checkpoint is damaged, or of another network ({error.Message.TrimEnd('.')})."
            );
        }
    }
}
