using System.CommandLine;
using Cutwork.Imaging;
using Spectre.Console;

namespace Cutwork.Cli;

/// <summary><c>cutwork data get</c>: fetches a set, going on where an earlier attempt stopped.</summary>
internal static class DataGetVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Verb(
            "get",
            "Fetch a data set to $CUTWORK_DATA (or ~/.cache/cutwork) and check it; an interrupted download goes on where it stopped.",
            "cutwork data get fashion-mnist"
        );
        string[] names = [.. DataSetCatalog.Sets.Select(set => set.Name)];
        Argument<string> name = new("NAME") { Description = $"One of {string.Join(", ", names)}." };
        name.AcceptOnlyFromAmong(names);
        Option<int> most = Numbers.From("--most-download", 1, 1024, "MiB of one file; a longer one is given up.", "MB");
        command.Add(name);
        command.Add(most);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                CatalogEntry set = DataSetCatalog.Find(parsed.GetRequiredValue(name))!;
                string folder = await FetchAsync(set, parsed.GetValue(most), terminal, cancellation);
                terminal.Output.WriteLine($"{set.Name} is in {SafeName.Show(folder)}");
                return Failure.Done;
            }
        );
        return command;
    }

    private static async Task<string> FetchAsync(
        CatalogEntry set,
        int most,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var setup = new CatalogSetup(new Download(client) { MaximumBytes = (long)most << 20 });
        if (!terminal.ShowsProgress)
            return await setup.GetAsync(set, cancellation: cancellation);
        return await terminal
            .ErrorConsole()
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn()
            )
            .StartAsync(context => setup.GetAsync(set, progress: new Bars(context), cancellation: cancellation));
    }

    /// <summary>A bar per file. Reports come in order on one thread at a time; <see cref="Progress{T}"/> would shuffle them.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<DownloadProgress>
    {
        private readonly Dictionary<string, ProgressTask> bars = [];

        public void Report(DownloadProgress value)
        {
            if (!bars.TryGetValue(value.File, out ProgressTask? bar))
                bars[value.File] = bar = context.AddTask(Markup.Escape(value.File));
            bar.MaxValue = value.Total ?? Math.Max(1, value.Received);
            bar.Value = value.Received;
        }
    }
}
