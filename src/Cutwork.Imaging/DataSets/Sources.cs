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
}
