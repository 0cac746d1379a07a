using System.Text.Json.Serialization;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>A line of labels.jsonl: an output, where it comes from, its label, and what was done to it.</summary>
internal sealed record LabelLine
{
    /// <summary>The output, relative to the folder or inside its shard.</summary>
    public required string File { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shard { get; init; }

    /// <summary>The input's name in its data set.</summary>
    public required string Source { get; init; }

    /// <summary>The input's index in its data set.</summary>
    public required int Index { get; init; }

    /// <summary>How often the input came before in its epoch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Occurrence { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The line of plan.jsonl that holds its plan, from 0.</summary>
    public required int Batch { get; init; }

    /// <summary>Its place in that plan.</summary>
    public required int Position { get; init; }

    /// <summary>Class names with weights that sum to 1; the own class first.</summary>
    public required Dictionary<string, double> Labels { get; init; }

    /// <summary>The weight of the own label, λ.</summary>
    public required double Lambda { get; init; }

    public required StrokeLine[] Strokes { get; init; }

    /// <summary>What no output can have; null where all of it is possible.</summary>
    public string? WhyImpossible() =>
        File.Length == 0 ? "\"file\" is empty."
        : Index < 0 || Occurrence < 0 || Epoch < 0 || Batch < 0 || Position < 0
            ? "\"index\", \"occurrence\", \"epoch\", \"batch\" and \"position\" are counted from 0."
        : Labels.Values.Any(weight => !(weight is >= 0 and <= 1.001)) || !(Lambda is >= 0 and <= 1.001)
            ? "Weights of labels are from 0 to 1."
        : Array.Exists(Strokes, stroke => stroke is null || stroke.Region.Length != 4)
            ? "A stroke has a region of four numbers."
        : null;

    public static LabelLine Of(
        LoadedBatch<byte> batch,
        int number,
        int position,
        Imaging.IDataSet set,
        string file,
        string? shard
    )
    {
        Plan plan = batch.Plan;
        IReadOnlyList<(int Position, double Weight)> weights = plan.LabelWeights(position);
        var labels = new Dictionary<string, double>();
        double lambda = 0;
        foreach ((int from, double weight) in weights)
        {
            string name = set.Classes[batch.Labels[from]];
            labels[name] = labels.GetValueOrDefault(name) + weight;
            lambda += from == position ? weight : 0;
        }
        return new LabelLine
        {
            File = file,
            Shard = shard,
            Source = set.NameOf(plan.Samples[position]),
            Index = plan.Samples[position],
            Occurrence = plan.OccurrenceAt(position),
            Epoch = batch.Epoch,
            Batch = number,
            Position = position,
            Labels = labels,
            Lambda = lambda,
            Strokes =
            [
                .. plan.Stages.SelectMany(stage =>
                    stage.Of(position).ToArray().Select(stroke => StrokeLine.Of(plan, stage, stroke, set))
                ),
            ],
        };
    }
}
