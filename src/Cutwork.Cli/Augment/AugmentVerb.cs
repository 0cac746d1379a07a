using System.CommandLine;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary><c>cutwork augment</c>: writes an augmented copy of a data set.</summary>
internal static class AugmentVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "augment",
            "Write an augmented copy of a data set: images, soft labels (labels.jsonl), the recipe, the plans, a contact sheet and a summary. The same command writes the same bytes, whatever the number of workers.",
            "cutwork augment --out augmented",
            "cutwork augment photos --out photos-augmented --size 224 --with random-erasing,cutmix --seed 7",
            "cutwork augment fashion-mnist --out shards --preset timm-elem --format tar --copies 2"
        );
        Argument<string> given = Sources.Argument();
        var recipe = new RecipeOptions();
        var limits = new SourceLimits.Options();
        Option<string> output = new("--out")
        {
            Description = "The folder to write; it must be new or empty.",
            HelpName = "DIR",
            Required = true,
        };
        Option<int> copies = Numbers.From("--copies", 1, 1, "Outputs per input; copy c is drawn as epoch E + c.", "N");
        Option<Size?> size = Numbers.SizeOption("Height x width of all outputs; default: the first picture's.");
        Option<int> batch = Numbers.From(
            "--batch",
            1,
            64,
            "Images that are mixed among each other.",
            "B",
            Numbers.MostBatch
        );
        Option<int?> limit = Numbers.OrNone("--limit", 1, "Only the first N samples.", "N");
        Option<OutputFormat> format = new("--format")
        {
            Description = "One file per picture, or tar shards of 1,000 samples.",
            DefaultValueFactory = _ => OutputFormat.Folder,
        };
        Option<PictureFormat> encode = new("--encode")
        {
            Description = $"PNG, or JPEG of quality {PictureEncoder.Quality}.",
            DefaultValueFactory = _ => PictureFormat.Png,
        };
        encode.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "png", "jpeg");
        format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "folder", "tar");
        Option<int> workers = Numbers.From(
            "--workers",
            1,
            Environment.ProcessorCount,
            "Threads; default: one per processor.",
            "W",
            Numbers.MostWorkers
        );
        Option<OnError> onError = new("--on-error")
        {
            Description = "At a damaged input: stop and leave nothing, or skip it and list it.",
            DefaultValueFactory = _ => OnError.Stop,
        };
        onError.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "stop", "skip");
        Option<int> megapixels = Numbers.From(
            "--most-megapixels",
            1,
            SourceLimits.DefaultMegapixels,
            "A larger input is refused from its header, as a bomb.",
            "M",
            SourceLimits.LargestMegapixels
        );
        Option<bool> overwrite = new("--overwrite") { Description = "Replace an earlier output of cutwork." };
        Option<bool> json = new("--json") { Description = "Print the summary as JSON, and nothing else." };

        command.Add(given);
        command.Add(output);
        recipe.AddTo(command);
        foreach (
            Option option in (Option[])
                [
                    copies,
                    size,
                    batch,
                    limit,
                    format,
                    encode,
                    workers,
                    onError,
                    megapixels,
                    .. limits.All,
                    overwrite,
                    json,
                ]
        )
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                string source = parsed.GetValue(given)!;
                var settings = new AugmentSettings
                {
                    Source = Sources.Settle(source),
                    Seed = recipe.Seed(parsed),
                    Epoch = recipe.Epoch(parsed),
                    Copies = parsed.GetValue(copies),
                    Size = parsed.GetValue(size),
                    Batch = parsed.GetValue(batch),
                    Limit = parsed.GetValue(limit),
                    Format = parsed.GetValue(format),
                    Encode = parsed.GetValue(encode),
                    OnError = parsed.GetValue(onError),
                    MostMegapixels = parsed.GetValue(megapixels),
                    Workers = parsed.GetValue(workers),
                };
                if (settings.WhyImpossible() is { } impossible)
                    throw Failure.Usage(impossible);
                RecipeChoice choice = recipe.Recipe(parsed);
                string folder = parsed.GetRequiredValue(output);
                bool replaces = parsed.GetValue(overwrite);
                OutputFolder.Check(folder, Sources.PathOf(source), replaces, terminal.Note);
                Summary summary = await WriteAsync(
                    settings,
                    limits.Of(parsed),
                    choice,
                    folder,
                    replaces,
                    terminal,
                    cancellation
                );
                if (parsed.GetValue(json))
                    terminal.Output.WriteLine(OutputJson.Write(summary));
                else
                    SummaryTable.Print(summary, folder, terminal);
                return Failure.Done;
            }
        );
        return command;
    }

    private static async Task<Summary> WriteAsync(
        AugmentSettings settings,
        SourceLimits limits,
        RecipeChoice choice,
        string folder,
        bool overwrite,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        using IDataSet set = Sources.Open(
            settings.Source,
            settings.Limit,
            settings.Size,
            settings.MostMegapixels,
            limits,
            terminal
        );
        int limit = Math.Min(settings.Limit ?? set.Count, set.Count);
        Frame frame = Frame.Of(set, limit, settings.Size, settings.OnError);
        if (set.Classes.Count == 1 && choice.At(settings.Epoch).Mixes)
            terminal.Note(
                $"The source has one class, {SafeName.Show(set.Classes[0])}: mixing changes the pictures, but no label."
            );
        var skipped = new SkippedInputs();
        using var loader = new AugmentLoader(settings, choice, set, frame, new VisitOrder(choice, limit), skipped.Add);
        using var output = OutputFolder.Open(folder, overwrite, terminal.Note);
        var notes = new List<string>(); // said once the bar is gone: two writers on one line read badly
        Summary summary;
        try
        {
            summary = await ProgressBar.RunAsync(
                terminal,
                "Augmenting",
                (long)limit * settings.Copies,
                advance =>
                    new AugmentRun(settings, choice, loader, skipped, notes.Add, advance).WriteAsync(
                        output.Working,
                        cancellation
                    )
            );
            output.Commit();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw output.Explain(error);
        }
        notes.ForEach(terminal.Note);
        return summary;
    }
}
