using System.Globalization;
using System.Text;

namespace Cutwork.Studies;

/// <summary>The runs of a study as a table of Markdown: means and deviations of each arm, and what it differs by from the first.</summary>
public static class StudyTable
{
    /// <summary>One row per arm, in percent; differences in points with their 95 % intervals, those that exclude 0 in bold.</summary>
    /// <param name="arms">The arms' names; the first is the one that the others are compared with.</param>
    /// <param name="runs">Of one study, data set and training.</param>
    /// <exception cref="ArgumentException">An arm has no run.</exception>
    public static string Of(IReadOnlyList<string> arms, IReadOnlyList<StudyRun> runs)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(runs);
        var text = new StringBuilder();
        text.AppendLine(
            "| arm | seeds | test accuracy, % | difference, points | test loss | ECE, % | train accuracy, % | s an epoch | painting, % |"
        );
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (ArmSummary summary in ArmSummary.Of(arms, runs))
        {
            (string arm, IReadOnlyList<StudyRun> own) = (summary.Name, summary.Runs);
            if (own.Count == 0)
                throw new ArgumentException($"There is no run of the arm \"{arm}\".", nameof(runs));
            string Mean(Func<StudyRun, double> of, string form, double unit = 1) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(unit * own.Average(of)).ToString(form, CultureInfo.InvariantCulture)} ± {(unit * PairedDifference.Deviation([.. own.Select(of)])).ToString(form, CultureInfo.InvariantCulture)}"
                );
            text.AppendLine(
                $"| {arm} | {own.Count} | {Mean(run => run.TestAccuracy, "0.00", 100)} | {Difference(summary)} | {Mean(run => run.TestLoss, "0.000")} | {Mean(run => run.CalibrationError, "0.0", 100)} | {Mean(run => run.TrainAccuracy, "0.0", 100)} | {own.Average(run => run.SecondsPerEpoch).ToString("0.00", CultureInfo.InvariantCulture)} | {(100 * own.Average(run => run.PaintingShare)).ToString("0.0", CultureInfo.InvariantCulture)} |"
            );
        }
        return text.ToString();
    }

    private static string Difference(ArmSummary arm)
    {
        if (arm.Difference is not { } difference)
            return "";
        if (difference.Pairs == 1)
            return string.Create(CultureInfo.InvariantCulture, $"{difference.Mean:+0.00;-0.00;0.00}, one pair");
        string said = string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Mean:+0.00;-0.00;0.00} ± {difference.HalfWidth:0.00}"
        );
        return difference.IsClear ? $"**{said}**" : said;
    }
}
