using System.CommandLine;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary><c>cutwork preview</c>: a picture of what <c>augment</c> would do with the same options.</summary>
internal static class PreviewVerb
{
    // Rare kinds are looked for this far, not through the whole set.
    private const int MostBatches = 8;

    // A sheet of more is no picture any more.
    private const int MostSamples = 200;

    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "preview",
            "Draw a contact sheet: images before and after, what was done outlined, class names and weights below. It shows what `augment` would write with the same options.",
            "cutwork preview photos --out sheet.png --size 224",
            "cutwork preview shapes --out sheet.png --preset timm-elem --count 8"
        );
        Argument<string> source = Sources.Argument();
        Option<string> output = new("--out")
        {
            Description = "The picture to write; PNG, or what its name ends in: .jpg, .jpeg or .webp.",
            HelpName = "FILE",
            Required = true,
        };
        var recipe = new RecipeOptions();
        var limits = new SourceLimits.Options();
        Option<Size?> size = Numbers.SizeOption("Height x width of the images; default: the first picture's.");
        Option<int> batch = Numbers.From(
            "--batch",
            1,
            64,
            "Images that are mixed among each other.",
            "B",
            Numbers.MostBatch
        );
        Option<int> count = Numbers.From("--count", 1, SheetPicker.DefaultCount, "Samples shown.", "N", MostSamples);
        Option<bool> overwrite = new("--overwrite") { Description = "Replace FILE if it exists." };
        command.Add(source);
        command.Add(output);
        recipe.AddTo(command);
        foreach (Option option in (Option[])[size, batch, count, .. limits.All, overwrite])
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var settings = new AugmentSettings
                {
                    Source = Sources.Settle(parsed.GetRequiredValue(source)),
                    Seed = recipe.Seed(parsed),
                    Epoch = recipe.Epoch(parsed),
                    Size = parsed.GetValue(size),
                    Batch = parsed.GetValue(batch),
                    OnError = OnError.Skip,
                    Workers = Environment.ProcessorCount,
                };
                using var file = new OutputFile(parsed.GetRequiredValue(output), parsed.GetValue(overwrite));
                PictureFormat format = FormatOf(file);
                RecipeChoice choice = recipe.Recipe(parsed);
                file.Begin();
                Picture sheet = await DrawAsync(
                    settings,
                    limits.Of(parsed),
                    choice,
                    parsed.GetValue(count),
                    terminal,
                    cancellation
                );
                file.Write(PictureCodec.Encode(sheet, format, PictureEncoder.Quality));
                terminal.Output.WriteLine($"written to {file.Shown} ({sheet.Size} pixels)");
                return Failure.Done;
            }
        );
        return command;
    }

    private static PictureFormat FormatOf(OutputFile file) =>
        Path.GetExtension(file.Path).ToLowerInvariant() switch
        {
            ".png" or "" => PictureFormat.Png,
            ".jpg" or ".jpeg" => PictureFormat.Jpeg,
            ".webp" => PictureFormat.WebP,
            _ => throw new Failure(
                $"{file.Shown}: the name says the format; let it end in .png, .jpg, .jpeg or .webp."
            ),
        };

    private static async Task<Picture> DrawAsync(
        AugmentSettings settings,
        SourceLimits limits,
        RecipeChoice choice,
        int count,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        using IDataSet set = Sources.Open(
            settings.Source,
            null,
            settings.Size,
            settings.MostMegapixels,
            limits,
            terminal
        );
        Frame frame = Frame.Of(set, set.Count, settings.Size, settings.OnError);
        var skipped = new SkippedInputs();
        using var loader = new AugmentLoader(
            settings,
            choice,
            set,
            frame,
            new VisitOrder(choice, set.Count),
            skipped.Add
        );
        var picker = new SheetPicker(choice.At(settings.Epoch), count);
        int batches = 0;
        await foreach (LoadedBatch<byte> batch in loader.ReadAsync(cancellation))
            using (batch)
            {
                foreach (int position in picker.Choose(batch.Plan).Order())
                    picker.Add(batch, position, frame, set);
                if (picker.IsFull || ++batches == MostBatches)
                    break;
            }
        foreach (Skipped input in skipped.All)
            terminal.Note($"skipped {SafeName.Show(input.Source)}: {input.Reason}");
        string title = $"{SafeName.Show(set.Name)} · seed {settings.Seed} · epoch {settings.Epoch}";
        return picker.Draw(title)
            ?? throw new Failure(
                $"In the first {MostBatches} batches nothing was drawn, so there is nothing to show: raise the probabilities, or try another --seed."
            );
    }
}
