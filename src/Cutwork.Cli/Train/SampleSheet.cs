using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Images of the first batch of an epoch as the network saw them, with their labels: the same draws, as bytes.</summary>
internal static class SampleSheet
{
    private const int Count = 8;

    /// <summary>Null where the recipe painted nothing that could be shown.</summary>
    public static Picture? Draw(TrainOutcome outcome, int epoch)
    {
        TrainData data = outcome.Data;
        Frame frame = data.Frame;
        using var loader = new Loader<byte>(
            data.Train,
            outcome.Options.ForTraining(data.Order, data.Train.Classes.Count) with
            {
                Palette = frame.Palette,
                KeepSources = true,
                Progress = null,
            }
        );
        var picker = new SheetPicker(outcome.Recipe.At(epoch), Count);
        foreach (LoadedBatch<byte> batch in loader.Read(epoch))
            using (batch)
            {
                foreach (int position in picker.Choose(batch.Plan).Order())
                    picker.Add(batch, position, frame, data.Train);
                break;
            }
        return picker.Draw($"{SafeName.Show(data.Train.Name)} · seed {outcome.Settings.Seed} · epoch {epoch + 1}");
    }
}
