namespace Cutwork;

/// <summary>Random orders of 0 … n − 1, each equally likely.</summary>
internal static class Permutations
{
    /// <summary>A uniform permutation.</summary>
    public static void Shuffle(ref Rng rng, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        rng.Shuffle(order);
    }

    /// <summary>A uniform permutation without fixed points; one element stays itself.</summary>
    /// <remarks>
    /// Redrawn until no element is in its own place, 2.7 times on average whatever the length. A random cycle (Sattolo) would
    /// be cheaper, but reaches only (n − 1)! of the ≈ n!/e derangements.
    /// </remarks>
    public static void Derange(ref Rng rng, Span<int> order)
    {
        do Shuffle(ref rng, order);
        while (order.Length > 1 && HasFixedPoint(order));
    }

    private static bool HasFixedPoint(ReadOnlySpan<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            if (order[i] == i)
                return true;
        return false;
    }
}
