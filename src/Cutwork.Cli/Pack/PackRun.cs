using System.Diagnostics;
using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Reads a data set on all workers, a few samples ahead, and writes them in their order.</summary>
internal sealed class PackRun(IDataSet set, PackSettings settings, Action<int> advance)
{
    // Decoded pictures that wait are the memory of a run.
    private const int AheadPerWorker = 16;

    private readonly PackReader reader = new(set, settings);
    private readonly PackReading[] readings = new PackReading[settings.Workers * AheadPerWorker];
    private readonly List<Skipped> skipped = [];
    private int resized;
    private int lostBoxes;

    /// <summary>Writes the pack; where that fails nothing is left behind.</summary>
    public async Task<PackSummary> WriteAsync(OutputFile file, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using PackWriter writer = Begin(file);
        try
        {
            for (int first = 0; first < settings.Count; first += readings.Length)
                await AddAsync(writer, first, Math.Min(readings.Length, settings.Count - first), cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (writer.Count == 0)
                throw new Failure($"{SafeName.Show(set.Name)}: none of its {settings.Count} pictures can be read.");
            writer.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string left = error.HResult is Disk.Taken or Disk.Lost ? "" : " Nothing was left behind.";
            throw new Failure($"{file.Shown}: the file can't be written. {error.Message.TrimEnd('.')}.{left}");
        }
        var made = new FileInfo(file.Path);
        if (!made.Exists)
            throw new Failure(
                $"{file.Shown}: the pack was whole and is gone: somebody has removed or renamed it, or its folder."
            );
        return new PackSummary(
            settings,
            writer.Count,
            set.Classes.Count,
            made.Length,
            resized,
            lostBoxes,
            skipped,
            Stopwatch.GetElapsedTime(started)
        );
    }

    private PackWriter Begin(OutputFile file)
    {
        try
        {
            return new PackWriter(file.Path, set.Name, set.Classes, file.Overwrites);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"{file.Shown}: the file can't be made. {error.Message.TrimEnd('.')}.");
        }
    }

    private async Task AddAsync(PackWriter writer, int first, int count, CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForAsync(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = settings.Workers, CancellationToken = cancellation },
                (i, _) =>
                {
                    readings[i] = reader.Read(first + i);
                    return ValueTask.CompletedTask;
                }
            );
            for (int i = 0; i < count; i++)
                Add(writer, first + i, readings[i]);
        }
        finally
        {
            foreach (PackReading reading in readings)
                reading.Dispose();
            Array.Clear(readings);
        }
        advance(count);
    }

    // By place, not by time: which damaged input is told is the same however many read.
    private void Add(PackWriter writer, int index, PackReading reading)
    {
        if (reading.Error is { } error)
        {
            if (settings.OnError == OnError.Stop)
                throw error;
            skipped.Add(new Skipped(set.NameOf(index), error.Reason));
            return;
        }
        reading.AddTo(writer);
        resized += reading.IsResized ? 1 : 0;
        lostBoxes += reading.LostBoxes;
    }
}
