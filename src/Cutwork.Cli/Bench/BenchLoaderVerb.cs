using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cutwork.Imaging;
using Cutwork.Loading;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary><c>cutwork bench loader</c>: how fast a source becomes painted batches, and which stage that is spent in.</summary>
internal static class BenchLoaderVerb
{
    private const int DefaultSeconds = 20;
    private const int DefaultBatch = 128;
    private static readonly Size DefaultSize = new(224, 224);

    /// <summary>What most train with: random crops and flips, a quarter erased, half mixed.</summary>
    private static Recipe Usual { get; } =
        new(
            new RandomResizedCrop(),
            new Flip(),
            new RandomErasing { Probability = 0.25 },
            new CutMix(1) { Probability = 0.5 }
        );

    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "loader",
            "Measure how fast a source becomes painted batches, stage by stage, beside what decoding alone reaches.",
            "cutwork bench loader photos/",
            "cutwork bench loader cifar10 --size 32 --workers 2",
            "cutwork bench loader photos/ --recipe recipe.json --json"
        );
        Argument<string> source = Sources.Argument();
        var limits = new SourceLimits.Options();
        Option<string?> recipe = new("--recipe")
        {
            Description =
                "A recipe or schedule as a JSON file; without it: random resized crop, flip, a quarter erased, half of the batches by CutMix.",
            HelpName = "FILE",
        };
        Option<Size?> size = Numbers.SizeOption("Height x width of a batch's images; default: 224x224.");
        Option<int> batch = Numbers.From("--batch", 1, DefaultBatch, "Images in a batch.", "B", Numbers.MostBatch);
        Option<int> workers = Numbers.From(
            "--workers",
            1,
            Environment.ProcessorCount,
            "Threads that read and paint.",
            "N",
            Numbers.MostWorkers
        );
        Option<int> seconds = Numbers.From(
            "--seconds",
            1,
            DefaultSeconds,
            "About how long it may take.",
            "N",
            Numbers.MostSeconds
        );
        Option<JpegDecoding> jpeg = new("--jpeg")
        {
            Description = "Which decoders JPEG files are given to; the pixels are the same.",
            DefaultValueFactory = _ => JpegDecoding.Fastest,
        };
        jpeg.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "fastest", "libjpegturbo", "skiasharp");
        Option<bool> json = new("--json") { Description = "One JSON object instead of the table." };
        command.Add(source);
        foreach (Option option in (Option[])[recipe, size, batch, workers, seconds, jpeg, .. limits.All, json])
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                Size images = parsed.GetValue(size) ?? DefaultSize;
                using IDataSet set = Sources.Open(
                    parsed.GetRequiredValue(source),
                    null,
                    images,
                    SourceLimits.DefaultMegapixels,
                    limits.Of(parsed),
                    terminal,
                    parsed.GetValue(jpeg)
                );
                Frame frame = Frame.Of(set, set.Count, images, OnError.Skip);
                frame.CheckBatch(parsed.GetValue(batch));
                RecipeChoice? choice = parsed.GetValue(recipe) is { } file ? RecipeChoice.FromFile(file) : null;
                var options = new LoaderOptions
                {
                    Size = images,
                    Channels = frame.Channels,
                    BatchSize = parsed.GetValue(batch),
                    Workers = parsed.GetValue(workers),
                    OnDamage = OnDamage.Skip,
                    RecipeAt = epoch => choice?.At(epoch) ?? Usual,
                };
                var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
                if (terminal.ShowsProgress)
                    terminal.Note($"measuring for about {time.TotalSeconds:0} s; leave the machine alone meanwhile");
                LoadingRun run = await Task.Run(
                    () => LoadingRun.Measure(set, options, time, cancellation),
                    CancellationToken.None
                );
                string decoders = PictureDecoders.ForJpeg(new DecodeOptions { Jpeg = parsed.GetValue(jpeg) });
                if (parsed.GetValue(json))
                    terminal.Output.WriteLine(Json(set, options, run, decoders));
                else
                    Print(set, options, run, decoders, terminal);
                return Failure.Done;
            }
        );
        return command;
    }

    private static void Print(IDataSet set, LoaderOptions options, LoadingRun run, string decoders, Terminal terminal)
    {
        IAnsiConsole console = terminal.OutputConsole();
        terminal.Output.WriteLine(
            Text(
                $"{SafeName.Show(set.Name)}, {set.Count:N0} samples; batches of {options.BatchSize} × {options.Channels}×{options.Size}, {run.Workers} workers, {options.BatchesInFlight} batches in flight"
            )
        );
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("stage");
        foreach (string column in (string[])["ms an image", "share of the workers' time"])
            table.AddColumn(new TableColumn(column).RightAligned());
        LoaderStatistics all = run.Statistics;
        TimeSpan rest = TimeSpan.FromSeconds(run.Seconds * run.Workers) - all.Reading - all.Framing - all.Painting;
        foreach (
            (string name, TimeSpan time) in ((string, TimeSpan)[])
                [
                    ("read and decode", all.Reading),
                    ("crop and resize", all.Framing),
                    ("draw and paint", all.Painting),
                    ("wait", rest < TimeSpan.Zero ? TimeSpan.Zero : rest),
                ]
        )
            table.AddRow(name, Text($"{run.MillisecondsOf(time):0.000}"), Text($"{100 * run.ShareOf(time):0} %"));
        console.Write(table);
        string alone = set is IMappedDataSet ? "looking them up alone" : "decoding the same parts alone";
        console.WriteLine(
            Text(
                $"{run.LoadedPerSecond:N0} images/s in painted batches; {alone} reaches {run.DecodedPerSecond:N0} with the same threads ({100 * run.LoadedPerSecond / run.DecodedPerSecond:0} %)."
            )
        );
        if (set is IEncodedDataSet)
            console.WriteLine(
                Text(
                    $"The bound: reading the files and their coded bits alone reaches {run.BitsPerSecond:N0}. JPEG is decoded by {decoders}."
                )
            );
        console.WriteLine(
            Text(
                $"{run.Depth:0.0} batches were ready when one was asked for; this measurement asks at once, so it always waits for the loader."
            )
        );
        if (all.Skipped > 0)
            console.WriteLine(Text($"{all.Skipped:N0} samples could not be read and were skipped."));
    }

    private static string Json(IDataSet set, LoaderOptions options, LoadingRun run, string decoders) =>
        Text(
            $"{{\"source\":\"{JsonEncodedText.Encode(set.Name)}\",\"samples\":{set.Count},\"height\":{options.Size.Height},\"width\":{options.Size.Width},\"channels\":{options.Channels},\"batch\":{options.BatchSize},\"workers\":{run.Workers},\"images_per_second\":{run.LoadedPerSecond:0.0},\"decoded_per_second\":{run.DecodedPerSecond:0.0},\"bits_per_second\":{run.BitsPerSecond:0.0},\"jpeg_decoders\":\"{JsonEncodedText.Encode(decoders)}\",\"read_ms\":{run.MillisecondsOf(run.Statistics.Reading):0.0000},\"frame_ms\":{run.MillisecondsOf(run.Statistics.Framing):0.0000},\"paint_ms\":{run.MillisecondsOf(run.Statistics.Painting):0.0000},\"ready\":{run.Depth:0.00},\"skipped\":{run.Statistics.Skipped}}}"
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
