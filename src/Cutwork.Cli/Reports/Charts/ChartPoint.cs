namespace Cutwork.Cli;

/// <summary>A point of a line that can be drawn: its numbers are finite.</summary>
internal readonly record struct ChartPoint(double X, double Y, double Spread);
