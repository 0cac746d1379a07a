using System.Formats.Tar;
using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>An output of <c>cutwork augment</c>, read again.</summary>
internal sealed class WrittenSet
{
    private readonly string folder;

    private WrittenSet(string folder, Summary summary) => (this.folder, Summary) = (folder, summary);

    public Summary Summary { get; }

    public string RecipePath => Path.Combine(folder, "recipe.json");

    public static WrittenSet Open(string folder)
    {
        string path = Path.Combine(folder, Summary.FileName);
        if (!File.Exists(path))
            throw new Failure(
                $"{SafeName.Show(folder)}: there is no {Summary.FileName}; give a folder that `cutwork augment` wrote."
            );
        try
        {
            Summary summary = OutputJson.ReadSummary(File.ReadAllText(path));
            return summary.Format == Summary.CurrentFormat
                ? new WrittenSet(folder, summary)
                : throw new Failure($"{SafeName.Show(path)}: format {summary.Format} is of a newer cutwork.");
        }
        catch (JsonException error)
        {
            throw new Failure($"{SafeName.Show(path)}: this is not a summary of cutwork. {error.Message}");
        }
    }

    /// <summary>The line of an output, named by its path, its path in the folder, or its bare name.</summary>
    public LabelLine Find(string file)
    {
        string wanted = file.Replace('\\', '/');
        string bare = wanted[(wanted.LastIndexOf('/') + 1)..];
        int number = 0;
        string? first = null;
        foreach (string text in File.ReadLines(Path.Combine(folder, "labels.jsonl")))
        {
            number++;
            LabelLine line = Read(text, "labels.jsonl", number, OutputJson.ReadLabel);
            first ??= line.File;
            if (line.File == wanted || line.File[(line.File.LastIndexOf('/') + 1)..] == bare)
                return line;
        }
        throw new Failure(
            $"{SafeName.Show(file)}: there is no such output in {SafeName.Show(folder)}; labels.jsonl lists {number}, the first is {first}."
        );
    }

    /// <summary>The plan of a batch.</summary>
    public Plan PlanOf(LabelLine line)
    {
        string? text = File.ReadLines(Path.Combine(folder, "plan.jsonl")).ElementAtOrDefault(line.Batch);
        Plan plan = text is null
            ? throw new Failure($"{SafeName.Show(folder)}: plan.jsonl has no line {line.Batch + 1}; it was cut.")
            : Read(text, "plan.jsonl", line.Batch + 1, Plan.FromJson);
        return line.Position < plan.Count
            ? plan
            : throw new Failure($"{SafeName.Show(folder)}: labels.jsonl and plan.jsonl do not belong together.");
    }

    /// <summary>The bytes of an output; null where it was taken away.</summary>
    public byte[]? BytesOf(LabelLine line)
    {
        string path = Path.Combine(folder, line.Shard ?? line.File);
        if (!File.Exists(path))
            return null;
        if (line.Shard is null)
            return File.ReadAllBytes(path);
        using var tar = new TarReader(File.OpenRead(path));
        while (tar.GetNextEntry() is { } entry)
            if (entry.Name == line.File && entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                data.CopyTo(content);
                return content.ToArray();
            }
        return null;
    }

    private T Read<T>(string text, string file, int number, Func<string, T> read)
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
