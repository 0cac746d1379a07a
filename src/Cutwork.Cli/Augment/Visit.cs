namespace Cutwork.Cli;

/// <summary>The order in which a data set is gone through.</summary>
internal static class Visit
{
    // Recipes number their policies from 0; the last number is nobody's.
    private const uint Operation = uint.MaxValue;

    /// <summary>The sample indexes of an epoch, in batches.</summary>
    /// <remarks>
    /// Where images are mixed, the order is drawn: in a folder sorted by class, neighbors would find partners of their own
    /// class only. Erasing needs no partner and keeps the data set's order.
    /// </remarks>
    public static IEnumerable<int[]> Batches(Key key, int count, int batch, bool mixes)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (mixes)
        {
            Rng rng = key.For(0, Operation).Open();
            rng.Shuffle<int>(order);
        }
        return order.Chunk(batch);
    }
}
