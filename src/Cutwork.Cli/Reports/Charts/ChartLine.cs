namespace Cutwork.Cli;

/// <summary>A line of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">Its points.</param>
/// <param name="Y">As many; a point that is not finite is left out.</param>
/// <param name="Spread">Half of the band's height at each point; no band where left out.</param>
internal sealed record ChartLine(
    string Name,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    IReadOnlyList<double>? Spread = null
);
