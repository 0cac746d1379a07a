using System.Text.Json;
using System.Text.Json.Serialization;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>All that decides a training, the recipe aside: settings.json of its folder.</summary>
internal sealed record TrainSettings
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Source { get; init; }
    public required string Model { get; init; }
    public required int Epochs { get; init; }
    public required int Batch { get; init; }
    public required double LearningRate { get; init; }
    public required LearningRate Schedule { get; init; }
    public required double WeightDecay { get; init; }
    public required double LabelSmoothing { get; init; }
    public required double? Averaging { get; init; }
    public required Precision Precision { get; init; }
    public required ulong Seed { get; init; }
    public required int? Limit { get; init; }
    public required string? Size { get; init; }
    public required string Device { get; init; }

    /// <summary>Of libtorch: what it computes with one number of them is not to the bit what it computes with another.</summary>
    public required int Threads { get; init; }
    public OnError OnError { get; init; }
    public int MostMegapixels { get; init; } = AugmentSettings.DefaultMegapixels;

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";

    public static TrainSettings Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainSettings>(File.ReadAllText(path), Form)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new Failure(
                $"{SafeName.Show(path)}: these are no settings of a training ({error.Message.TrimEnd('.')})."
            );
        }
    }
}
