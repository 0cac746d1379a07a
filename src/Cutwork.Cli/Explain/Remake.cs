using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>One output made again: from the source's pictures, the recipe, and the key of its batch. Nothing recorded is painted.</summary>
internal static class Remake
{
    /// <summary>The bytes of the output's file.</summary>
    /// <exception cref="Failure">The recipe no longer draws what was drawn then.</exception>
    public static async Task<byte[]> MakeAsync(
        WrittenSet written,
        Plan recorded,
        int position,
        string? source,
        SourceLimits limits,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        Summary summary = written.Summary;
        AugmentSettings settings = summary.Settings;
        var frame = new Frame(recorded.Size, summary.Channels);
        if (summary.Size is not [int height, int width] || recorded.Size != new Size(height, width))
            throw new Failure(
                $"The plan is for images of {recorded.Size}, and {Summary.FileName} says {string.Join('×', summary.Size)}: they do not belong together."
            );
        frame.CheckBatch(recorded.Count);
        RecipeChoice recipes = written.ReadRecipe();
        var key = new Key(settings.Seed, recorded.Key.Epoch);
        var scene = new Scene(frame.Size, recorded.Samples.AsSpan());
        if (!recorded.Occurrences.IsEmpty)
            scene = scene.WithOccurrences(recorded.Occurrences.AsSpan());
        if (!recorded.Views.IsEmpty)
            scene = scene.From([.. recorded.Views.Select(view => view.SourceSize)]);
        Plan plan = recipes.At(key.Epoch).Draw(key, scene);
        if (!plan.Equals(recorded))
            throw new Failure(
                $"{SafeName.Show(written.RecipePath)}: the recipe draws another plan than the one in plan.jsonl; it, or the seed, was changed after the set was written."
            );

        using IDataSet set = Sources.Open(
            source ?? settings.Source,
            settings.Limit,
            frame.Size,
            settings.MostMegapixels,
            limits,
            terminal
        );
        if (set.Count != summary.Source.Samples)
            throw new Failure(
                $"{SafeName.Show(source ?? settings.Source)}: the source has {set.Count} samples now, but had {summary.Source.Samples}; it was changed after the set was written."
            );
        using var loader = new AugmentLoader(
            settings with
            {
                Batch = recorded.Count,
                Epoch = recorded.Key.Epoch,
                Copies = 1,
                OnError = OnError.Stop,
                Workers = Environment.ProcessorCount,
            },
            recipes,
            set,
            frame,
            new RecordedOrder(recorded)
        );
        await foreach (LoadedBatch<byte> batch in loader.ReadAsync(cancellation))
            using (batch)
                return new PictureEncoder(frame, settings.Encode).Encode(batch, position);
        throw new InvalidOperationException("A plan of no images was recorded.");
    }
}
