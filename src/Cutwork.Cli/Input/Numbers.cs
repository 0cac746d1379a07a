using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Cutwork.Cli;

/// <summary>Options whose values have bounds; the error says them.</summary>
internal static class Numbers
{
    private static readonly long LargestPicture = Array.MaxLength / 3;

    /// <summary>Threads: beyond a thousand, each takes more than it gives.</summary>
    public const int MostWorkers = 1024;

    /// <summary>As many images as a plan has.</summary>
    public const int MostBatch = 1 << 24;

    /// <summary>A day.</summary>
    public const int MostSeconds = 86_400;

    /// <summary>Of a training: reports have a point for each.</summary>
    public const int MostEpochs = 100_000;

    /// <summary>Of a study: each is a training.</summary>
    public const int MostSeeds = 10_000;

    /// <summary>A whole number from a bound on, or between two.</summary>
    public static Option<int> From(
        string name,
        int least,
        int fallback,
        string description,
        string letter,
        int most = int.MaxValue
    )
    {
        Option<int> option = new(name)
        {
            Description = description,
            HelpName = letter,
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Read(result, name, least, most),
        };
        return option;
    }

    /// <summary>A whole number from a bound on, or between two, or nothing.</summary>
    public static Option<int?> OrNone(
        string name,
        int least,
        string description,
        string letter,
        int most = int.MaxValue
    ) =>
        new(name)
        {
            Description = description,
            HelpName = letter,
            CustomParser = result => Read(result, name, least, most),
        };

    /// <summary>A number above 0 or from it on, up to a bound, or nothing.</summary>
    public static Option<double?> Real(
        string name,
        bool mayBeZero,
        double most,
        double? fallback,
        string description,
        string letter
    ) =>
        new(name)
        {
            Description = description,
            HelpName = letter,
            DefaultValueFactory = _ => fallback,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && (mayBeZero ? value >= 0 : value > 0)
                    && value <= most
                )
                    return value;
                string range = mayBeZero ? "from 0" : "above 0";
                string end = most == double.MaxValue ? "" : $", at most {most.ToString(CultureInfo.InvariantCulture)}";
                result.AddError($"{name}: \"{text}\" is not a number {range}{end}.");
                return fallback;
            },
        };

    /// <summary>Any 64 bits, as a whole number.</summary>
    public static Option<ulong> Seed() =>
        new("--seed")
        {
            Description = "Another seed, other draws.",
            HelpName = "S",
            DefaultValueFactory = _ => 0,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
                    result.AddError($"--seed: \"{text}\" is not a whole number from 0 to {ulong.MaxValue}.");
                return value;
            },
        };

    /// <summary>"224x160" or "224".</summary>
    public static Option<Size?> SizeOption(string description) =>
        new("--size")
        {
            Description = description,
            HelpName = "HxW",
            CustomParser = result =>
            {
                try
                {
                    var size = Size.Parse(result.Tokens[0].Value);
                    if (size.Area <= LargestPicture)
                        return size;
                    result.AddError(
                        $"--size: {size} is {size.Area} pixels, and a picture has at most {LargestPicture}: three bytes for each fill the longest array."
                    );
                    return null;
                }
                catch (FormatException error)
                {
                    result.AddError($"--size: {error.Message}");
                    return null;
                }
            },
        };

    private static int Read(ArgumentResult result, string name, int least, int most = int.MaxValue)
    {
        string text = result.Tokens[0].Value;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= least
            && value <= most
        )
            return value;
        string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        result.AddError($"{name}: \"{text}\" is not a whole number {range}.");
        return least;
    }
}
