using Spectre.Console;

namespace Cutwork.Cli;

/// <summary>A bar on standard error while something is done, where a person is there to see it.</summary>
internal static class ProgressBar
{
    public static async Task<T> RunAsync<T>(Terminal terminal, string what, long total, Func<Action<int>, Task<T>> work)
    {
        T result = default!;
        await FollowAsync(terminal, what, total, async (_, task) => result = await work(done => task?.Increment(done)));
        return result;
    }

    /// <summary>The same for work that says itself how far it is, and writes lines above the bar; its task is null where nobody is there to see it.</summary>
    public static async Task FollowAsync(
        Terminal terminal,
        string what,
        double total,
        Func<IAnsiConsole, ProgressTask?, Task> work
    )
    {
        IAnsiConsole console = terminal.ErrorConsole();
        if (!terminal.ShowsProgress)
        {
            await work(console, null);
            return;
        }
        await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => work(console, context.AddTask(Markup.Escape(what), maxValue: total)));
    }
}
