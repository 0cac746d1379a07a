using System.Diagnostics;
using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Cli;

/// <summary>Reads, paints and writes a whole data set.</summary>
internal sealed class AugmentRun(
    AugmentSettings settings,
    RecipeChoice recipes,
    AugmentLoader loader,
    SkippedInputs skipped,
    Action<string> note,
    Action<int> advance
)
{
    private readonly PictureEncoder encoder = new(loader.Frame, settings.Encode);
    private readonly SheetPicker picker = new(recipes.At(settings.Epoch), SheetPicker.DefaultCount);
    private PlanFigures figures;
    private long written;
    private long resized;

    /// <summary>Fills a folder; what is written depends on the settings and the source alone, the summary's run aside.</summary>
    public async Task<Summary> WriteAsync(string folder, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using (var sink = PictureSink.Create(folder, new OutputNames(loader.Set.Count, settings), settings.Format))
        await using (StreamWriter labels = Lines(folder, "labels.jsonl"))
        await using (StreamWriter plans = Lines(folder, "plan.jsonl"))
        {
            int number = 0;
            // What must be in order is written while the next batch is encoded.
            Task writing = Task.CompletedTask;
            try
            {
                await foreach (LoadedBatch<byte> batch in loader.ReadAsync(cancellation))
                    using (batch)
                    {
                        Report(batch);
                        EncodedBatch encoded = await EncodeAsync(batch, number++, sink, cancellation);
                        await writing;
                        Plan plan = batch.Plan;
                        writing = Task.Run(() => Write(plan, encoded, sink, labels, plans), cancellation);
                        figures = figures.Add(plan);
                        written += plan.Count;
                        advance(plan.Count + batch.Skipped.Length);
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
            throw new Failure($"{loader.Set.Name}: none of its pictures can be read.");
        await File.WriteAllTextAsync(Path.Combine(folder, "recipe.json"), recipes.ToJson() + "\n", cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder, ClassesFile.Name),
            ClassesFile.Text(loader.Set.Classes),
            cancellation
        );
        string title = $"{SafeName.Show(loader.Set.Name)} · seed {settings.Seed} · epoch {settings.Epoch}";
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
    private sealed record EncodedBatch(LabelLine[] Lines, string[] Texts, byte[][] Files);

    private async Task<EncodedBatch> EncodeAsync(
        LoadedBatch<byte> batch,
        int number,
        PictureSink sink,
        CancellationToken cancellation
    )
    {
        Plan plan = batch.Plan;
        var lines = new LabelLine[plan.Count];
        var files = new byte[sink.IsOrdered ? plan.Count : 0][];
        var texts = new string[plan.Count];
        await Parallel.ForAsync(
            0,
            plan.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Workers, CancellationToken = cancellation },
            (position, _) =>
            {
                int index = plan.Samples[position];
                (string file, string? shard) = sink.NameOf(
                    written + position,
                    index,
                    batch.Epoch,
                    loader.Set.NameOf(index)
                );
                lines[position] = LabelLine.Of(batch, number, position, loader.Set, file, shard);
                texts[position] = OutputJson.Write(lines[position]);
                byte[] bytes = encoder.Encode(batch, position);
                if (sink.IsOrdered)
                    files[position] = bytes;
                else
                    sink.Write(lines[position], bytes);
                return ValueTask.CompletedTask;
            }
        );
        foreach (int position in picker.Choose(plan).Order())
            picker.Add(batch, position, loader.Frame, loader.Set);
        return new EncodedBatch(lines, texts, files);
    }

    private static void Write(
        Plan plan,
        EncodedBatch encoded,
        PictureSink sink,
        StreamWriter labels,
        StreamWriter plans
    )
    {
        for (int position = 0; position < plan.Count; position++)
        {
            if (sink.IsOrdered)
                sink.Write(encoded.Lines[position], encoded.Files[position]);
            labels.WriteLine(encoded.Texts[position]);
        }
        plans.WriteLine(plan.ToJson());
    }

    private void Report(LoadedBatch<byte> batch)
    {
        if (!batch.Plan.Views.IsEmpty)
            return;
        for (int place = 0; place < batch.Count; place++)
        {
            if (batch.SourceSizes[place] == loader.Frame.Size)
                continue;
            if (resized++ == 0 && settings.Size is null)
                note(
                    $"The pictures differ in size ({SafeName.Show(loader.Set.NameOf(batch.Samples[place]))} has {batch.SourceSizes[place]}): all are resized to the first one's, {loader.Frame.Size}. Give --size to choose."
                );
        }
    }

    private Summary Summarize(TimeSpan elapsed) =>
        new()
        {
            Tool = $"cutwork {typeof(AugmentRun).Assembly.GetName().Version?.ToString(3)}",
            Source = new SourceSummary(loader.Set.Name, loader.Set.Count, loader.Set.Classes),
            Settings = settings,
            Size = [loader.Frame.Size.Height, loader.Frame.Size.Width],
            Channels = loader.Frame.Channels,
            Images = new ImageCounts(loader.Count, written, resized),
            Figures = FigureSummary.Of(figures),
            Skipped = skipped.All,
            Run = new RunSummary(
                settings.Workers,
                Math.Round(elapsed.TotalSeconds, 3),
                Math.Round(written / Math.Max(elapsed.TotalSeconds, 1e-6), 1)
            ),
        };

    private static StreamWriter Lines(string folder, string name) => new(Path.Combine(folder, name)) { NewLine = "\n" };
}
