using System.CommandLine;

namespace Cutwork.Bench;

/// <summary><c>results</c>: the gates, written down with all versions.</summary>
internal static class ResultsVerb
{
    public static Command Create()
    {
        var command = new Command(
            "results",
            "Measure every gate and write bench/results/PROCESSOR/gates.md and .jsonl."
        );
        Option<string> output = new("--out")
        {
            Description = "The folder that holds one folder per processor.",
            DefaultValueFactory = _ => Path.Combine("bench", "results"),
        };
        command.Add(output);
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(() => Run(parsed.GetRequiredValue(output), cancellation), CancellationToken.None)
        );
        return command;
    }

    private static int Run(string folder, CancellationToken cancellation)
    {
        string target = Directory.CreateDirectory(Path.Combine(folder, Versions.ProcessorFolder)).FullName;
        var figures = new List<Figure>();
        foreach (Figure figure in GateRun.Run(only: null, cancellation))
        {
            figures.Add(figure);
            Console.WriteLine(GateLine.Of(figure));
        }
        File.WriteAllLines(Path.Combine(target, "gates.jsonl"), figures.Select(figure => figure.ToJson("gate")));
        File.WriteAllLines(Path.Combine(target, "gates.md"), GatesDocument.Lines(figures, Versions.All()));
        Console.WriteLine($"written to {target}");
        return figures.Any(figure => figure.Passes == false) ? 1 : 0;
    }
}
