namespace Cutwork;

/// <summary>Columns of a band whose pixels are all made of the same parts: <c>foreach (SeenPart part in seen.PartsOf(run))</c>.</summary>
public readonly record struct SeenRun
{
    internal SeenRun(int left, int right, int first, int count)
    {
        Left = left;
        Right = right;
        First = first;
        Count = count;
    }

    /// <summary>The first column.</summary>
    public int Left { get; }

    /// <summary>The column after the last.</summary>
    public int Right { get; }

    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Where its parts begin in the desk's list.</summary>
    internal int First { get; }

    /// <summary>How many parts it has, at least one.</summary>
    internal int Count { get; }
}
