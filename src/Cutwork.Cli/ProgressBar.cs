using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>A bar on standard error while something is done, where a person is there to see it.</summary>
internal static class ProgressBar
{
    public static async Task<T> RunAsync<T>(Terminal terminal, string what, long total, Func<Action<int>, Task<T>> work)
    {
        if (!terminal.ShowsProgress)
            return await work(_ => { });
        return await terminal
            .ErrorConsole()
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: total);
                return work(done => task.Increment(done));
            });
    }
}
