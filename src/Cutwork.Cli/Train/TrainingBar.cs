using Cutwork.Studies;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>How far a training is, on standard error: a bar where a person looks, and a line an epoch in any case.</summary>
internal sealed class TrainingBar
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask? task;
    private readonly int epochs;

    private TrainingBar(IAnsiConsole console, ProgressTask? task, int epochs)
    {
        (this.console, this.task, this.epochs) = (console, task, epochs);
    }

    /// <summary>Does the work, which tells the bar of its steps and epochs.</summary>
    public static Task RunAsync(Terminal terminal, int epochs, long steps, Func<TrainingBar, Task> work) =>
        ProgressBar.FollowAsync(
            terminal,
            "starting",
            steps,
            (console, task) => work(new TrainingBar(console, task, epochs))
        );

    public void Tell(TrainingProgress step)
    {
        if (task is null)
            return;
        EpochResult soFar = step.SoFar;
        task.Description = Markup.Escape(
            FormattableString.Invariant(
                $"epoch {step.Epoch + 1}/{epochs}  loss {soFar.Loss:F3}  accuracy {100 * soFar.Accuracy:F1} %  {soFar.ImagesPerSecond:N0} images/s"
            )
        );
        task.Value = (double)step.Epoch * step.Steps + step.Step + 1;
    }

    public void Tell(string line) => console.WriteLine(line);

    public void Tell(TrainEpoch epoch) =>
        Tell(
            FormattableString.Invariant(
                $"epoch {epoch.Epoch}/{epochs}: loss {epoch.Loss:F3}, accuracy {100 * epoch.Accuracy:F1} %, test {100 * epoch.TestAccuracy:F2} %, {epoch.ImagesPerSecond:N0} images/s, {100 * epoch.WaitingShare:F1} % of it waiting for data"
            )
        );
}
