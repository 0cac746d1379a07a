namespace Cutwork;

/// <summary>
/// Layers over a canvas, cut into bands of rows: in each band every row has the same layers, which are given in the order in which they are laid.
/// </summary>
/// <remarks>Rows' starts and ends are sorted once; a band then takes up the layers that begin with it and drops those that have ended.</remarks>
internal sealed class Bands
{
    private Layer[] layers = new Layer[16];
    private int[] edges = new int[32];
    private int[] order = new int[16];
    private long[] keys = new long[16];
    private int[] active = new int[16];
    private int height;
    private int edgeCount;
    private int edge;
    private int started;
    private int activeCount;

    /// <summary>Layers that were added.</summary>
    public int Count { get; private set; }

    /// <summary>The first row of the band.</summary>
    public int Top { get; private set; }

    /// <summary>The row after the band's last.</summary>
    public int Bottom { get; private set; }

    /// <summary>The layers that lie on the band, by their numbers, the lowest first.</summary>
    public ReadOnlySpan<int> Active => active.AsSpan(0, activeCount);

    /// <summary>A layer by its number, in the order in which they were added.</summary>
    public ref readonly Layer this[int layer] => ref layers[layer];

    /// <summary>Begins with no layer.</summary>
    public void Begin(int rows)
    {
        height = rows;
        Count = edgeCount = edge = started = activeCount = 0;
        Bottom = 0;
    }

    /// <summary>Lays one more over those before it; its region is not empty.</summary>
    public void Add(in Layer layer)
    {
        if (Count == layers.Length)
        {
            Array.Resize(ref layers, 2 * Count);
            Array.Resize(ref order, 2 * Count);
            Array.Resize(ref keys, 2 * Count);
            Array.Resize(ref active, 2 * Count);
            Array.Resize(ref edges, 4 * Count);
        }
        edges[edgeCount++] = layer.Region.Top;
        edges[edgeCount++] = layer.Region.Bottom;
        order[Count] = Count;
        layers[Count++] = layer;
    }

    /// <summary>Ends adding: the first band is the next.</summary>
    public void Sort()
    {
        if (Count < 2)
            return; // top before bottom already
        edges.AsSpan(0, edgeCount).Sort();
        // By top row, and in the order of painting within a row.
        for (int layer = 0; layer < Count; layer++)
            keys[layer] = ((long)layers[layer].Region.Top << 32) | (uint)layer;
        keys.AsSpan(0, Count).Sort();
        for (int place = 0; place < Count; place++)
            order[place] = (int)keys[place];
    }

    /// <summary>Goes on to the next band; false after the last.</summary>
    public bool Next()
    {
        if (Bottom == height)
            return false;
        Top = Bottom;
        while (edge < edgeCount && edges[edge] <= Top)
            edge++;
        Bottom = edge < edgeCount ? edges[edge] : height;
        Activate();
        return true;
    }

    /// <summary>Drops the layers that have ended and takes up those that begin, in the order of painting.</summary>
    private void Activate()
    {
        int kept = 0;
        for (int i = 0; i < activeCount; i++)
            if (layers[active[i]].Region.Bottom > Top)
                active[kept++] = active[i];
        activeCount = kept;
        for (; started < Count && layers[order[started]].Region.Top == Top; started++)
        {
            int layer = order[started];
            int place = activeCount++;
            for (; place > 0 && active[place - 1] > layer; place--)
                active[place] = active[place - 1];
            active[place] = layer;
        }
    }
}
