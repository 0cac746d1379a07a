using Cutwork.Studies;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>How far a study is, on standard error: a bar where a person looks, and a line a run in any case.</summary>
internal sealed class StudyBar
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask? task;
    private readonly int runs;
    private readonly Dictionary<(string, ulong), double> speeds = []; // of the runs under way
    private int done;

    private StudyBar(IAnsiConsole console, ProgressTask? task, int runs, int missing)
    {
        (this.console, this.task, this.runs, done) = (console, task, runs, runs - missing);
    }

    /// <summary>Does the work, which tells the bar of its epochs and runs.</summary>
    public static Task RunAsync(Terminal terminal, int runs, int missing, long epochs, Func<StudyBar, Task> work) =>
        ProgressBar.FollowAsync(
            terminal,
            "starting",
            Math.Max(1, epochs),
            (console, task) => work(new StudyBar(console, task, runs, missing))
        );

    public void Tell(Arm arm, ulong seed, EpochResult epoch, int epochs)
    {
        if (task is null)
            return;
        speeds[(arm.Name, seed)] = epoch.ImagesPerSecond;
        task.Description = Markup.Escape(
            FormattableString.Invariant(
                $"{done} of {runs} runs; {arm.Name}, seed {seed}: epoch {epoch.Epoch + 1}/{epochs}, loss {epoch.Loss:F3}; {speeds.Values.Sum():N0} images/s"
            )
        );
        task.Increment(1);
    }

    public void Tell(StudyRun run)
    {
        speeds.Remove((run.Arm, run.Seed));
        console.WriteLine(
            FormattableString.Invariant(
                $"run {++done}/{runs}: {run.Study}, {run.Arm}, seed {run.Seed}: test {100 * run.TestAccuracy:F2} %, {run.SecondsPerEpoch * run.Epochs.Count:F0} s, {100 * run.WaitingShare:F1} % of it waiting for data"
            )
        );
    }
}
