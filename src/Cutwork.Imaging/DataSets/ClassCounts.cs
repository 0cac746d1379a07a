namespace Cutwork.Imaging;

/// <summary>Which classes of a set have no sample.</summary>
internal static class ClassCounts
{
    /// <summary>The account of a set whose labels are known.</summary>
    /// <param name="classes">By label.</param>
    /// <param name="labels">Of all samples; what is no label counts for nothing.</param>
    /// <param name="left">What else is left out.</param>
    public static DataSetAccount Account(IReadOnlyList<string> classes, IEnumerable<int> labels, Tally left)
    {
        bool[] isThere = new bool[classes.Count];
        foreach (int label in labels)
            if ((uint)label < (uint)isThere.Length)
                isThere[label] = true;
        string[] empty = [.. classes.Where((_, label) => !isThere[label])];
        // Nobody named a class that is a number: a gap says that labels begin at 1, or come from a part of a set.
        if (!ClassNames.AreNumbers(classes))
            return new DataSetAccount { LeftOut = left.Omissions, EmptyClasses = [.. empty] };
        left.Add("labels below the largest that no sample has", empty);
        return new DataSetAccount { LeftOut = left.Omissions };
    }
}
