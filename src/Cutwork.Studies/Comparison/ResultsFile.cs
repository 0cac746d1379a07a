using System.Text.Encodings.Web;
using System.Text.Json;
using Cutwork.Files;
using Cutwork.Imaging;

namespace Cutwork.Studies;

/// <summary>The runs of studies, one line of JSON each, appended as they end: what is stopped goes on behind the last of them.</summary>
public sealed class ResultsFile
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    private readonly string path;
    private readonly List<StudyRun> runs = [];

    /// <summary>Opens a file, or begins one.</summary>
    /// <exception cref="TrainingException">A line is no run; the message names it.</exception>
    public ResultsFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
        if (!File.Exists(path))
            return;
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

    /// <summary>Appends a run.</summary>
    public void Add(StudyRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(run, Form), (byte)'\n'];
        bool isNew = !File.Exists(path);
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            long before = file.Length;
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
        }
        if (isNew)
            Disk.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        runs.Add(run);
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
            using FileStream file = File.OpenWrite(path);
            file.SetLength(end);
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
