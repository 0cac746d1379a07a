using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>What the runs of an arm show, in a sentence.</summary>
internal static class Verdict
{
    /// <param name="arm">Any but the baseline.</param>
    /// <param name="baseline">The name of what it is compared with.</param>
    public static string Of(ArmSummary arm, string baseline)
    {
        if (arm.Runs.Count == 0)
            return $"{arm.Name}: not run yet.";
        if (arm.Difference is not { } difference)
            return $"{arm.Name}: no run of {baseline} has its seed and training, so there is nothing to compare.";
        string points = $"{arm.Name}: {ReportNumber.Signed(difference.Mean)} points";
        if (difference.Pairs < ChartDifference.FewestPairs)
            return $"{points} ({Pairs(difference)}): too few pairs to say.";
        string low = ReportNumber.Signed(difference.Mean - difference.HalfWidth);
        string high = ReportNumber.Signed(difference.Mean + difference.HalfWidth);
        string finding =
            !difference.IsClear ? "no difference shown; the interval holds 0."
            : difference.Mean > 0 ? $"better than {baseline}."
            : $"worse than {baseline}.";
        return $"{points} (95 % interval {low} to {high}, {Pairs(difference)}): {finding}";
    }

    /// <summary>What several comparisons at once do to the intervals; empty for fewer than two.</summary>
    public static string OnSeveral(int arms, string baseline)
    {
        // The union bound; the arms share the baseline's runs, so their intervals are not independent.
        int chance = Math.Min(100, 5 * arms);
        return arms < 2
            ? ""
            : $"{arms} arms are compared with {baseline}, and the intervals are not corrected for it: if none of them made a difference, the chance that at least one interval excluded 0 would still be up to {chance} %.";
    }

    private static string Pairs(PairedDifference difference) =>
        difference.Pairs == 1 ? "one pair" : $"{difference.Pairs} pairs";
}
