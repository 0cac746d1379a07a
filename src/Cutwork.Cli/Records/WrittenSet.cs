using System.Formats.Tar;
using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>An output of <c>cutwork augment</c>, read again: perhaps a stranger's.</summary>
internal sealed class WrittenSet
{
    // 100,000 classes of long names, and all skipped inputs.
    private const int LongestSummary = 64 << 20;

    private readonly string folder;
    private readonly RecordFolder files;

    private WrittenSet(string folder, RecordFolder files, Summary summary) =>
        (this.folder, this.files, Summary) = (folder, files, summary);

    public Summary Summary { get; }

    public string RecipePath => Path.Combine(folder, RecipeFile);

    private static string RecipeFile => "recipe.json";

    public static WrittenSet Open(string folder)
    {
        var files = new RecordFolder(folder);
        string path = files.PathOf(Summary.FileName);
        if (!File.Exists(path))
            throw new Failure(
                $"{SafeName.Show(folder)}: there is no {Summary.FileName}; give a folder that `cutwork augment` wrote."
            );
        try
        {
            Summary summary = OutputJson.ReadSummary(files.ReadText(Summary.FileName, LongestSummary));
            return summary.Format == Summary.CurrentFormat
                ? new WrittenSet(folder, files, summary)
                : throw new Failure($"{SafeName.Show(path)}: format {summary.Format} is of a newer cutwork.");
        }
        catch (JsonException error)
        {
            throw new Failure($"{SafeName.Show(path)}: this is not a summary of cutwork. {error.Message}");
        }
    }

    /// <summary>The recipe that was painted.</summary>
    public RecipeChoice ReadRecipe()
    {
        using FileStream file = files.Open(RecipeFile);
        return RecipeChoice.Read(file, RecipePath);
    }

    /// <summary>The line of an output, named by its path, its path in the folder, or its bare name.</summary>
    public LabelLine Find(string file)
    {
        string wanted = file.Replace('\\', '/');
        string bare = wanted[(wanted.LastIndexOf('/') + 1)..];
        int number = 0;
        string? first = null;
        foreach (string text in files.Lines("labels.jsonl"))
        {
            number++;
            LabelLine line = Read(text, "labels.jsonl", number, OutputJson.ReadLabel);
            first ??= line.File;
            if (line.File == wanted || line.File[(line.File.LastIndexOf('/') + 1)..] == bare)
                return line;
        }
        throw new Failure(
            $"{SafeName.Show(file)}: there is no such output in {SafeName.Show(folder)}; labels.jsonl lists {number}"
                + (first is null ? "." : $", the first is {SafeName.Show(first)}.")
        );
    }

    /// <summary>The plan of a batch.</summary>
    public Plan PlanOf(LabelLine line)
    {
        string? text = files.Lines("plan.jsonl").ElementAtOrDefault(line.Batch);
        Plan plan = text is null
            ? throw new Failure($"{SafeName.Show(folder)}: plan.jsonl has no line {line.Batch + 1L}; it was cut.")
            : Read(text, "plan.jsonl", line.Batch + 1L, Plan.FromJson);
        return line.Position < plan.Count
            ? plan
            : throw new Failure($"{SafeName.Show(folder)}: labels.jsonl and plan.jsonl do not belong together.");
    }

    /// <summary>Whether an output has these bytes; null where it was taken away.</summary>
    public bool? Has(LabelLine line, byte[] bytes)
    {
        string name = line.Shard ?? line.File;
        if (!files.Has(name))
            return null;
        using FileStream file = files.Open(name);
        if (line.Shard is null)
            return file.Length == bytes.Length && Same(file, bytes);
        try
        {
            using var tar = new TarReader(file);
            while (tar.GetNextEntry() is { } entry)
                if (entry.Name == line.File && entry.DataStream is { } data)
                    return entry.Length == bytes.Length && Same(data, bytes);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new Failure(
                $"{SafeName.Show(files.PathOf(name))}: the shard is damaged. {error.Message.TrimEnd('.')}."
            );
        }
        return null;
    }

    private static bool Same(Stream stored, byte[] bytes)
    {
        byte[] read = new byte[bytes.Length];
        return stored.ReadAtLeast(read, read.Length, throwOnEndOfStream: false) == read.Length
            && read.AsSpan().SequenceEqual(bytes);
    }

    private T Read<T>(string text, string file, long number, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new Failure(
                $"{SafeName.Show(Path.Combine(folder, file))}: line {number} is damaged. {error.Message}"
            );
        }
    }
}
