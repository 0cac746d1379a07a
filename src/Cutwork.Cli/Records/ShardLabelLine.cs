namespace Cutwork.Cli;

/// <summary>A sample's .json in a shard: the heaviest class for readers of hard labels, all weights for the others.</summary>
internal sealed record ShardLabelLine(string Label, Dictionary<string, double> Labels, string Source)
{
    public static ShardLabelLine Of(LabelLine line) =>
        // MaxBy keeps the first of equals, which is the own class.
        new(line.Labels.MaxBy(entry => entry.Value).Key, line.Labels, line.Source);
}
