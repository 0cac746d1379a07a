using System.Text.Encodings.Web;
using System.Text.Json;
using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Studies;

/// <summary>The runs of studies, one line of JSON each, appended as they end: what is stopped goes on behind the last of them.</summary>
/// <remarks>
/// Runs go into the very file that was opened first, whatever becomes of its name: what somebody puts in its place meanwhile stays as it is.
/// </remarks>
public sealed class ResultsFile : IDisposable
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    private readonly string path;
    private readonly List<StudyRun> runs = [];
    private readonly FileIdentity? found;
    private readonly bool isFound;
    private FileStream? file;
    private HeldFolder? held;
    private bool isNamed;

    /// <summary>Opens a file, or begins one.</summary>
    /// <exception cref="TrainingException">A line is no run; the message names it.</exception>
    public ResultsFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        isFound = isNamed = File.Exists(path);
        if (!isFound)
            return;
        found = FileIdentity.Of(path);
        Mend();
        string[] lines = File.ReadAllLines(path);
        for (int number = 0; number < lines.Length; number++)
            runs.Add(Read(lines[number], number + 1));
    }

    /// <summary>All runs, in the order in which they ended.</summary>
    public IReadOnlyList<StudyRun> Runs => runs;

    /// <summary>Whether a run of the same study, data, arm, seed, recipe and training is there, whatever its results and machine.</summary>
    public bool Has(StudyRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return runs.Exists(other => AddressOf(other) == AddressOf(run));
    }

    /// <summary>Where another study, or another arm, has made this very training, appends what it came to under this run's names.</summary>
    /// <remarks>The same data, recipe, seed and training: it would come to the same again. Machine, versions and seconds stay those of the run that was made.</remarks>
    /// <returns>Whether there was one.</returns>
    public bool TakeOver(StudyRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (runs.Find(other => TrainingOf(other) == TrainingOf(run)) is not { } made)
            return false;
        Add(made with { Study = run.Study, Arm = run.Arm });
        return true;
    }

    /// <summary>Opens the file for the runs to come, or makes it; without this call the first <see cref="Add"/> does.</summary>
    /// <exception cref="IOException">It is not the file that was read any more, or cannot be written.</exception>
    public void Hold()
    {
        if (file is not null)
            return;
        string full = Path.GetFullPath(path);
        FileStream opened;
        try
        {
            FileMode mode = isFound ? FileMode.Open : FileMode.CreateNew;
            opened = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (IOException error) when (File.Exists(path) != isFound)
        {
            throw Other(error);
        }
        if (isFound && FileIdentity.Of(opened.SafeFileHandle) != found)
        {
            opened.Dispose();
            throw Other();
        }
        (file, held) = (opened, new HeldFolder(full, full, opened));
    }

    /// <summary>Appends a run.</summary>
    /// <exception cref="IOException">
    /// It cannot be written; or the file is not at its path any more: then the run is in it where it is now, which the message tells.
    /// </exception>
    public void Add(StudyRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(run, Form), (byte)'\n'];
        Hold();
        long before = file!.Seek(0, SeekOrigin.End);
        try
        {
            file.Write(line);
            Disk.Flush(file);
        }
        catch (IOException)
        {
            file.SetLength(before); // half a line on a full disk
            throw;
        }
        runs.Add(run);
        if (!held!.IsThere)
            throw Other();
        if (isNamed)
            return;
        Disk.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        isNamed = true;
    }

    /// <summary>Closes the file, and takes away one that was made here and holds no run.</summary>
    public void Dispose()
    {
        if (file is null)
            return;
        if (!isFound && file.Length == 0 && held!.IsThere)
            File.Delete(path);
        file.Dispose();
    }

    private IOException Other(IOException? error = null)
    {
        string what = !File.Exists(path)
            ? "this file is gone: somebody has removed or renamed it, or its folder, since this run read it"
            : "this is another file than at the beginning of this run: somebody has put it there since, and it was left as it is";
        string where = held?.NowOfFile is { } now ? $". The runs are in {SafeName.Show(now)}" : "";
        return new IOException($"{SafeName.Show(path)}: {what}{where}", error) { HResult = Disk.Lost };
    }

    // A line ends when all of it is written. What follows the last end was cut off as its process ended, and is run again, unless it is a whole run whose
    // end alone is missing. What does not begin as a run does is somebody's, and read as a line that is none.
    private void Mend()
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> tail = bytes.AsSpan(end);
        if (tail.IsEmpty)
            return;
        try
        {
            JsonSerializer.Deserialize<StudyRun>(tail, Form);
            File.AppendAllText(path, "\n");
        }
        catch (JsonException)
        {
            int known = Math.Min(tail.Length, Beginning.Length);
            bool isTorn = tail[..known].SequenceEqual(Beginning[..known]) || (end > 0 && tail[0] == Beginning[0]);
            if (!isTorn && tail.ContainsAnyExcept((byte)0))
                return;
            using var torn = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            torn.SetLength(end);
        }
    }

    private static ReadOnlySpan<byte> Beginning => "{\"study\":\""u8;

    private static (string, string, string, ulong, string, string) AddressOf(StudyRun run) =>
        (run.Study, run.Data, run.Arm, run.Seed, run.Recipe, run.Training);

    private static (string, ulong, string, string) TrainingOf(StudyRun run) =>
        (run.Data, run.Seed, run.Recipe, run.Training);

    // .NET's own words are about its types.
    private static string Reason(JsonException error) =>
        error.Path is null or "$" ? error.Message.TrimEnd('.') : $"its {error.Path.TrimStart('$', '.')} can't be that";

    private StudyRun Read(string line, int number)
    {
        try
        {
            StudyRun run = JsonSerializer.Deserialize<StudyRun>(line, Form) ?? throw new JsonException("it is null");
            return run.Flaw() is { } flaw ? throw new JsonException(flaw) : run;
        }
        catch (JsonException error)
        {
            throw new TrainingException(
                $"{SafeName.Show(path)}, line {number}: this is no run of a study ({SafeName.Show(Reason(error))}); take the line out, and its run is repeated."
            );
        }
    }
}
