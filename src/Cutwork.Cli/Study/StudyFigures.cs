using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The figures of a report; those without anything to show are left out.</summary>
internal static class StudyFigures
{
    private const string Band = "Mean over seeds; the band is one standard deviation to each side.";

    public static PageFigure? Differences(StudyDescription study, IReadOnlyList<ArmSummary> arms)
    {
        ChartDifference[] rows =
        [
            .. from arm in arms
            let difference = arm.Difference
            where difference is not null
            select new ChartDifference(arm.Name, arm.Pairs, difference.Value.Mean, difference.Value.HalfWidth),
        ];
        return rows.Length == 0
            ? null
            : new PageFigure(
                $"{study.Name}-differences.svg",
                Chart.Differences(
                    $"Test accuracy on {study.Data}: difference to {study.Baseline}",
                    "points; right of 0 is better",
                    rows
                ),
                $"What each arm’s test accuracy differs by from that of {study.Baseline}, seed by seed, with 95 % intervals of the means."
            );
    }

    public static PageFigure? TrainLoss(StudyDescription study, IReadOnlyList<ArmSummary> arms) =>
        Curves(
            arms,
            epoch => epoch.Loss,
            $"{study.Name}-train-loss.svg",
            $"Train loss on {study.Data}",
            "mean loss of the epoch’s steps",
            "Train loss by epoch. Arms that mix labels have a higher one by nature: no prediction meets a mixed label for certain."
        );

    public static PageFigure? TestAccuracy(StudyDescription study, IReadOnlyList<ArmSummary> arms) =>
        arms.SelectMany(arm => arm.Runs).Any(StudyTables.HasCurve)
            ? Curves(
                arms,
                epoch => 100 * epoch.TestAccuracy,
                $"{study.Name}-test-accuracy.svg",
                $"Test accuracy on {study.Data}",
                "percent of test images",
                "Test accuracy by epoch."
            )
            : null;

    private static PageFigure? Curves(
        IReadOnlyList<ArmSummary> arms,
        Func<StudyEpoch, double?> of,
        string name,
        string title,
        string what,
        string caption
    )
    {
        ChartLine[] lines = [.. from arm in arms let line = LineOf(arm, of) where line.X.Count > 0 select line];
        return lines.Length == 0
            ? null
            : new PageFigure(name, Chart.Lines(title, "epoch", what, lines), $"{caption} {Band}");
    }

    private static ChartLine LineOf(ArmSummary arm, Func<StudyEpoch, double?> of)
    {
        var points = (
            from epoch in Enumerable.Range(0, arm.Runs.Select(run => run.Epochs.Count).DefaultIfEmpty().Max())
            let values = (double[])
                [
                    .. arm
                        .Runs.Where(run => epoch < run.Epochs.Count)
                        .Select(run => of(run.Epochs[epoch]))
                        .OfType<double>(),
                ]
            where values.Length > 0
            select (Epoch: epoch + 1.0, Mean: values.Average(), Deviation: PairedDifference.Deviation(values))
        ).ToArray();
        return new ChartLine(
            arm.Name,
            [.. points.Select(point => point.Epoch)],
            [.. points.Select(point => point.Mean)],
            arm.Runs.Count > 1 ? [.. points.Select(point => point.Deviation)] : null
        );
    }
}
