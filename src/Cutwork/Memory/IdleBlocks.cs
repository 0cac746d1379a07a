namespace Cutwork;

/// <summary>Memory that waits to be lent, in the order in which it came back.</summary>
internal sealed class IdleBlocks
{
    private readonly List<NativeBlock> blocks = []; // the longest idle first
    private long bytes;

    public void Add(NativeBlock block)
    {
        blocks.Add(block);
        bytes += block.Capacity;
    }

    /// <summary>
    /// The smallest that fits, or null; of equals the one that came back last, whose lines may still be in a cache.
    /// </summary>
    public NativeBlock? Take(long need)
    {
        int best = -1;
        for (int place = blocks.Count - 1; place >= 0; place--)
            if (blocks[place].Fits(need) && (best < 0 || blocks[place].Capacity < blocks[best].Capacity))
                best = place;
        return best < 0 ? null : Remove(best);
    }

    /// <summary>Frees the longest idle until no more than so many bytes are left, and says how many were freed.</summary>
    public long FreeBeyond(long limit)
    {
        long freed = 0;
        while (bytes > limit)
            freed += Remove(0).Free();
        return freed;
    }

    private NativeBlock Remove(int place)
    {
        NativeBlock block = blocks[place];
        blocks.RemoveAt(place);
        bytes -= block.Capacity;
        return block;
    }
}
