using System.Globalization;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>Numbers as reports write them: with a point for decimals, and a minus as wide as a plus.</summary>
internal static class ReportNumber
{
    public static string Of(double value, int decimals = 2)
    {
        string digits = Math.Abs(value).ToString("F" + decimals, CultureInfo.InvariantCulture);
        bool isZero = digits.All(digit => digit is '0' or '.');
        return value < 0 && !isZero ? "−" + digits : digits;
    }

    /// <summary>With a sign, but for what rounds to 0.</summary>
    public static string Signed(double value, int decimals = 2)
    {
        string said = Of(value, decimals);
        return value > 0 && said.Any(digit => digit is >= '1' and <= '9') ? "+" + said : said;
    }

    /// <summary>A mean and the standard deviation, where there are two values at least.</summary>
    public static string MeanOf(IReadOnlyList<double> values, int decimals = 2) =>
        values.Count < 2
            ? Of(values.Average(), decimals)
            : $"{Of(values.Average(), decimals)} ± {Of(PairedDifference.Deviation(values), decimals)}";
}
