using System.Text.Json;

namespace Cutwork.Cli;

/// <summary>classes.txt: a class name a line, in the order of the labels.</summary>
internal static class ClassesFile
{
    public const string Name = "classes.txt";

    /// <summary>Its text. A name that is no plain line, with line breaks, spaces at an end or in quotes, is written as a JSON string, and read back so.</summary>
    public static string Text(IEnumerable<string> classes) =>
        string.Concat(classes.Select(name => $"{(IsPlain(name) ? name : JsonSerializer.Serialize(name))}\n"));

    private static bool IsPlain(string name) =>
        name.Length > 0 && name == name.Trim() && name.IndexOfAny(['\n', '\r', '\uFEFF']) < 0 && !name.StartsWith('"');
}
