namespace Cutwork.Cli;

/// <summary>A row of a chart of differences.</summary>
/// <param name="Name">Left of the row.</param>
/// <param name="Pairs">The difference of each pair.</param>
/// <param name="Mean">Of the pairs.</param>
/// <param name="HalfWidth">Of the 95 % interval around it; none is drawn where it is not finite.</param>
internal sealed record ChartDifference(string Name, IReadOnlyList<double> Pairs, double Mean, double HalfWidth)
{
    /// <summary>With fewer pairs, an interval says more about Student's t than about the arm.</summary>
    public const int FewestPairs = 3;

    /// <summary>Whether there are pairs enough, and 0 is outside of their interval.</summary>
    public bool IsClear => Pairs.Count >= FewestPairs && Math.Abs(Mean) > HalfWidth;
}
