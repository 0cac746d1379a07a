using System.Security.Cryptography;
using System.Text.Json;

namespace Cutwork.Cli.Tests;

/// <summary>Reads what the tool wrote.</summary>
internal static class Written
{
    /// <summary>Every file with its digest; of the summary what may not differ.</summary>
    public static SortedDictionary<string, string> Digests(string folder)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (Path.GetFileName(file) == "summary.json")
                bytes = System.Text.Encoding.UTF8.GetBytes(WithoutRun(File.ReadAllText(file)));
            digests[Path.GetRelativePath(folder, file)] = Convert.ToHexString(SHA256.HashData(bytes));
        }
        return digests;
    }

    public static Dictionary<string, string> Images(string folder) =>
        Digests(folder)
            .Where(file => file.Key.StartsWith("images", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => file.Value);

    public static JsonElement[] Labels(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "labels.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    public static JsonElement Summary(string folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json"))).RootElement;

    private static string WithoutRun(string json) => json[..json.IndexOf("\"run\"", StringComparison.Ordinal)];
}
