using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>A study as a page: what it asks, what its runs show, and how they were made. What is not run yet is said to be.</summary>
internal static class StudyReport
{
    /// <summary>One file, figures within.</summary>
    /// <param name="study">What it is about.</param>
    /// <param name="runs">Of this study; those of arms that it does not name are left out.</param>
    public static string ToHtml(StudyDescription study, IReadOnlyList<StudyRun> runs)
    {
        var page = new HtmlPage(study.Title);
        Write(page, study, runs);
        return page.ToString();
    }

    /// <summary>Markdown that shows the files of <see cref="Figures"/>.</summary>
    /// <param name="study">What it is about.</param>
    /// <param name="runs">Of this study; those of arms that it does not name are left out.</param>
    /// <param name="folder">Where the figures lie, relative to the page; beside it where left out.</param>
    public static string ToMarkdown(StudyDescription study, IReadOnlyList<StudyRun> runs, string folder = "")
    {
        var page = new MarkdownPage(folder);
        Write(page, study, runs);
        return page.ToString();
    }

    /// <summary>The figures and their files' names; those that have nothing to show yet are left out.</summary>
    public static IReadOnlyList<(string Name, string Svg)> Figures(StudyDescription study, IReadOnlyList<StudyRun> runs)
    {
        IReadOnlyList<ArmSummary> arms = ArmSummary.Of(study.Arms, runs);
        PageFigure?[] figures =
        [
            StudyFigures.Differences(study, arms),
            StudyFigures.TestAccuracy(study, arms),
            StudyFigures.TrainLoss(study, arms),
        ];
        return [.. figures.OfType<PageFigure>().Select(figure => (figure.Name, figure.Svg))];
    }

    private static void Write(IPage page, StudyDescription study, IReadOnlyList<StudyRun> all)
    {
        IReadOnlyList<ArmSummary> arms = ArmSummary.Of(study.Arms, all);
        StudyRun[] runs = [.. arms.SelectMany(arm => arm.Runs)];
        page.Heading(1, study.Title);
        page.Paragraph(study.Question);
        Findings(page, study, arms);
        Results(page, study, arms, runs);
        Settings(page, study, runs);
        if (study.Published.Count > 0)
        {
            page.Heading(2, "What the papers report");
            page.Paragraph(
                "Other networks, schedules and data; not comparable number by number. Beside each is what this study’s arms of the same names came to, without → with."
            );
            StudyTables.Published(page, study.Published, arms);
        }
        Recipes(page, arms);
    }

    private static void Findings(IPage page, StudyDescription study, IReadOnlyList<ArmSummary> arms)
    {
        page.Heading(2, "What it shows");
        page.List([
            .. arms[0].Runs.Count == 0 ? [$"{study.Baseline}: not run yet."] : (string[])[],
            .. arms.Skip(1).Select(arm => Verdict.Of(arm, study.Baseline)),
        ]);
        if (
            Verdict.OnSeveral(arms.Count(arm => arm.Pairs.Count >= ChartDifference.FewestPairs), study.Baseline) is
            { Length: > 0 } several
        )
            page.Note(several);
        if (StudyFigures.Differences(study, arms) is { } differences)
            page.Figure(differences);
    }

    private static void Results(
        IPage page,
        StudyDescription study,
        IReadOnlyList<ArmSummary> arms,
        IReadOnlyList<StudyRun> runs
    )
    {
        page.Heading(2, "Results");
        StudyTables.Results(page, arms);
        page.Note(
            "After the last epoch, mean ± standard deviation over seeds. A difference is the mean over pairs of one seed with the half-width of its 95 % interval (Student’s t), bold where the interval excludes 0. ECE is the expected calibration error. Train accuracy is the weight that the predicted class has in the labels of the last epoch, painted as they were: arms that mix cannot reach 100 %."
        );
        if (runs.Any(run => run.TrueLabelsLearned is not null || run.RandomLabelsLearned is not null))
        {
            page.Heading(3, "Random labels");
            StudyTables.RandomLabels(page, arms);
            page.Note(
                "Test accuracy of the best of the epochs that were tested, and of the last; the best is chosen on the test images, so it flatters. Learned is the share of training images for which the label they were trained with is predicted at the end, nothing painted: of true labels what was understood, of random ones what was memorized."
            );
        }
        if (StudyFigures.TestAccuracy(study, arms) is { } accuracy)
            page.Figure(accuracy);
        if (StudyFigures.TrainLoss(study, arms) is { } loss)
            page.Figure(loss);
        page.Heading(3, "What it costs");
        StudyTables.Cost(page, arms);
        page.Note(
            "Seconds of training an epoch; painting is the loader’s time for drawing and painting over that, which may run beside the network’s; waiting is what the network waited for data."
        );
    }

    private static void Settings(IPage page, StudyDescription study, IReadOnlyList<StudyRun> runs)
    {
        page.Heading(2, "How it was done");
        if (study.Settings.Count > 0)
            page.List(study.Settings);
        List<(string, string)> facts = [("data", study.Data), ("baseline", study.Baseline)];
        facts.Add(("runs", runs.Count == 0 ? "none yet" : $"{runs.Count}, seeds {Seeds(runs)}"));
        void Each(string name, Func<StudyRun, string> of) =>
            facts.AddRange(runs.Select(of).Distinct().Select(text => (name, text)));
        if (runs.Any(run => run.Data != study.Data))
            Each("data of runs", run => run.Data);
        Each("training", run => run.Training);
        Each("versions", run => run.Versions);
        Each("machine", run => run.Machine);
        page.Definitions(facts);
        if (runs.Select(run => (run.Training, run.Data)).Distinct().Count() > 1)
            page.Note(
                "These runs are not all of one training and data set: means and deviations are over all of them, and only runs of the same training are pairs."
            );
    }

    private static void Recipes(IPage page, IReadOnlyList<ArmSummary> arms)
    {
        if (!arms.Any(arm => arm.Runs.Count > 0))
            return;
        page.Heading(2, "Recipes");
        foreach (ArmSummary arm in arms)
        foreach (string recipe in arm.Runs.Select(run => run.Recipe).Distinct())
        {
            page.Heading(3, arm.Name);
            page.Code(recipe);
        }
    }

    private static string Seeds(IReadOnlyList<StudyRun> runs)
    {
        ulong[] seeds = [.. runs.Select(run => run.Seed).Distinct().Order()];
        return seeds.Length > 2 && seeds[^1] - seeds[0] == (ulong)seeds.Length - 1
            ? $"{seeds[0]} to {seeds[^1]}"
            : string.Join(", ", seeds);
    }
}
