namespace Cutwork.Bench;

/// <summary>One operation over a range of sizes.</summary>
internal sealed record Curve(string Name, int Threads, IReadOnlyList<Point> Points)
{
    /// <summary>
    /// The exponent p of time ≈ c · xᵖ, by least squares of the logarithms over the upper half of the points: below it a fixed cost
    /// per call would hide how the work grows.
    /// </summary>
    public double Slope
    {
        get
        {
            Point[] upper = [.. Points.Skip(Points.Count < 4 ? 0 : Points.Count / 2)];
            if (upper.Length < 2)
                return double.NaN;
            double[] x = [.. upper.Select(point => Math.Log(point.X))];
            double[] y = [.. upper.Select(point => Math.Log(point.Milliseconds))];
            double meanX = x.Average();
            double meanY = y.Average();
            return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        }
    }
}
