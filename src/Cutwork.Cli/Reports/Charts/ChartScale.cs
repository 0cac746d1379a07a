namespace Cutwork.Cli;

/// <summary>The range of an axis and its ticks at round numbers.</summary>
internal readonly record struct ChartScale(double Low, double High, double Step)
{
    private const double Margin = 0.04;

    // 1e-9 of a step: what is left of the errors of adding steps up.
    private const double Slack = 1e-9;

    /// <summary>Around values, of which those that are not finite do not count; from 0 to 1 where none does.</summary>
    /// <param name="values">What is to be shown.</param>
    /// <param name="ticks">About how many.</param>
    /// <param name="isWhole">No tick between whole numbers.</param>
    public static ChartScale Of(IEnumerable<double> values, int ticks, bool isWhole = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (high - low <= Slack * Math.Max(1, Math.Abs(high)))
        {
            double room = Math.Max(0.5, Math.Abs(high) * 0.1);
            (low, high) = (low - room, high + room);
        }
        double rough = (high - low) / ticks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step =
            power
            * (
                (rough / power) switch
                {
                    <= 1 => 1,
                    <= 2 => 2,
                    <= 5 => 5,
                    _ => 10,
                }
            );
        double margin = Margin * (high - low);
        return new ChartScale(low - margin, high + margin, isWhole ? Math.Max(1, step) : step);
    }

    public double[] Ticks()
    {
        (double low, double high, double step) = this;
        var first = (long)Math.Ceiling(low / step - Slack);
        var last = (long)Math.Floor(high / step + Slack);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(place => (first + place) * step)];
    }

    /// <summary>A tick with the decimals that its neighbors need.</summary>
    public string Say(double tick)
    {
        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(Step) + Slack), 0, 12);
        return ReportNumber.Of(tick, decimals);
    }
}
