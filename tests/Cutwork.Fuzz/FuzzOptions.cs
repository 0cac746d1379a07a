using System.Globalization;

namespace Cutwork.Fuzz;

/// <summary>What a run was asked for.</summary>
internal sealed record FuzzOptions
{
    private const string Usage = """
        Cutwork.Fuzz MINUTES [--seed N] [--only TARGET,…] [--folder DIR] [--table FILE]
        Cutwork.Fuzz --replay TARGET FILE
        Cutwork.Fuzz --died [DIR]
        Cutwork.Fuzz --list
        Cutwork.Fuzz --print FILE
          --seed    Count executions instead of time, so that the same seed runs the same inputs.
          --folder  Where inputs that fail are kept; "fuzz-failures" where left out.
          --table   Counts of this and earlier runs together, kept there.
        """;

    public double Minutes { get; private init; } = 1;

    /// <summary>Executions are counted, not timed.</summary>
    public bool IsCounted { get; private init; }

    public ulong Seed { get; private init; } = (ulong)DateTime.UtcNow.Ticks;

    public string[] Only { get; private init; } = [];

    public string Folder { get; private init; } = "fuzz-failures";

    public string? Table { get; private init; }

    /// <summary>One input is run, and nothing else.</summary>
    public string? Replayed { get; private init; }

    /// <summary>The targets' names are printed, and nothing is run.</summary>
    public bool Lists { get; private init; }

    /// <summary>A table is printed, and nothing is run.</summary>
    public string? Printed { get; private init; }

    /// <summary>The process before died: its input is kept, and nothing is run.</summary>
    public bool ReportsDeath { get; private init; }

    /// <summary>Whether a target is asked for.</summary>
    public bool Takes(string target) => Only.Length == 0 || Only.Contains(target);

    /// <summary>Reads the command line; null, with the usage printed, where it is none.</summary>
    public static FuzzOptions? Parse(string[] words)
    {
        if (words is ["--replay", var target, var file])
            return new FuzzOptions { Only = [target], Replayed = file };
        if (words is ["--list"])
            return new FuzzOptions { Lists = true };
        if (words is ["--print", var printed])
            return new FuzzOptions { Printed = printed };
        if (words is ["--died", .. var folder])
            return new FuzzOptions { ReportsDeath = true, Folder = folder.FirstOrDefault("fuzz-failures") };
        bool isRight =
            double.TryParse(words.FirstOrDefault(), CultureInfo.InvariantCulture, out double minutes)
            && minutes > 0
            && words.Length % 2 == 1;
        var options = new FuzzOptions { Minutes = minutes };
        for (int i = 1; isRight && i + 1 < words.Length; i += 2)
            switch (words[i])
            {
                case "--seed" when ulong.TryParse(words[i + 1], CultureInfo.InvariantCulture, out ulong seed):
                    options = options with { Seed = seed, IsCounted = true };
                    break;
                case "--only":
                    options = options with { Only = words[i + 1].Split(',') };
                    break;
                case "--folder":
                    options = options with { Folder = words[i + 1] };
                    break;
                case "--table":
                    options = options with { Table = words[i + 1] };
                    break;
                default:
                    isRight = false;
                    break;
            }
        if (isRight)
        {
            Console.WriteLine($"seed {options.Seed}");
            return options;
        }
        Console.Error.WriteLine(Usage);
        return null;
    }
}
