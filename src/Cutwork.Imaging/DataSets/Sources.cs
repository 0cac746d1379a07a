namespace Cutwork.Imaging;

/// <summary>What every kind of data set does with indexes, names and labels.</summary>
internal static class Sources
{
    /// <summary>Above this, a label without a list of class names is taken for damage: a list of that length would be made for it.</summary>
    public const int MostUnnamedClasses = 100_000;

    public static int Check(int index, int count) =>
        (uint)index < (uint)count
            ? index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"The set has {count} samples: indexes go from 0 to {count - 1}."
            );

    /// <summary>The last part of a path, whether or not a separator ends it.</summary>
    public static string NameOf(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>Classes that have no names: "0", "1", … up to the largest label.</summary>
    public static string[] Numbered(int largest) =>
        [.. Enumerable.Range(0, Math.Max(largest, 0) + 1).Select(i => $"{i}")];

    /// <summary>The lines of classes.txt in a folder, empty ones at the end left out; null where there is no such file.</summary>
    public static string[]? ClassesIn(string folder, string file = "classes.txt")
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return null;
        string[] lines;
        try
        {
            lines = [.. File.ReadAllText(path).TrimEnd().Split('\n').Select(line => line.Trim())];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, FileDamage.Describe(path, error), error);
        }
        int blank = Array.IndexOf(lines, "");
        return blank < 0
            ? lines
            : throw new DataSetException(
                path,
                $"line {blank + 1} is empty; write one class name a line, in the order of the labels."
            );
    }
}
