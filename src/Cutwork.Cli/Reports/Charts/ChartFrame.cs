namespace Cutwork.Cli;

/// <summary>Where a chart's axes are, in pixels, and what they range over.</summary>
internal readonly record struct ChartFrame(int Width, int Height, ChartScale X, ChartScale Y)
{
    public required int Left { get; init; }

    public required int Right { get; init; }

    public required int Top { get; init; }

    public required int Bottom { get; init; }

    public double PixelX(double value) => Left + (value - X.Low) / (X.High - X.Low) * (Width - Left - Right);

    public double PixelY(double value) =>
        Height - Bottom - (value - Y.Low) / (Y.High - Y.Low) * (Height - Top - Bottom);
}
