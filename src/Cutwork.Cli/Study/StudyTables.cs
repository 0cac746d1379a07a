using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The tables of a report: a row per arm, means with standard deviations over seeds.</summary>
internal static class StudyTables
{
    private const string Missing = "—";

    private delegate PageCell Column(ArmSummary arm);

    public static void Results(IPage page, IReadOnlyList<ArmSummary> arms) =>
        Write(
            page,
            arms,
            [
                ("runs", arm => arm.Runs.Count.ToString()),
                ("test accuracy, %", Mean(run => 100 * run.TestAccuracy)),
                ("difference, points", Difference),
                ("test loss", Mean(run => run.TestLoss, 3)),
                ("ECE, %", Mean(run => 100 * run.CalibrationError)),
                ("train accuracy, %", Mean(run => 100 * run.TrainAccuracy, 1)),
            ]
        );

    public static void RandomLabels(IPage page, IReadOnlyList<ArmSummary> arms)
    {
        List<(string, Column)> columns =
        [
            ("last epoch, %", Mean(run => 100 * run.TestAccuracy)),
            ("true labels learned, %", Mean(run => 100 * run.TrueLabelsLearned)),
            ("random labels learned, %", Mean(run => 100 * run.RandomLabelsLearned)),
        ];
        if (arms.SelectMany(arm => arm.Runs).Any(HasCurve))
            columns.Insert(0, ("best epoch, %", Mean(run => HasCurve(run) ? 100 * run.BestTestAccuracy : null)));
        Write(page, arms, columns);
    }

    public static void Cost(IPage page, IReadOnlyList<ArmSummary> arms) =>
        Write(
            page,
            arms,
            [
                ("seconds an epoch", Mean(run => run.SecondsPerEpoch)),
                ("painting, %", Mean(run => 100 * run.PaintingShare, 2)),
                ("waiting, %", Mean(run => 100 * run.WaitingShare, 1)),
            ]
        );

    public static void Published(IPage page, IReadOnlyList<PublishedResult> published, IReadOnlyList<ArmSummary> arms)
    {
        string[] remarks = [.. published.Select(result => result.Remark).Where(remark => remark.Length > 0).Distinct()];
        string Mark(string remark) => remark.Length == 0 ? "" : $"({Array.IndexOf(remarks, remark) + 1})";
        string Report(PublishedResult result) => $"{result.Paper}, {result.Source}";
        page.Table(
            [
                "reported in",
                "network",
                "data",
                "method",
                "error without, %",
                "error with, %",
                "this study, %",
                "remark",
            ],
            [
                .. published.Select(
                    IReadOnlyList<PageCell> (result, place) =>
                        [
                            // Said once for the rows that follow each other: it is the longest text of the table.
                            place > 0
                            && Report(published[place - 1]) == Report(result)
                                ? ""
                                : Report(result),
                            result.Network,
                            result.Data,
                            result.Method,
                            ReportNumber.Of(result.BaselineError),
                            ReportNumber.Of(result.Error),
                            Ours(result, arms),
                            Mark(result.Remark),
                        ]
                ),
            ]
        );
        if (remarks.Length > 0)
            page.List([.. remarks.Select(remark => $"{Mark(remark)} {remark}")]);
    }

    /// <summary>Whether more than its last epoch was tested.</summary>
    public static bool HasCurve(StudyRun run) => run.Epochs.Count(epoch => epoch.TestAccuracy is not null) > 1;

    private static void Write(
        IPage page,
        IReadOnlyList<ArmSummary> arms,
        IReadOnlyList<(string Name, Column Of)> columns
    ) =>
        page.Table(
            ["arm", .. columns.Select(column => column.Name)],
            [
                .. arms.Select(
                    IReadOnlyList<PageCell> (arm) =>
                        [
                            arm.Runs.Count == 0 ? $"{arm.Name} (not run yet)" : arm.Name,
                            .. columns.Select(column => arm.Runs.Count == 0 ? Missing : column.Of(arm)),
                        ]
                ),
            ]
        );

    private static Column Mean(Func<StudyRun, double?> of, int decimals = 2) =>
        arm =>
        {
            double[] values = [.. arm.Runs.Select(of).OfType<double>()];
            return values.Length == 0 ? Missing : ReportNumber.MeanOf(values, decimals);
        };

    private static PageCell Difference(ArmSummary arm)
    {
        if (arm.Difference is not { } difference)
            return Missing;
        string said = ReportNumber.Signed(difference.Mean);
        return difference.Pairs < ChartDifference.FewestPairs
            ? $"{said} ({(difference.Pairs == 1 ? "1 pair" : $"{difference.Pairs} pairs")})"
            : new PageCell($"{said} ± {ReportNumber.Of(difference.HalfWidth)}", difference.IsClear);
    }

    // The same kind of number: a best epoch beside a best epoch.
    private static string Ours(PublishedResult result, IReadOnlyList<ArmSummary> arms)
    {
        double Error(ArmSummary arm) =>
            100 * (1 - arm.Runs.Average(run => result.IsBestEpoch ? run.BestTestAccuracy : run.TestAccuracy));
        ArmSummary? own = arms.FirstOrDefault(arm => arm.Name == result.Method);
        return own is not { Runs.Count: > 0 } || arms[0].Runs.Count == 0
            ? Missing
            : $"{ReportNumber.Of(Error(arms[0]))} → {ReportNumber.Of(Error(own))}";
    }
}
