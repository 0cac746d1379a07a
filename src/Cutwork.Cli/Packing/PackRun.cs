using System.Diagnostics;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Reads a data set on all workers, a few samples ahead, and writes them in their order.</summary>
internal sealed class PackRun(IDataSet set, PackSettings settings, Action<int> advance)
{
    // Decoded pictures that wait are the memory of a run.
    private const int AheadPerWorker = 16;

    private readonly List<Skipped> skipped = [];
    private int resized;
    private int lostBoxes;

    private readonly record struct Reading(
        DataSample? Sample,
        bool WasResized,
        bool LostBoxes,
        ImagingException? Error
    );

    /// <summary>Writes the pack; where that fails nothing is left behind.</summary>
    public async Task<PackSummary> WriteAsync(OutputFile file, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        int written = 0;
        try
        {
            using var writer = new PackWriter(file.Path, set.Name, set.Classes, file.Overwrites);
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = settings.Workers,
                CancellationToken = cancellation,
            };
            var readings = new Reading[settings.Workers * AheadPerWorker];
            for (int first = 0; first < settings.Count; first += readings.Length)
            {
                int start = first;
                int count = Math.Min(readings.Length, settings.Count - first);
                await Parallel.ForAsync(
                    0,
                    count,
                    parallel,
                    (i, _) =>
                    {
                        readings[i] = Read(start + i);
                        return ValueTask.CompletedTask;
                    }
                );
                for (int i = 0; i < count; i++)
                    Add(writer, start + i, readings[i]);
                advance(count);
            }
            cancellation.ThrowIfCancellationRequested();
            if (writer.Count == 0)
                throw new Failure($"{SafeName.Show(set.Name)}: none of its {settings.Count} pictures can be read.");
            writer.Complete();
            written = writer.Count;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"{file.Shown}: the file can't be written. {error.Message.TrimEnd('.')}. Nothing was left behind."
            );
        }
        return new PackSummary(
            settings.Count,
            written,
            set.Classes.Count,
            new FileInfo(file.Path).Length,
            resized,
            lostBoxes,
            skipped,
            settings.Workers,
            Stopwatch.GetElapsedTime(started)
        );
    }

    private Reading Read(int index)
    {
        try
        {
            DataSample sample = set.Read(index);
            if (settings.Size is not { } size || sample.Picture.Size == size)
                return new Reading(sample, false, false, null);
            bool loses = sample.Mask is not null || sample.Boxes.Length > 0;
            // Boxes and masks are about the pixels there were.
            DataSample framed = sample with
            {
                Picture = sample.Picture.Resize(size),
                Boxes = [],
                Mask = null,
            };
            return new Reading(framed, true, loses, null);
        }
        catch (ImagingException error)
        {
            return new Reading(null, false, false, error);
        }
    }

    // By place, not by time: which damaged input is told is the same however many read.
    private void Add(PackWriter writer, int index, Reading reading)
    {
        if (reading.Error is { } error)
        {
            if (settings.OnError == OnError.Stop)
                throw error;
            skipped.Add(new Skipped(set.NameOf(index), error.Reason));
            return;
        }
        writer.Add(reading.Sample!);
        resized += reading.WasResized ? 1 : 0;
        lostBoxes += reading.LostBoxes ? 1 : 0;
    }
}
