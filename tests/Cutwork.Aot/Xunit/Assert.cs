namespace Xunit;

/// <summary>What the laws say with xunit's names.</summary>
internal static class Assert
{
    public static void True(bool holds, string? message = null)
    {
        if (!holds)
            Fail(message ?? "a law does not hold");
    }

    public static void False(bool fails) => True(!fails);

    public static void Equal<T>(T expected, T actual) =>
        True(EqualityComparer<T>.Default.Equals(expected, actual), $"{actual} instead of {expected}");

    public static void All<T>(IEnumerable<T> items, Action<T> law)
    {
        foreach (T item in items)
            law(item);
    }

    public static void Fail(string message) => throw new InvalidOperationException(message);

    /// <summary>Here everything runs; what cannot, throws.</summary>
    public static void SkipWhen(bool skips, string reason)
    {
        if (skips)
            throw new SkippedException(reason);
    }
}

/// <summary>A law that this processor has no means for.</summary>
internal sealed class SkippedException(string reason) : Exception(reason);
