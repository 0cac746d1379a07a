namespace Cutwork.Bench;

/// <summary>How far repetitions of one measurement lie apart.</summary>
internal readonly record struct Spread(
    double Least,
    double LowerQuartile,
    double Median,
    double UpperQuartile,
    double Most
)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(sorted[0], At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), sorted[^1]);
    }

    /// <summary>The same numbers in another unit.</summary>
    public Spread Select(Func<double, double> convert) =>
        Of([convert(Least), convert(LowerQuartile), convert(Median), convert(UpperQuartile), convert(Most)]);

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int lower = (int)place;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - lower);
    }
}
