namespace Cutwork.Studies;

/// <summary>How often images of one class were taken for another.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] counts;

    /// <summary>An empty one.</summary>
    /// <param name="classes">At least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        counts = new int[checked(classes * classes)];
    }

    /// <summary>Rows, and columns.</summary>
    public int Classes { get; }

    /// <summary>Images of a class that were predicted as one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int actual, int predicted] => counts[Place(actual, predicted)];

    /// <summary>Adds an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted) => counts[Place(actual, predicted)]++;

    private int Place(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        return actual * Classes + predicted;
    }
}
