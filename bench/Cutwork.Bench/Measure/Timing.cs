namespace Cutwork.Bench;

/// <summary>An operation's rounds: its times, and its limit's time over its own in each.</summary>
internal sealed class Timing(Operation operation, int threads)
{
    private readonly List<double> shares = [];
    private readonly List<double> milliseconds = [];
    private readonly List<double> limits = [];

    public Operation Operation { get; } = operation;

    public int Threads { get; } = threads;

    public void Add(double limit, double own)
    {
        shares.Add(limit / own);
        milliseconds.Add(own);
        limits.Add(limit);
    }

    /// <summary>The share of the limit that was reached: the median of the rounds' ratios.</summary>
    public Figure ToFigure()
    {
        Spread spread = Spread.Of(shares);
        return new Figure(Operation.Says, Threads, spread.Median, "of the limit")
        {
            Spread = spread,
            Milliseconds = Spread.Of(milliseconds).Median,
            LeastMilliseconds = milliseconds.Min(),
            AgainstMilliseconds = Spread.Of(limits).Median,
        };
    }
}
