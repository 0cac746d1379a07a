using System.Text.Json.Serialization;

namespace Cutwork.Cli;

/// <summary>summary.json: what a run read, did and wrote. Only <see cref="Run"/> differs from run to run.</summary>
internal sealed record Summary
{
    public const string FileName = "summary.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;
    public required string Tool { get; init; }
    public required SourceSummary Source { get; init; }
    public required AugmentSettings Settings { get; init; }

    /// <summary>Height and width of every output.</summary>
    public required int[] Size { get; init; }

    /// <summary>1 for gray, 3 for color.</summary>
    public required int Channels { get; init; }

    public required ImageCounts Images { get; init; }
    public required FigureSummary Figures { get; init; }
    public required IReadOnlyList<Skipped> Skipped { get; init; }
    public required RunSummary Run { get; init; }

    /// <summary>What no run can have written; null where all of it is possible.</summary>
    public string? WhyImpossible() =>
        Size is not [>= 1, >= 1] ? "\"size\" is [height, width], both from 1."
        : Channels is not (1 or 3) ? "\"channels\" is 1 or 3."
        : Source.Samples < 0 || Source.Classes.Contains(null!) ? "\"source\" has no such samples or classes."
        : Images.In < 0 || Images.Out < 0 || Images.Resized < 0 ? "\"images\" are counted from 0."
        : Skipped.Contains(null!) ? "\"skipped\" lists an input that is null."
        : Settings.WhyImpossible();
}

/// <summary>The data set that was read.</summary>
internal sealed record SourceSummary(string Name, int Samples, IReadOnlyList<string> Classes);

/// <summary>How many pictures came and went.</summary>
internal sealed record ImageCounts(long In, long Out, long Resized);

/// <summary>What the plans did, as means over all outputs.</summary>
internal sealed record FigureSummary(
    double MeanLambda,
    double MeanErased,
    double MeanPasted,
    double MeanBlended,
    double UnmixedShare,
    double UntouchedShare
)
{
    public static FigureSummary Of(PlanFigures figures) =>
        new(
            figures.MeanLambda,
            figures.MeanErased,
            figures.MeanPasted,
            figures.MeanBlended,
            figures.UnmixedShare,
            figures.UntouchedShare
        );
}

/// <summary>How fast it went.</summary>
internal sealed record RunSummary(int Workers, double Seconds, double ImagesPerSecond)
{
    [JsonIgnore]
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Seconds);
}
