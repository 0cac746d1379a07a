using System.Text;
using System.Text.Json;
using Cutwork.Files;
using Cutwork.Imaging;
using Cutwork.Studies;

namespace Cutwork.Cli;

/// <summary>The folder of a training: what it was begun with, where it stands, what came of it.</summary>
internal sealed class TrainFolder : IDisposable
{
    private const string Settings = "settings.json";
    private const string RecipeFile = "recipe.json";
    private const string Log = "training.jsonl";
    private const string CheckpointFile = "last.checkpoint";
    private const string WeightsFile = "weights.dat";
    private const string ReportFile = "report.html";

    // There while somebody trains in the folder, and theirs alone.
    private const string Held = "training.lock";

    private readonly string folder;
    private readonly bool isBegunHere;
    private readonly bool isMade;
    private readonly bool hasReport;
    private readonly bool hasWeights;
    private bool isKept;
    private readonly FolderLock held;
    private readonly FileStream log;
    private readonly List<TrainEpoch> epochs = [];

    // "begun" is the settings file, where this process has just written it.
    private TrainFolder(string folder, bool isBegunHere, bool isMade, FileIdentity? begun = null)
    {
        (this.folder, this.isBegunHere, this.isMade) = (folder, isBegunHere, isMade);
        CheckBegun(begun);
        held = FolderLock.Of(folder, Held, "training in this folder");
        try
        {
            CheckBegun(begun);
            // What lies in a folder that this process has just begun is somebody's who has put it there since.
            IsBegun = !isBegunHere && File.Exists(Checkpoint);
            hasReport = !isBegunHere && File.Exists(Report);
            hasWeights = !isBegunHere && File.Exists(In(WeightsFile));
            log = new FileStream(In(Log), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (held.Lost is { } lost)
                throw lost;
            Disk.FlushFolder(folder);
        }
        catch
        {
            log?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public string Shown => SafeName.Show(folder);

    private string Checkpoint => In(CheckpointFile);

    public string Report => In(ReportFile);

    /// <summary>The epochs that are over, as far as their figures are kept.</summary>
    public IReadOnlyList<TrainEpoch> Epochs => epochs;

    /// <summary>Whether there is something to go on with.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Refuses a folder that holds something, before anything is read.</summary>
    public static void CheckNew(string folder, Action<string> note)
    {
        OutputFolder.ClearLeft(folder, note);
        if (Path.Exists(folder) && !Directory.Exists(folder))
            throw new Failure($"{SafeName.Show(folder)}: this is a file; --out is the folder to write.");
        if (File.Exists(Path.Combine(folder, Settings)))
            throw new Failure(
                $"{SafeName.Show(folder)}: there is a training in this folder. `cutwork train --resume {SafeName.Show(folder)}` goes on with it; give another --out for a new one."
            );
        if (Directory.Exists(folder) && OwnOutput.Entries(folder).Length > 0)
            throw new Failure($"{SafeName.Show(folder)}: the folder is not empty; give a new or an empty one.");
    }

    /// <summary>Begins a training: the folder is there with settings and recipe, or not at all.</summary>
    public static TrainFolder Begin(string folder, TrainSettings settings, RecipeChoice recipe, Action<string> note)
    {
        CheckNew(folder, note);
        bool isMade = !Directory.Exists(folder);
        FileIdentity? begun;
        using (var output = OutputFolder.Open(folder, overwrite: false, note))
            try
            {
                File.WriteAllText(Path.Combine(output.Working, RecipeFile), recipe.ToJson());
                File.WriteAllText(Path.Combine(output.Working, Settings), settings.ToJson());
                begun = FileIdentity.Of(Path.Combine(output.Working, Settings));
                output.Commit(last: Settings);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw output.Explain(error);
            }
        return new TrainFolder(folder, isBegunHere: true, isMade, begun);
    }

    /// <summary>Goes on with a training.</summary>
    public static (TrainFolder Folder, TrainSettings Settings, RecipeChoice Recipe) Resume(
        string folder,
        Action<string> note
    )
    {
        OutputFolder.ClearLeft(folder, note);
        if (!File.Exists(Path.Combine(folder, Settings)))
            throw new Failure($"{SafeName.Show(folder)}: there is no training in this folder ({Settings} is missing).");
        var settings = TrainSettings.Read(Path.Combine(folder, Settings));
        var recipe = RecipeChoice.FromFile(Path.Combine(folder, RecipeFile));
        return (new TrainFolder(folder, isBegunHere: false, isMade: false), settings, recipe);
    }

    /// <summary>Writes settings in the place of the old ones.</summary>
    public void Keep(TrainSettings settings) =>
        Put(Settings, isOwn: true, content => content.Write(Encoding.UTF8.GetBytes(settings.ToJson())));

    /// <summary>Reads the epochs before the one that a checkpoint goes on with; what was logged of later ones is cut off, and trained again.</summary>
    /// <returns>Those of them whose figures are lost, from 1.</returns>
    /// <exception cref="Failure">A line is damaged; the message names it.</exception>
    public IReadOnlyList<int> ReadEpochs(int before)
    {
        epochs.Clear();
        byte[] lines = new byte[log.Length];
        log.Position = 0;
        log.ReadExactly(lines);
        (int end, int number) = (0, 0);
        while (end < lines.Length)
        {
            ReadOnlySpan<byte> line = lines.AsSpan(end);
            bool isWhole = line.IndexOf((byte)'\n') is >= 0 and int length && Cut(ref line, length + 1);
            number++;
            if (!isWhole && IsTorn(line))
                break;
            TrainEpoch epoch = Read(line, number);
            if (epoch.Epoch > before)
                break;
            epochs.Add(epoch);
            end += line.Length;
        }
        // Lines that stay are not written again: whoever is killed here loses none.
        log.SetLength(end);
        log.Position = end;
        if (end > 0 && lines[end - 1] != '\n')
            log.Write("\n"u8);
        return [.. Enumerable.Range(1, before).Except(epochs.Select(epoch => epoch.Epoch))];
    }

    /// <summary>Logs an epoch: it is on the disk before the checkpoint that follows it.</summary>
    public void Add(TrainEpoch epoch)
    {
        long before = log.Position;
        try
        {
            log.Write(JsonSerializer.SerializeToUtf8Bytes(epoch, TrainEpoch.Form));
            log.Write("\n"u8);
            Disk.Flush(log);
        }
        catch (IOException)
        {
            log.SetLength(before); // half a line on a full disk
            throw;
        }
        epochs.Add(epoch);
    }

    /// <summary>Goes on from the checkpoint.</summary>
    /// <exception cref="TrainingException">It is none of this training.</exception>
    /// <exception cref="IOException">It cannot be read, or the folder is not at its path any more.</exception>
    public void Load(Trainer trainer)
    {
        try
        {
            trainer.Load(Checkpoint);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or TrainingException && !held.IsThere) { }
        // Another folder's may be read without an error, too.
        if (held.Lost is { } lost)
            throw WithPlace(lost);
    }

    /// <summary>Writes the checkpoint, over an earlier one of this training alone.</summary>
    /// <exception cref="IOException">It cannot be written, or somebody has put a file there: it is kept under another name then, which is said.</exception>
    public void Save(Trainer trainer)
    {
        Put(CheckpointFile, IsBegun, trainer.Save);
        IsBegun = true;
    }

    /// <summary>Writes the weights, over earlier ones of this training alone.</summary>
    /// <exception cref="Failure">They cannot be written.</exception>
    public void SaveWeights(Trainer trainer) => PutLast(WeightsFile, "weights", hasWeights, trainer.SaveWeights);

    /// <summary>Writes the report, over an earlier one of this training alone.</summary>
    /// <exception cref="Failure">It cannot be written.</exception>
    public void WriteReport(string html) =>
        PutLast(ReportFile, "report", hasReport, content => content.Write(Encoding.UTF8.GetBytes(html)));

    private void PutLast(string name, string what, bool isOwn, Action<Stream> write)
    {
        try
        {
            Put(name, isOwn, write);
        }
        catch (IOException lost) when (lost.HResult == Disk.Lost)
        {
            throw new Failure($"{lost.Message}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Failure(
                $"{SafeName.Show(In(name))}: the {what} can't be written. {error.Message.TrimEnd('.')}. All epochs are kept; `cutwork train --resume {Shown}` writes what is missing."
            );
        }
    }

    // Hours of training are not lost to a file that somebody has put there, nor to a folder that was renamed.
    private void Put(string name, bool isOwn, Action<Stream> write)
    {
        try
        {
            held.Write(name, isOwn, write);
        }
        catch (IOException error) when (error.HResult == Disk.Taken)
        {
            isKept = true;
            throw;
        }
        catch (IOException lost) when (lost.HResult == Disk.Lost)
        {
            throw WithPlace(lost);
        }
    }

    private IOException WithPlace(IOException lost) =>
        held.Now is { } now
            ? new IOException($"{lost.Message}: `cutwork train --resume {SafeName.Show(now)}` goes on there", Disk.Lost)
            : lost;

    /// <summary>Lets others train in the folder; what was begun here and never saved is taken away, so that it may be begun again.</summary>
    public void Dispose()
    {
        log.Dispose();
        bool isThere = held.IsThere; // else what has these names here is somebody else's
        if (isThere && isBegunHere && !IsBegun && !isKept)
            foreach (string name in (string[])[Settings, RecipeFile, Log])
                File.Delete(In(name));
        held.Dispose();
        if (
            isThere
            && isMade
            && !IsBegun
            && Directory.Exists(folder)
            && !Directory.EnumerateFileSystemEntries(folder).Any()
        )
            Directory.Delete(folder);
    }

    private static bool Cut(ref ReadOnlySpan<byte> line, int length)
    {
        line = line[..length];
        return true;
    }

    // Its end is missing: of a process that was killed as it wrote it, or of a machine that was switched off.
    private static bool IsTorn(ReadOnlySpan<byte> line)
    {
        try
        {
            JsonSerializer.Deserialize<TrainEpoch>(line, TrainEpoch.Form);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private TrainEpoch Read(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            TrainEpoch epoch =
                JsonSerializer.Deserialize<TrainEpoch>(line, TrainEpoch.Form) ?? throw new JsonException("it is null");
            if (epoch.Flaw(epochs.Count == 0 ? 0 : epochs[^1].Epoch) is { } flaw)
                throw new JsonException(flaw);
            return epoch;
        }
        catch (JsonException error)
        {
            throw new Failure(
                $"{Shown}: line {number} of {Log} is damaged ({SafeName.Show(error.Message.TrimEnd('.'))}). Take the line out: the training goes on, and the figures of that epoch are lost."
            );
        }
    }

    // Where one file is another, so is its folder.
    private void CheckBegun(FileIdentity? begun)
    {
        if (begun is not null && FileIdentity.Of(In(Settings)) != begun)
            throw new Failure(
                $"{Shown}: somebody has removed or replaced this folder since the training began in it; what is there now was left as it is. Begin again with another --out."
            );
    }

    private string In(string name) => Path.Combine(folder, name);
}
