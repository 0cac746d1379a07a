namespace Cutwork;

/// <summary>
/// What is seen of one image's strokes: bands of rows, each with the segments of columns that every row of the band has.
/// </summary>
/// <remarks>
/// <code>
///        ┌────────────────────┐
/// band 0 │ own                │      A stroke that is covered costs nothing; a pixel is written once.
///        ├────┬──────────┬────┤
/// band 1 │own │ partner  │ own│      Work: rows' starts and ends sorted, and for each band the columns of the strokes that are on it; no
///        │    ├───┐      │    │      more than painting the strokes one after the other would cost.
/// band 2 │own │ 1 │partn.│ own│
///        └────┴───┴──────┴────┘
/// </code>
/// </remarks>
internal sealed partial class Composition
{
    private Layer[] layers = new Layer[16];
    private int[] edges = new int[32];
    private int[] order = new int[16];
    private long[] keys = new long[16];
    private int[] active = new int[16];
    private int[] seen = [];
    private Segment[] segments = new Segment[16];
    private int layerCount;
    private int edgeCount;
    private int edge;
    private int started;
    private int activeCount;
    private int segmentCount;
    private Size size;

    /// <summary>The first row of the band.</summary>
    public int Top { get; private set; }

    /// <summary>The row after the band's last.</summary>
    public int Bottom { get; private set; }

    /// <summary>The band's segments, from left to right, without a gap.</summary>
    public ReadOnlySpan<Segment> Segments => segments.AsSpan(0, segmentCount);

    public Layer this[int layer] => layers[layer];

    /// <summary>Begins with all strokes of an image.</summary>
    public void Begin(Plan plan, int position) => Begin(plan, position, 0, plan.Stages.Length, false);

    /// <summary>Begins with an image's erasers of some stages.</summary>
    public void BeginErasers(Plan plan, int position, int from, int to) => Begin(plan, position, from, to, true);

    private void Begin(Plan plan, int position, int from, int to, bool erasersOnly)
    {
        size = plan.Size;
        layerCount = edgeCount = edge = started = activeCount = 0;
        Bottom = 0;
        OnlyCovers = true;
        for (int number = from; number < to; number++)
        {
            ReadOnlySpan<Stroke> strokes = plan.Stages[number].Of(position);
            for (int index = 0; index < strokes.Length; index++)
                if (!erasersOnly || strokes[index].Source != Source.Partner)
                    Add(
                        plan,
                        new Layer(position, number, index, strokes[index].Region, Lay.Covers, strokes[index].Source)
                    );
        }
        if (layerCount == 0)
            return;
        Sort();
        if (seen.Length < size.Width)
            seen = new int[size.Width];
    }

    /// <summary>Goes on to the next band; false after the last.</summary>
    public bool Next()
    {
        if (Bottom == size.Height)
            return false;
        Top = Bottom;
        while (edge < edgeCount && edges[edge] <= Top)
            edge++;
        Bottom = edge < edgeCount ? edges[edge] : size.Height;
        Activate();
        segmentCount = 0;
        if (activeCount == 0)
            Append(0, size.Width, Segment.Own);
        else if (activeCount == 1)
            Surround(active[0]);
        else
            Overlay();
        return true;
    }

    private void Add(Plan plan, in Layer layer)
    {
        if (layer.Region.IsEmpty)
            return;
        if (layer.Source != Source.Partner)
        {
            Push(layer);
            return;
        }
        ref readonly Stroke stroke = ref plan.Stages[layer.Stage].Of(layer.Image)[layer.Stroke];
        bool covers = stroke.OwnWeight == 0;
        Push(layer with { Lay = covers ? Lay.Covers : Lay.Blends });
        // Where the partner was painted before this stage, it is no longer its source's pixels. Erasers are seen through a stroke that covers.
        for (int earlier = 0; earlier < layer.Stage; earlier++)
        {
            ReadOnlySpan<Stroke> under = plan.Stages[earlier].Of(stroke.Partner);
            for (int index = 0; index < under.Length; index++)
            {
                Region touched = under[index].Region.Intersect(layer.Region);
                if (touched.IsEmpty)
                    continue;
                Push(
                    covers && under[index].Source != Source.Partner
                        ? new Layer(stroke.Partner, earlier, index, touched, Lay.Covers, under[index].Source)
                        : layer with
                        {
                            Region = touched,
                            Lay = Lay.Stages,
                        }
                );
            }
        }
    }

    private void Push(in Layer layer)
    {
        if (layerCount == layers.Length)
        {
            Array.Resize(ref layers, 2 * layerCount);
            Array.Resize(ref order, 2 * layerCount);
            Array.Resize(ref keys, 2 * layerCount);
            Array.Resize(ref active, 2 * layerCount);
            Array.Resize(ref edges, 4 * layerCount);
        }
        OnlyCovers &= layer.Lay == Lay.Covers;
        edges[edgeCount++] = layer.Region.Top;
        edges[edgeCount++] = layer.Region.Bottom;
        order[layerCount] = layerCount;
        layers[layerCount++] = layer;
    }

    private void Sort()
    {
        if (layerCount == 1)
            return; // top before bottom already
        edges.AsSpan(0, edgeCount).Sort();
        // By top row, and in the order of painting within a row.
        for (int layer = 0; layer < layerCount; layer++)
            keys[layer] = ((long)layers[layer].Region.Top << 32) | (uint)layer;
        keys.AsSpan(0, layerCount).Sort();
        for (int place = 0; place < layerCount; place++)
            order[place] = (int)keys[place];
    }

    /// <summary>Drops the layers that have ended and takes up those that begin, in the order of painting.</summary>
    private void Activate()
    {
        int kept = 0;
        for (int i = 0; i < activeCount; i++)
            if (layers[active[i]].Region.Bottom > Top)
                active[kept++] = active[i];
        activeCount = kept;
        for (; started < layerCount && layers[order[started]].Region.Top == Top; started++)
        {
            int layer = order[started];
            int place = activeCount++;
            for (; place > 0 && active[place - 1] > layer; place--)
                active[place] = active[place - 1];
            active[place] = layer;
        }
    }

    /// <summary>One layer between the image's own pixels.</summary>
    private void Surround(int layer)
    {
        Region region = layers[layer].Region;
        Append(0, region.Left, Segment.Own);
        Append(region.Left, region.Right, layers[layer].Lay == Lay.Stages ? Segment.Staged : layer);
        Append(region.Right, size.Width, Segment.Own);
    }

    /// <summary>Several layers: what is seen of them, column by column.</summary>
    private void Overlay()
    {
        Span<int> row = seen.AsSpan(0, size.Width);
        row.Fill(Segment.Own);
        foreach (int layer in active.AsSpan(0, activeCount))
        {
            Region region = layers[layer].Region;
            Span<int> under = row.Slice(region.Left, region.Width);
            switch (layers[layer].Lay)
            {
                case Lay.Covers:
                    under.Fill(layer);
                    break;
                case Lay.Stages:
                    under.Fill(Segment.Staged);
                    break;
                default:
                    foreach (ref int column in under)
                        column = column == Segment.Own ? layer : Segment.Staged;
                    break;
            }
        }
        for (int left = 0; left < row.Length; )
        {
            int length = row[left..].IndexOfAnyExcept(row[left]);
            int right = length < 0 ? row.Length : left + length;
            Append(left, right, row[left]);
            left = right;
        }
    }

    private void Append(int left, int right, int layer)
    {
        if (left == right)
            return;
        if (segmentCount == segments.Length)
            Array.Resize(ref segments, 2 * segmentCount);
        segments[segmentCount++] = new Segment(left, right, layer);
    }
}
