using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli;

/// <summary>Whether a folder is an output of <c>cutwork augment</c>, and nothing else: what <c>--overwrite</c> may replace.</summary>
internal static class OwnOutput
{
    private const string Labels = "labels.jsonl";
    private const string Images = "images";
    private const long LongestSummary = 64 << 20; // it lists classes and what was skipped
    private const int MostNamed = 3;

    private static readonly string[] Documents =
    [
        Summary.FileName,
        "recipe.json",
        "plan.jsonl",
        Labels,
        "classes.txt",
        "contact-sheet.png",
    ];

    /// <summary>What a new file system has at its root.</summary>
    private const string LostAndFound = "lost+found";

    /// <summary>The entries that count: a new file system's own folder, and what runs at work or killed have in it, do not.</summary>
    public static string[] Entries(string folder) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(folder)
                .Where(path => !Files.Workplace.IsOne(path) && Path.GetFileName(path) != LostAndFound)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Why the folder may not be replaced, as a sentence without its end; null where it may.</summary>
    public static string? Objection(string folder)
    {
        string summary = Path.Combine(folder, Summary.FileName);
        if (!IsFile(summary))
            return $"the folder has no {Summary.FileName}, so cutwork did not write it; --overwrite replaces only cutwork's own output";
        try
        {
            if (new FileInfo(summary).Length > LongestSummary || !IsOurs(File.ReadAllBytes(summary)))
                return $"its {Summary.FileName} was not written by `cutwork augment`; --overwrite replaces only cutwork's own output";
            string[] foreign = [.. Foreign(folder).Take(MostNamed + 1)];
            if (foreign.Length == 0)
                return null;
            string more = foreign.Length > MostNamed ? ", …" : "";
            string named = string.Join(", ", foreign.Take(MostNamed).Select(SafeName.Show));
            return $"there are files in it that cutwork did not write ({named}{more}), which --overwrite would delete; move them away";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return $"its {Summary.FileName} or {Labels} is damaged ({SafeName.Show(error.Message.TrimEnd('.'))}), so that what cutwork wrote in it is not known";
        }
    }

    private static bool IsOurs(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("format", out JsonElement format)
            && format.ValueKind == JsonValueKind.Number
            && format.TryGetInt32(out int number)
            && number is > 0 and <= Summary.CurrentFormat
            && root.TryGetProperty("tool", out JsonElement tool)
            && tool.ValueKind == JsonValueKind.String
            && tool.GetString()!.StartsWith("cutwork ", StringComparison.Ordinal)
            && root.TryGetProperty("settings", out JsonElement settings)
            && settings.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("images", out JsonElement images)
            && images.ValueKind == JsonValueKind.Object;
    }

    private static IEnumerable<string> Foreign(string folder)
    {
        HashSet<string> listed = Listed(Path.Combine(folder, Labels));
        foreach (string path in Entries(folder))
        {
            string name = Path.GetFileName(path);
            if (name == Images && IsFolder(path))
                foreach (string image in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
                {
                    string inside = $"{Images}/{Path.GetFileName(image)}";
                    if (!IsFile(image) || !listed.Contains(inside))
                        yield return inside;
                }
            else if (!IsFile(path) || !(Documents.Contains(name) || listed.Contains(name)))
                yield return name;
        }
    }

    // The images, or the shards that they are in.
    private static HashSet<string> Listed(string labels)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        if (!IsFile(labels))
            return listed;
        foreach (string line in new RecordFolder(Path.GetDirectoryName(labels)!).Lines(Labels))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && NameIn(document.RootElement) is { } name)
                listed.Add(name);
        }
        return listed;
    }

    // Names that no output has are somebody's, whatever a line says of them.
    private static string? NameIn(JsonElement line) =>
        Text(line, "shard") is { } shard ? (OutputNames.IsShard(shard) ? shard : null)
        : Text(line, "file") is { } file && file.StartsWith(Images + "/", StringComparison.Ordinal) ? file
        : null;

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool IsFile(string path) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null } && UnixEntry.Of(path) is null or { IsPlain: true };

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };
}
