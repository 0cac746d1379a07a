namespace Cutwork;

/// <summary>"did you mean …": the known name that takes the fewest edits.</summary>
internal static class Nearest
{
    /// <summary>", did you mean "x"?" where a known name is near, else nothing.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        string? best = known.MinBy(name => Distance(given, name));
        return best is not null && Distance(given, best) <= Math.Max(2, given.Length / 3)
            ? $" (did you mean \"{best}\"?)"
            : "";
    }

    /// <summary>Insertions, deletions and substitutions, letter case aside (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }
        return row[^1];
    }
}
