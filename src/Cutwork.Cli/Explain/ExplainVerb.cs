using System.CommandLine;
using System.Globalization;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary><c>cutwork explain</c>: what was done to an output, and the output made again.</summary>
internal static class ExplainVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "explain",
            "Say what was done to an output of `augment`; with --remake, make its file again from the source, the recipe and the key alone.",
            "cutwork explain augmented images/000028-shapes-train-000028.png",
            "cutwork explain augmented 000028-shapes-train-000028.png --remake again.png"
        );
        Argument<string> folder = new("DIR") { Description = "A folder that `cutwork augment` wrote." };
        Argument<string> file = new("FILE") { Description = "An output in it: its path, or its name in labels.jsonl." };
        Option<string?> remake = new("--remake")
        {
            Description = "Make the output's file again, there.",
            HelpName = "OUT",
        };
        Option<string?> source = new("--source")
        {
            Description = "Where the source is now, if it was moved.",
            HelpName = "SOURCE",
        };
        Option<bool> overwrite = new("--overwrite") { Description = "Replace OUT if it exists." };
        var limits = new SourceLimits.Options();
        command.Add(folder);
        command.Add(file);
        foreach (Option option in (Option[])[remake, source, .. limits.All, overwrite])
            command.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var written = WrittenSet.Open(parsed.GetRequiredValue(folder));
                LabelLine line = written.Find(parsed.GetRequiredValue(file));
                Plan plan = written.PlanOf(line);
                Print(line, plan, terminal.Output);
                if (parsed.GetValue(remake) is not { } target)
                    return Failure.Done;
                using var output = new OutputFile(target, parsed.GetValue(overwrite));
                output.Begin();
                byte[] made = await Remake.MakeAsync(
                    written,
                    plan,
                    line.Position,
                    parsed.GetValue(source),
                    limits.Of(parsed),
                    terminal,
                    cancellation
                );
                output.Write(made);
                return Compare(made, written.Has(line, made), output.Shown, terminal);
            }
        );
        return command;
    }

    private static void Print(LabelLine line, Plan plan, TextWriter output)
    {
        string shard = line.Shard is null ? "" : $" in {SafeName.Show(line.Shard)}";
        output.WriteLine($"{SafeName.Show(line.File)}{shard}");
        output.WriteLine($"  made from  {SafeName.Show(line.Source)} (sample {line.Index})");
        output.WriteLine(
            $"  drawn at   seed {plan.Key.Seed}, epoch {plan.Key.Epoch}, image {line.Position} of batch {line.Batch}"
        );
        foreach (string sentence in plan.Explain(line.Position))
            output.WriteLine($"  - {sentence.ReplaceLineEndings("\\u000A")}");
        foreach (string partner in line.Strokes.Select(stroke => stroke.Partner).OfType<string>().Distinct())
            output.WriteLine($"  partner    {SafeName.Show(partner)}");
        IEnumerable<string> labels = line.Labels.Select(label =>
            string.Create(CultureInfo.InvariantCulture, $"{label.Value:0.####} {SafeName.Show(label.Key)}")
        );
        output.WriteLine($"  label      {string.Join(" + ", labels)}");
    }

    private static int Compare(byte[] made, bool? isSame, string shown, Terminal terminal)
    {
        if (isSame is null)
        {
            terminal.Output.WriteLine(
                $"made again as {shown}; the output itself is gone, so the two can't be compared"
            );
            return Failure.Done;
        }
        if (isSame is false)
            throw new Failure(
                $"{shown}: this is not the output byte for byte. The source's pictures changed, the output was edited, or it was written by another version of the image library."
            );
        terminal.Output.WriteLine($"made again as {shown}: the same {made.Length} bytes");
        return Failure.Done;
    }
}
