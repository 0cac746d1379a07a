using System.Diagnostics;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Reads, paints and writes a whole data set.</summary>
internal sealed class AugmentRun(
    AugmentSettings settings,
    RecipeChoice recipes,
    BatchStream stream,
    Action<string> note,
    Action<int> advance
)
{
    private readonly List<Skipped> skipped = [];
    private readonly HashSet<string> skippedNames = [];
    private readonly BatchPainter painter = new(stream.Frame, settings.Encode);
    private readonly SheetPicker picker = new(recipes.At(settings.Epoch), SheetPicker.DefaultCount);
    private PlanFigures figures;
    private long written;
    private long resized;

    /// <summary>Fills a folder; what is written depends on the settings and the source alone, the summary's run aside.</summary>
    public async Task<Summary> WriteAsync(string folder, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using (var sink = PictureSink.Create(folder, new OutputNames(stream.Set.Count, settings), settings.Format))
        await using (StreamWriter labels = Lines(folder, "labels.jsonl"))
        await using (StreamWriter plans = Lines(folder, "plan.jsonl"))
        {
            int number = 0;
            // What must be in order is written while the next batch is painted.
            Task writing = Task.CompletedTask;
            try
            {
                await foreach (DrawnBatch batch in stream.ReadAsync(cancellation))
                    using (batch.Loaded)
                    {
                        Report(batch.Loaded);
                        if (batch.Plan is not { } plan)
                            continue;
                        PaintedBatch painted = await PaintAsync(batch, number++, sink);
                        await writing;
                        writing = Task.Run(() => Write(plan, painted, sink, labels, plans), cancellation);
                        figures = figures.Add(plan);
                        written += plan.Count;
                        advance(plan.Count + batch.Loaded.Failures.Count);
                    }
                await writing;
            }
            finally
            {
                // The files below are closed only when nobody writes; an error above is the one that is told.
                await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        if (written == 0)
            throw new Failure($"{stream.Set.Name}: none of its pictures can be read.");
        await File.WriteAllTextAsync(Path.Combine(folder, "recipe.json"), recipes.ToJson() + "\n", cancellation);
        await File.WriteAllLinesAsync(Path.Combine(folder, "classes.txt"), stream.Set.Classes, cancellation);
        string title = $"{SafeName.Show(stream.Set.Name)} · seed {settings.Seed} · epoch {settings.Epoch}";
        if (picker.Draw(title) is { } sheet)
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "contact-sheet.png"),
                PictureCodec.Encode(sheet, PictureFormat.Png),
                cancellation
            );
        Summary summary = Summarize(Stopwatch.GetElapsedTime(started));
        await File.WriteAllTextAsync(
            Path.Combine(folder, Summary.FileName),
            OutputJson.Write(summary) + "\n",
            cancellation
        );
        return summary;
    }

    /// <summary>A batch's outputs, in their order; where the sink takes any order, their files are written already.</summary>
    private sealed record PaintedBatch(LabelLine[] Lines, string[] Texts, byte[][] Files);

    private async Task<PaintedBatch> PaintAsync(DrawnBatch batch, int number, PictureSink sink)
    {
        Plan plan = batch.Plan!;
        IReadOnlySet<int> shown = picker.Choose(plan);
        var lines = new LabelLine[plan.Count];
        var files = new byte[sink.IsOrdered ? plan.Count : 0][];
        var texts = new string[plan.Count];
        var pictures = new Picture[plan.Count];
        await Parallel.ForAsync(
            0,
            plan.Count,
            stream.Parallel,
            (position, _) =>
            {
                int index = plan.Samples[position];
                (string file, string? shard) = sink.NameOf(
                    written + position,
                    index,
                    batch.Epoch,
                    stream.Set.NameOf(index)
                );
                lines[position] = LabelLine.Of(batch, number, position, stream.Set, file, shard);
                texts[position] = OutputJson.Write(lines[position]);
                byte[] bytes = painter.Paint(
                    batch.Painting!,
                    position,
                    batch.Loaded.Images,
                    shown.Contains(position) ? picture => pictures[position] = picture : null
                );
                if (sink.IsOrdered)
                    files[position] = bytes;
                else
                    sink.Write(lines[position], bytes);
                return ValueTask.CompletedTask;
            }
        );
        foreach (int position in shown.Order())
            picker.Add(batch, position, pictures[position], stream.Set);
        return new PaintedBatch(lines, texts, files);
    }

    private static void Write(
        Plan plan,
        PaintedBatch painted,
        PictureSink sink,
        StreamWriter labels,
        StreamWriter plans
    )
    {
        for (int position = 0; position < plan.Count; position++)
        {
            if (sink.IsOrdered)
                sink.Write(painted.Lines[position], painted.Files[position]);
            labels.WriteLine(painted.Texts[position]);
        }
        plans.WriteLine(plan.ToJson());
    }

    private void Report(LoadedBatch loaded)
    {
        foreach (Skipped failure in loaded.Failures)
            if (skippedNames.Add(failure.Source))
                skipped.Add(failure);
        if (resized == 0 && settings.Size is null && loaded.Resized.First is { } first)
            note(
                $"The pictures differ in size ({SafeName.Show(first)} has {loaded.Resized.Size}): all are resized to the first one's, {stream.Frame.Size}. Give --size to choose."
            );
        resized += loaded.Resized.Count;
    }

    private Summary Summarize(TimeSpan elapsed) =>
        new()
        {
            Tool = $"cutwork {typeof(AugmentRun).Assembly.GetName().Version?.ToString(3)}",
            Source = new SourceSummary(stream.Set.Name, stream.Set.Count, stream.Set.Classes),
            Settings = settings,
            Size = [stream.Frame.Size.Height, stream.Frame.Size.Width],
            Channels = stream.Frame.Channels,
            Images = new ImageCounts(stream.Limit, written, resized),
            Figures = FigureSummary.Of(figures),
            Skipped = skipped,
            Run = new RunSummary(
                settings.Workers,
                Math.Round(elapsed.TotalSeconds, 3),
                Math.Round(written / Math.Max(elapsed.TotalSeconds, 1e-6), 1)
            ),
        };

    private static StreamWriter Lines(string folder, string name) => new(Path.Combine(folder, name)) { NewLine = "\n" };
}
