using System.Text.Json;

namespace Cutwork.Tests.Parity;

/// <summary>The golden figures: the project's own copy, or the folder that CUTWORK_GOLDENS names.</summary>
public static class Goldens
{
    public static string Folder =>
        Environment.GetEnvironmentVariable("CUTWORK_GOLDENS") is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "Parity", "goldens");

    public static JsonElement Load(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        return document.RootElement.Clone();
    }

    /// <summary>The ids of a file's cases, for theories: each case is a test of its own.</summary>
    public static TheoryData<string> Ids(string name) =>
        [.. Load(name).GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    public static JsonElement Case(string name, string id) =>
        Cached(name).EnumerateArray().First(item => item.GetProperty("id").GetString() == id);

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, JsonElement> cache = new();

    private static JsonElement Cached(string name) => cache.GetOrAdd(name, key => Load(key).GetProperty("cases"));
}
