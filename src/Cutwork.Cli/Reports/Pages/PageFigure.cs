namespace Cutwork.Cli;

/// <summary>A chart of a report.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Svg">The chart.</param>
/// <param name="Caption">Below it.</param>
internal sealed record PageFigure(string Name, string Svg, string Caption);
