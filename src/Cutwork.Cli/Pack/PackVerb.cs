using System.CommandLine;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary><c>cutwork pack</c>: makes a data set one file that is mapped into memory from then on.</summary>
internal static class PackVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "pack",
            "Make a data set one file that every later run maps into memory: its pixels, decoded once, or its image files as they are; labels, boxes and masks included, all of it checksummed. A pack is a SOURCE like any other. The same command writes the same bytes, whatever the number of workers.",
            "cutwork pack fashion-mnist --out fashion-mnist.pack",
            "cutwork pack photos --out photos.pack --size 224 --fit crop",
            "cutwork pack photos --out photos.pack --store files",
            "cutwork pack photos --out photos.pack --store jpeg --quality 90 --size 400 --fit shorter",
            "cutwork augment photos.pack --out augmented"
        );
        Argument<string> source = Sources.Argument();
        var limits = new SourceLimits.Options();
        Option<string> output = new("--out")
        {
            Description = "The file to write.",
            HelpName = "FILE",
            Required = true,
        };
        Option<Store> store = new("--store")
        {
            Description =
                "What is kept of each picture: its pixels (nothing is left to decode; 147 KB at 224x224), its file as it is (files), or a new file of it (png, jpeg). Files are decoded once to find damage.",
            DefaultValueFactory = _ => Store.Pixels,
        };
        store.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "pixels", "files", "png", "jpeg");
        Option<int?> quality = Numbers.OrNone(
            "--quality",
            1,
            $"Of --store jpeg; default: {PictureEncoder.Quality}.",
            "1-100",
            most: 100
        );
        Option<Size?> size = Numbers.SizeOption("Height x width of all pictures; default: each its own.");
        Option<Fit?> fit = new("--fit")
        {
            Description =
                "How pictures are brought to --size: stretched (stretch, the default), the largest centered part of its proportions (crop), or in their own proportions until the shorter side fits, none enlarged (shorter). Boxes and masks follow.",
        };
        fit.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "stretch", "crop", "shorter");
        Option<int?> limit = Numbers.OrNone("--limit", 1, "Only the first N samples.", "N");
        Option<OnError> onError = new("--on-error")
        {
            Description = "At a damaged input: stop and leave nothing, or skip it and list it.",
            DefaultValueFactory = _ => OnError.Stop,
        };
        onError.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "stop", "skip");
        Option<int> workers = Numbers.From(
            "--workers",
            1,
            Environment.ProcessorCount,
            "Threads; default: one per processor.",
            "W",
            Numbers.MostWorkers
        );
        Option<bool> force = new("--force") { Description = "Replace FILE if it exists." };
        command.Add(source);
        foreach (
            Option option in (Option[])
                [output, store, quality, size, fit, limit, onError, workers, .. limits.All, force]
        )
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var file = new OutputFile(parsed.GetRequiredValue(output), parsed.GetValue(force), "--force");
                string from = parsed.GetValue(source)!;
                int? most = parsed.GetValue(limit);
                Size? asked = parsed.GetValue(size);
                Store kept = parsed.GetValue(store);
                Check(kept, asked, parsed.GetValue(fit), parsed.GetValue(quality));
                using IDataSet set = Sources.Open(
                    from,
                    most,
                    asked,
                    SourceLimits.DefaultMegapixels,
                    limits.Of(parsed),
                    terminal
                );
                if (kept == Store.Files && set is not IEncodedDataSet)
                    throw Failure.Usage(
                        $"--store files: {SafeName.Show(from)} has pixels, not image files; use --store png or jpeg."
                    );
                var settings = new PackSettings(
                    Math.Min(most ?? set.Count, set.Count),
                    kept,
                    parsed.GetValue(quality) ?? PictureEncoder.Quality,
                    asked,
                    parsed.GetValue(fit) ?? Fit.Stretch,
                    parsed.GetValue(onError),
                    parsed.GetValue(workers)
                );
                PackSummary summary = await ProgressBar.RunAsync(
                    terminal,
                    "Packing",
                    settings.Count,
                    advance => new PackRun(set, settings, advance).WriteAsync(file, cancellation)
                );
                PackTable.Print(summary, file.Shown, terminal);
                return Failure.Done;
            }
        );
        return command;
    }

    private static void Check(Store store, Size? size, Fit? fit, int? quality)
    {
        if (store == Store.Files && size is not null)
            throw Failure.Usage(
                "--store files keeps files as they are, and --size changes them; use --store jpeg or png with --size."
            );
        if (fit is not null && size is null)
            throw Failure.Usage("--fit says how pictures are brought to --size; give a --size too.");
        if (quality is not null && store != Store.Jpeg)
            throw Failure.Usage("--quality is that of JPEG files; use it with --store jpeg.");
        if (size is { Area: > SourceLimits.DefaultMegapixels * 1_000_000L } large)
            throw Failure.Usage(
                $"--size: {large} is {large.Area / 1_000_000:N0} megapixels; give at most {SourceLimits.DefaultMegapixels}."
            );
    }
}
