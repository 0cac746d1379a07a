using System.CommandLine;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary><c>cutwork pack</c>: decodes a data set once, into a file that is mapped into memory from then on.</summary>
internal static class PackVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "pack",
            "Decode a data set once into a pack: one file that every later run maps into memory instead of decoding. A pack is a SOURCE like any other. The same command writes the same bytes, whatever the number of workers.",
            "cutwork pack photos --out photos.pack --size 224",
            "cutwork pack fashion-mnist --out fashion-mnist.pack",
            "cutwork augment photos.pack --out augmented"
        );
        Argument<string> source = Sources.Argument();
        Option<string> output = new("--out")
        {
            Description = "The file to write.",
            HelpName = "FILE",
            Required = true,
        };
        Option<Size?> size = Numbers.SizeOption(
            "Height x width of all pictures, stretched where proportions differ; default: each its own."
        );
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
            "W"
        );
        Option<bool> force = new("--force") { Description = "Replace FILE if it exists." };
        command.Add(source);
        foreach (Option option in (Option[])[output, size, limit, onError, workers, force])
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var file = new OutputFile(parsed.GetRequiredValue(output), parsed.GetValue(force), "--force");
                string from = parsed.GetValue(source)!;
                int? most = parsed.GetValue(limit);
                Size? asked = parsed.GetValue(size);
                using IDataSet set = Sources.Open(from, most, asked, AugmentSettings.DefaultMegapixels);
                int count = Math.Min(most ?? set.Count, set.Count);
                var settings = new PackSettings(count, asked, parsed.GetValue(onError), parsed.GetValue(workers));
                PackSummary summary = await ProgressBar.RunAsync(
                    terminal,
                    "Packing",
                    count,
                    advance => new PackRun(set, settings, advance).WriteAsync(file, cancellation)
                );
                if (summary.LostBoxes > 0)
                    terminal.Note(
                        $"{summary.LostBoxes} pictures were resized, and their boxes and masks left out: pack without --size to keep them."
                    );
                PackTable.Print(summary, file.Shown, terminal);
                return Failure.Done;
            }
        );
        return command;
    }
}
