using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>The folder of a training: what it was begun with, where it stands, what came of it.</summary>
internal sealed class TrainFolder : IDisposable
{
    private const string Settings = "settings.json";
    private const string RecipeFile = "recipe.json";
    private const string Log = "training.jsonl";

    // There while somebody trains in the folder, and theirs alone.
    private const string Held = "training.lock";

    private readonly string folder;
    private readonly bool isMade;
    private readonly FileStream held;
    private readonly FileStream log;
    private readonly List<TrainEpoch> epochs = [];

    private TrainFolder(string folder, bool isMade)
    {
        (this.folder, this.isMade) = (folder, isMade);
        try
        {
            held = new FileStream(
                In(Held),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException) when (File.Exists(In(Held)))
        {
            throw new Failure($"{SafeName.Show(folder)}: another process is training in this folder.");
        }
        log = new FileStream(In(Log), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    public string Shown => SafeName.Show(folder);

    public string Checkpoint => In("last.checkpoint");

    public string Weights => In("weights.dat");

    public string Report => In("report.html");

    /// <summary>The epochs that are over.</summary>
    public IReadOnlyList<TrainEpoch> Epochs => epochs;

    /// <summary>Whether there is something to go on with.</summary>
    public bool IsBegun => File.Exists(Checkpoint);

    /// <summary>Refuses a folder that holds something, before anything is read.</summary>
    public static void CheckNew(string folder)
    {
        if (File.Exists(folder))
            throw new Failure($"{SafeName.Show(folder)}: this is a file; --out is the folder to write.");
        if (File.Exists(Path.Combine(folder, Settings)))
            throw new Failure(
                $"{SafeName.Show(folder)}: there is a training in this folder. `cutwork train --resume {SafeName.Show(folder)}` goes on with it; give another --out for a new one."
            );
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new Failure($"{SafeName.Show(folder)}: the folder is not empty; give a new or an empty one.");
    }

    /// <summary>Begins a training.</summary>
    public static TrainFolder Begin(string folder, TrainSettings settings, RecipeChoice recipe)
    {
        CheckNew(folder);
        bool isMade = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        var begun = new TrainFolder(folder, isMade);
        File.WriteAllText(begun.In(RecipeFile), recipe.ToJson());
        File.WriteAllText(begun.In(Settings), settings.ToJson());
        return begun;
    }

    /// <summary>Goes on with a training.</summary>
    public static (TrainFolder Folder, TrainSettings Settings, RecipeChoice Recipe) Resume(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Settings)))
            throw new Failure($"{SafeName.Show(folder)}: there is no training in this folder ({Settings} is missing).");
        var settings = TrainSettings.Read(Path.Combine(folder, Settings));
        var recipe = RecipeChoice.FromFile(Path.Combine(folder, RecipeFile));
        return (new TrainFolder(folder, isMade: false), settings, recipe);
    }

    /// <summary>Reads the epochs before the one that a checkpoint goes on with; what was logged of later ones is cut off, and trained again.</summary>
    public void ReadEpochs(int before)
    {
        epochs.Clear();
        byte[] lines = new byte[log.Length];
        log.Position = 0;
        log.ReadExactly(lines);
        int end = 0;
        while (epochs.Count < before && end < lines.Length)
        {
            ReadOnlySpan<byte> line = lines.AsSpan(end);
            if (line.IndexOf((byte)'\n') is >= 0 and int length)
                line = line[..(length + 1)];
            epochs.Add(Read(line));
            end += line.Length;
        }
        if (epochs.Count < before)
            throw new Failure(
                $"{Shown}: {Log} has {epochs.Count} epochs, but the checkpoint was written after {before}; one of them is not of this training."
            );
        // Lines that stay are not written again: whoever is killed here loses none.
        log.SetLength(end);
        log.Position = end;
        if (end > 0 && lines[end - 1] != '\n')
            log.Write("\n"u8);
    }

    public void Add(TrainEpoch epoch)
    {
        epochs.Add(epoch);
        Write(epoch);
    }

    /// <summary>Lets others train in the folder; what was begun and never saved is taken away, so that it may be begun again.</summary>
    public void Dispose()
    {
        log.Dispose();
        if (!IsBegun)
            foreach (string name in (string[])[Settings, RecipeFile, Log])
                File.Delete(In(name));
        held.Dispose();
        if (isMade && !IsBegun)
            Directory.Delete(folder);
    }

    private TrainEpoch Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainEpoch>(line, TrainEpoch.Form)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new Failure($"{Shown}: line {epochs.Count + 1} of {Log} is damaged ({error.Message.TrimEnd('.')}).");
        }
    }

    private void Write(TrainEpoch epoch)
    {
        log.Write(JsonSerializer.SerializeToUtf8Bytes(epoch, TrainEpoch.Form));
        log.Write("\n"u8);
        log.Flush();
    }

    private string In(string name) => Path.Combine(folder, name);
}
