using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cutwork.Bench;

namespace Cutwork.Cli;

/// <summary><c>cutwork bench</c>: how fast this machine paints, beside what its memory allows.</summary>
internal static class BenchVerb
{
    private const int DefaultSeconds = 30;
    private const int DefaultBatch = 256;

    // Eleven operations at 0.25 s each, a quarter of the time: .NET compiles twice, each time after 100 ms in which nothing new was called.
    private const int SecondsUntilCompiled = 10;
    private static readonly Size DefaultSize = new(224, 224);

    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "bench",
            "Measure on this machine how fast batches are painted, and which share that is of what its memory allows.",
            "cutwork bench",
            "cutwork bench --size 32 --seconds 10",
            "cutwork bench --json > bench.jsonl",
            "cutwork bench loader photos/"
        );
        Option<int> seconds = Numbers.From(
            "--seconds",
            1,
            DefaultSeconds,
            "About how long it may take.",
            "N",
            Numbers.MostSeconds
        );
        Option<Size?> size = Numbers.SizeOption("Height x width of the images; default: 224x224.");
        Option<int> batch = Numbers.From("--batch", 2, DefaultBatch, "Images in the batch.", "B", Numbers.MostBatch);
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of the table." };
        foreach (Option option in (Option[])[seconds, size, batch, json])
            command.Add(option);
        command.Add(BenchLoaderVerb.Create(terminal));
        command.SetAction(
            async (parsed, cancellation) =>
            {
                Size images = parsed.GetValue(size) ?? DefaultSize;
                int count = parsed.GetValue(batch);
                CheckMemory(images, count);
                var run = new ShortRun(images, count, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
                int time = parsed.GetValue(seconds);
                if (time < SecondsUntilCompiled)
                    terminal.Note(
                        $"in {time} s .NET has not compiled everything as it stays, so figures come out too low; --seconds {SecondsUntilCompiled} is the least that tells"
                    );
                if (terminal.ShowsProgress)
                    terminal.Note($"measuring for about {time} s; leave the machine alone meanwhile");
                if (parsed.GetValue(json))
                {
                    terminal.Output.WriteLine(MachineJson(images, count));
                    await Task.Run(() => PrintLines(run, terminal, cancellation), CancellationToken.None);
                    return Failure.Done;
                }
                Figure[] figures = await Task.Run(() => run.Run(cancellation).ToArray(), CancellationToken.None);
                BenchTable.Print(figures, images, count, terminal);
                return Failure.Done;
            }
        );
        return command;
    }

    /// <summary>A span ends at 2³¹ − 1 bytes, and the floats are one.</summary>
    private static void CheckMemory(Size size, int batch)
    {
        long bytes = size.Area * Workbench.Channels * batch * sizeof(float);
        if (bytes > int.MaxValue)
            throw Failure.Usage(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{batch} images of {size} are {bytes / 1e9:0.0} GB of floats; at most 2.1 can be measured: give a smaller --batch or --size."
                )
            );
    }

    private static void PrintLines(ShortRun run, Terminal terminal, CancellationToken cancellation)
    {
        foreach (Figure figure in run.Run(cancellation))
            terminal.Output.WriteLine(figure.ToJson("row"));
    }

    private static string MachineJson(Size size, int batch)
    {
        string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"processor\":{Quote(Processor.Name)},\"processors\":{Environment.ProcessorCount},\"vector_bits\":{Processor.VectorBits},\"dotnet\":{Quote(Environment.Version.ToString())},\"batch\":{batch},\"height\":{size.Height},\"width\":{size.Width},\"channels\":{Workbench.Channels}}}"
        );
    }
}
