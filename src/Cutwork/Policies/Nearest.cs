namespace Cutwork;

/// <summary>"did you mean …": the known name that takes the fewest edits. The tool compiles this file too.</summary>
internal static class Nearest
{
    /// <summary>", did you mean "x"?" where a known name is near, else nothing.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        string? best = known.MinBy(name => EditDistance.Between(given, name));
        return best is not null && EditDistance.Between(given, best) <= Math.Max(2, given.Length / 3)
            ? $" (did you mean \"{best}\"?)"
            : "";
    }
}
