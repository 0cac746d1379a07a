using System.Text;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>Runs what is missing of some plans, run by run into results.jsonl, and keeps their reports up to date.</summary>
internal sealed class StudyRunner(IReadOnlyList<StudyPlan> plans, TrainData data, string folder, Terminal terminal)
{
    private const string Results = "results.jsonl";

    public async Task RunAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var results = new ResultsFile(Path.Combine(folder, Results));
        int images = data.Order.Count;
        int runs = plans.Sum(plan => Planned(plan, images).Count());
        int missing = plans.Sum(plan => Planned(plan, images).Count(run => !results.Has(run)));
        if (missing < runs)
            terminal.Note($"{runs - missing} of {runs} runs are in {Shown(Results)} already.");
        long epochs = plans.Sum(plan =>
            (long)Planned(plan, images).Count(run => !results.Has(run)) * plan.Options.Epochs
        );
        try
        {
            await StudyBar.RunAsync(
                terminal,
                runs,
                missing,
                epochs,
                bar => Task.Run(() => Run(results, bar, cancellation), CancellationToken.None)
            );
        }
        catch (OperationCanceledException)
        {
            throw new Failure(
                $"Stopped; {results.Runs.Count} runs are in {Shown(Results)}. The same command goes on with the one that was under way."
            );
        }
        foreach (StudyPlan plan in plans)
            Report(plan, results);
    }

    /// <summary>What came out, for people.</summary>
    public void Print()
    {
        var results = new ResultsFile(Path.Combine(folder, Results));
        var page = new TerminalPage(terminal);
        foreach (StudyPlan plan in plans)
        {
            IReadOnlyList<ArmSummary> arms = ArmSummary.Of(plan.Description.Arms, RunsOf(plan, results));
            page.Heading(1, plan.Description.Title);
            StudyTables.Results(page, arms);
            if (plan.Settings.RandomLabels > 0)
                StudyTables.RandomLabels(page, arms);
            StudyTables.Cost(page, arms);
            page.List([.. arms.Skip(1).Select(arm => Verdict.Of(arm, plan.Description.Baseline))]);
        }
        page.Paragraph(
            $"\nwritten to {SafeName.Show(folder)}; open {string.Join(", ", plans.Select(plan => plan.File + ".html"))} there"
        );
    }

    private void Run(ResultsFile results, StudyBar bar, CancellationToken cancellation)
    {
        foreach (StudyPlan plan in plans)
            new Study(plan.Settings, plan.Options).Run(
                data.Train,
                data.Test,
                results,
                data.Order,
                data.TestOrder,
                (arm, seed, epoch) => bar.Tell(arm, seed, epoch, plan.Options.Epochs),
                run =>
                {
                    bar.Tell(run);
                    Report(plan, results);
                },
                cancellation
            );
    }

    private void Report(StudyPlan plan, ResultsFile results)
    {
        IReadOnlyList<StudyRun> runs = RunsOf(plan, results);
        Write(plan.File + ".html", StudyReport.ToHtml(plan.Description, runs));
        Write(plan.File + ".md", StudyReport.ToMarkdown(plan.Description, runs));
        foreach ((string name, string svg) in StudyReport.Figures(plan.Description, runs))
            Write(name, svg);
    }

    // Other trainings may lie in the same file: other precisions, numbers of images, epochs.
    private IReadOnlyList<StudyRun> RunsOf(StudyPlan plan, ResultsFile results)
    {
        StudyRun own = Planned(plan, data.Order.Count).First();
        return
        [
            .. results.Runs.Where(run => (run.Study, run.Data, run.Training) == (own.Study, own.Data, own.Training)),
        ];
    }

    private static IEnumerable<StudyRun> Planned(StudyPlan plan, int images) =>
        new Study(plan.Settings, plan.Options).Runs(images).Select(entry => entry.Run);

    private void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private string Shown(string name) => SafeName.Show(Path.Combine(folder, name));
}
