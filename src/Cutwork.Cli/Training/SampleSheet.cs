using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Images of the first batch of an epoch as the network saw them, with their labels: the same draws, as bytes.</summary>
internal static class SampleSheet
{
    private const int Count = 8;

    /// <summary>Null where the recipe painted nothing that could be shown.</summary>
    public static Picture? Draw(TrainData data, TrainSettings settings, RecipeChoice recipe, int epoch)
    {
        Frame frame = data.Frame;
        using var loader = new Loader<byte>(
            data.Train,
            new LoaderOptions
            {
                Size = frame.Size,
                Channels = frame.Channels,
                ChannelsLast = true,
                Palette = frame.Palette,
                BatchSize = settings.Batch,
                Seed = settings.Seed,
                RecipeAt = recipe.At,
                Order = data.Order,
                DropLast = true,
                KeepSources = true,
                OnDamage = settings.OnError == OnError.Skip ? OnDamage.Skip : OnDamage.Stop,
            }
        );
        var picker = new SheetPicker(recipe.At(epoch), Count);
        foreach (LoadedBatch<byte> batch in loader.Read(epoch))
            using (batch)
            {
                foreach (int position in picker.Choose(batch.Plan).Order())
                    picker.Add(batch, position, frame, data.Train);
                break;
            }
        return picker.Draw($"{SafeName.Show(data.Train.Name)} · seed {settings.Seed} · epoch {epoch + 1}");
    }
}
