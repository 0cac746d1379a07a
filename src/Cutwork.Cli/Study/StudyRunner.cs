using System.Text;
using Cutwork.Files;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>Runs what is missing of some plans, run by run into results.jsonl, and keeps their reports up to date.</summary>
internal sealed class StudyRunner : IDisposable
{
    private const string Results = "results.jsonl";
    private const string Held = "study.lock";

    private static readonly string[] Figures = ["differences", "test-accuracy", "train-loss"];

    private readonly IReadOnlyList<StudyPlan> plans;
    private readonly TrainData data;
    private readonly string folder;
    private readonly int threads;
    private readonly Terminal terminal;
    private readonly FolderLock held;
    private readonly ResultsFile results;

    // Reports of this study, which later ones replace.
    private readonly HashSet<string> own = [];

    /// <summary>Takes the folder for this process, and reads what is there.</summary>
    /// <exception cref="Failure">Another process is studying in it, or it holds files under the names of reports that no study has written.</exception>
    public StudyRunner(IReadOnlyList<StudyPlan> plans, TrainData data, string folder, int threads, Terminal terminal)
    {
        (this.plans, this.data, this.folder, this.threads, this.terminal) = (plans, data, folder, threads, terminal);
        Directory.CreateDirectory(folder);
        held = FolderLock.Of(folder, Held, "studying in this folder");
        try
        {
            results = new ResultsFile(Path.Combine(folder, Results));
            foreach (StudyPlan plan in plans)
                FindReports(plan);
            results.Hold();
            if (held.Lost is { } lost)
                throw lost;
        }
        catch
        {
            results?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Lets other processes study in the folder.</summary>
    public void Dispose()
    {
        results.Dispose();
        held.Dispose();
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        int images = data.Order.Count;
        int taken = plans.Sum(plan => new Study(plan.Settings, plan.Options).TakeOver(results, images));
        int runs = plans.Sum(plan => Planned(plan, images).Count());
        int missing = plans.Sum(plan => Planned(plan, images).Count(run => !results.Has(run)));
        if (missing < runs)
            terminal.Note($"{runs - missing} of {runs} runs are in {Shown(Results)} already{Of(taken)}.");
        foreach (StudyPlan plan in plans)
            Report(plan);
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
                bar => Task.Run(() => Run(bar, cancellation), CancellationToken.None)
            );
        }
        catch (Exception error) when (OutOfMemory.Is(error))
        {
            throw new Failure(
                $"There is not enough memory for this study; give a smaller --at-once, --size or --model. {results.Runs.Count} runs are in {Shown(Results)}, and are kept."
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw held.Lost is { } lost
                ? Gone(lost)
                : new Failure(
                    $"{error.Message.TrimEnd('.')}. The study is ended; the same command goes on with the runs that are missing."
                );
        }
        catch (OperationCanceledException)
        {
            throw new Failure(
                $"Stopped; {results.Runs.Count} runs are in {Shown(Results)}. The same command goes on with those that were under way."
            );
        }
    }

    /// <summary>What came out, for people.</summary>
    public void Print()
    {
        var page = new TerminalPage(terminal);
        foreach (StudyPlan plan in plans)
        {
            IReadOnlyList<ArmSummary> arms = ArmSummary.Of(plan.Description.Arms, RunsOf(plan));
            page.Heading(1, plan.Description.Title);
            StudyTables.Results(page, arms);
            if (plan.Settings.RandomLabels > 0)
                StudyTables.RandomLabels(page, arms);
            StudyTables.Cost(page, arms);
            page.List([.. arms.Skip(1).Select(arm => Verdict.Of(arm, plan.Description.Baseline))]);
        }
        page.Paragraph(
            $"\nwritten to {SafeName.Show(folder)}; open {string.Join(", ", plans.Select(plan => plan.Settings.Name + ".html"))} there"
        );
    }

    private void Run(StudyBar bar, CancellationToken cancellation)
    {
        using var computing = new TorchThreads(threads);
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
                    Report(plan);
                },
                cancellation
            );
    }

    // Where a study of that name has runs, its reports are its own; where it has none, it has written none.
    private void FindReports(StudyPlan plan)
    {
        string name = plan.Settings.Name;
        string[] there =
        [
            .. Directory
                .EnumerateFiles(folder)
                .Select(path => Path.GetFileName(path))
                .Where(file => file == name + ".html" || file == name + ".md" || IsFigure(file, name)),
        ];
        if (results.Runs.Any(run => run.Study == name))
            own.UnionWith(there);
        else if (there.Length > 0)
            throw new Failure(
                $"{Shown(there[0])}: this file has the name of a report of this study, which has not written it: {Shown(Results)} has no run of it. Give another --out, or take the file away."
            );
    }

    private static bool IsFigure(string file, string study) =>
        file.StartsWith(study + "-", StringComparison.Ordinal)
        && file.EndsWith(".svg", StringComparison.Ordinal)
        && Figures.Any(figure => file.AsSpan(study.Length + 1, file.Length - study.Length - 5).SequenceEqual(figure));

    private void Report(StudyPlan plan)
    {
        IReadOnlyList<StudyRun> runs = RunsOf(plan);
        if (runs.Count == 0)
            return;
        Write(plan.Settings.Name + ".html", StudyReport.ToHtml(plan.Description, runs));
        Write(plan.Settings.Name + ".md", StudyReport.ToMarkdown(plan.Description, runs));
        foreach ((string name, string svg) in StudyReport.Figures(plan.Description, runs))
            Write(name, svg);
    }

    // Other trainings may lie in the same file: other precisions, numbers of images, epochs.
    private IReadOnlyList<StudyRun> RunsOf(StudyPlan plan)
    {
        StudyRun own = Planned(plan, data.Order.Count).First();
        return
        [
            .. results.Runs.Where(run => (run.Study, run.Data, run.Training) == (own.Study, own.Data, own.Training)),
        ];
    }

    private static string Of(int taken) =>
        taken == 0 ? "" : $", {taken} of them another study's: the same recipe, seed and training";

    private static IEnumerable<StudyRun> Planned(StudyPlan plan, int images) =>
        new Study(plan.Settings, plan.Options).Runs(images).Select(entry => entry.Run);

    private void Write(string name, string text)
    {
        try
        {
            held.Write(name, own.Contains(name), content => content.Write(Encoding.UTF8.GetBytes(text)));
            own.Add(name);
        }
        catch (IOException lost) when (lost.HResult == Disk.Lost)
        {
            throw Gone(lost);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"{Shown(name)}: the report can't be written. {error.Message.TrimEnd('.')}. {results.Runs.Count} runs are in {Shown(Results)}, and are kept; the same command goes on once its place is free."
            );
        }
    }

    private Failure Gone(IOException lost) =>
        new(
            held.Now is { } now
                ? $"{lost.Message}: {results.Runs.Count} runs in {Results}. The same command with --out {SafeName.Show(now)} goes on there."
                : $"{lost.Message}."
        );

    private string Shown(string name) => SafeName.Show(Path.Combine(folder, name));
}
