namespace Cutwork;

/// <summary>log-uniform over a range above 0, with the two logarithms taken once for many draws.</summary>
internal readonly struct LogUniformLaw
{
    private readonly Interval range;
    private readonly double low;
    private readonly double length;

    public LogUniformLaw(Interval range)
    {
        this.range = range;
        low = Elementary.Log(range.Low);
        length = Elementary.Log(range.High) - low;
    }

    public double Draw(ref Rng rng) =>
        Math.Clamp(Elementary.Exp(low + length * rng.NextDouble()), range.Low, range.High);
}
