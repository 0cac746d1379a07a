using System.Text.Json.Serialization;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>A stroke in labels.jsonl, in words a reader without this library understands.</summary>
internal sealed record StrokeLine
{
    /// <summary>"erase", "paste" or "blend".</summary>
    public required string Kind { get; init; }

    public required string Policy { get; init; }

    /// <summary>Top, left, height, width, in pixels.</summary>
    public required int[] Region { get; init; }

    /// <summary>What an erased region is filled with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Paint { get; init; }

    /// <summary>The name of the input that was pasted or blended in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Partner { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Opacity { get; init; }

    public static StrokeLine Of(Plan plan, Stage stage, Stroke stroke, IDataSet set)
    {
        bool mixes = stroke.Source == Cutwork.Source.Partner;
        Region region = stroke.Region;
        return new StrokeLine
        {
            Kind =
                !mixes ? "erase"
                : stroke.OwnWeight == 0 ? "paste"
                : "blend",
            Policy = stage.Origins[stroke.Origin].Policy,
            Region = [region.Top, region.Left, region.Height, region.Width],
            Paint = mixes ? null : stage.Origins[stroke.Origin].Paint.ToString(),
            Partner = mixes ? set.NameOf(plan.SampleAt(stroke.Partner)) : null,
            Opacity = mixes && stroke.OwnWeight > 0 ? stroke.Opacity : null,
        };
    }
}
