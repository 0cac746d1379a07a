using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cutwork.Bench;

/// <summary><c>soak</c>: readings of all kinds one after the other, and whether memory stays what it was.</summary>
internal static class SoakVerb
{
    private const string Columns =
        "| minutes | images/s | resident while reading, MiB | at rest, MiB | live objects, MiB | open files | threads | batches in use |";

    public static Command Create()
    {
        var command = new Command(
            "soak",
            "Load from files and packs for minutes, readings broken off at random; exit code 1 where memory is not flat."
        );
        Argument<string[]> sources = new("sources")
        {
            Description = "Data sets to be read in turn: folders of pictures, packs.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<double> minutes = new("--minutes")
        {
            Description = "How long; the first half is for filling up, the second is judged.",
            DefaultValueFactory = _ => 10,
        };
        Option<double> every = new("--every")
        {
            Description = "Seconds between two lines.",
            DefaultValueFactory = _ => 10,
        };
        Option<string?> output = new("--out")
        {
            Description = "A file for a table of one line a minute, and the verdict.",
        };
        command.Add(sources);
        foreach (Option option in (Option[])[minutes, every, output])
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var footprints = new List<Footprint>();
                Console.WriteLine(Columns);
                Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|");
                await foreach (
                    Footprint footprint in Soak(
                        parsed.GetRequiredValue(sources),
                        TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                        TimeSpan.FromSeconds(parsed.GetValue(every)),
                        cancellation
                    )
                )
                {
                    footprints.Add(footprint);
                    Console.WriteLine(Line(footprint));
                }
                Flatness? flatness = Flatness.Of(footprints);
                string verdict = flatness?.ToString() ?? "not judged: it takes three lines in the second half";
                Console.WriteLine(verdict);
                if (parsed.GetValue(output) is { } path)
                    await File.WriteAllLinesAsync(path, Table(footprints, verdict), cancellation);
                return flatness is { Holds: true } ? 0 : 1;
            }
        );
        return command;
    }

    private static async IAsyncEnumerable<Footprint> Soak(
        string[] sources,
        TimeSpan time,
        TimeSpan every,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        TimeSpan before = TimeSpan.Zero;
        long images = 0;
        long peak = 0;
        int left = 0;
        for (int number = 0; clock.Elapsed < time; number++)
        {
            var reading = new SoakReading(sources[number % sources.Length], new Key(1, 0, number));
            await Task.Run(() => reading.Run(cancellation), cancellation);
            images += reading.Images;
            peak = Math.Max(peak, reading.Peak);
            left += reading.Left;
            TimeSpan now = clock.Elapsed;
            if (now - before < every)
                continue;
            yield return Footprint.Now(now, images / (now - before).TotalSeconds, peak, left);
            (before, images, peak) = (clock.Elapsed, 0, 0);
        }
    }

    private static IEnumerable<string> Table(IReadOnlyList<Footprint> footprints, string verdict)
    {
        yield return Columns;
        yield return "|--:|--:|--:|--:|--:|--:|--:|--:|";
        foreach (
            IGrouping<int, Footprint> minute in footprints.GroupBy(footprint => (int)footprint.Elapsed.TotalMinutes)
        )
            yield return Line(
                minute.Last() with
                {
                    ImagesPerSecond = minute.Average(footprint => footprint.ImagesPerSecond),
                    Peak = minute.Max(footprint => footprint.Peak),
                }
            );
        yield return "";
        yield return verdict;
    }

    private static string Line(Footprint at) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {at.Elapsed.TotalMinutes:0.0} | {at.ImagesPerSecond:0} | {Mebibytes(at.Peak):0} | {Mebibytes(at.Resident):0.0} | {Mebibytes(at.Managed):0.00} | {at.Handles} | {at.Threads} | {at.Batches} |"
        );

    private static double Mebibytes(long bytes) => bytes / (double)(1 << 20);
}
