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
    private readonly Bands bands = new();
    private int[] seen = [];
    private Segment[] segments = new Segment[16];
    private int segmentCount;
    private Size size;

    /// <summary>The first row of the band.</summary>
    public int Top => bands.Top;

    /// <summary>The row after the band's last.</summary>
    public int Bottom => bands.Bottom;

    /// <summary>The band's segments, from left to right, without a gap.</summary>
    public ReadOnlySpan<Segment> Segments => segments.AsSpan(0, segmentCount);

    public ref readonly Layer this[int layer] => ref bands[layer];

    /// <summary>Begins with all strokes of an image.</summary>
    public void Begin(Plan plan, int position) => Begin(plan, position, 0, plan.Stages.Length, false);

    /// <summary>Begins with an image's erasers of some stages.</summary>
    public void BeginErasers(Plan plan, int position, int from, int to) => Begin(plan, position, from, to, true);

    private void Begin(Plan plan, int position, int from, int to, bool erasersOnly)
    {
        size = plan.Size;
        bands.Begin(size.Height);
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
        if (bands.Count == 0)
            return;
        bands.Sort();
        if (seen.Length < size.Width)
            seen = new int[size.Width];
    }

    /// <summary>Goes on to the next band; false after the last.</summary>
    public bool Next()
    {
        if (!bands.Next())
            return false;
        segmentCount = 0;
        ReadOnlySpan<int> active = bands.Active;
        if (active.IsEmpty)
            Append(0, size.Width, Segment.Own);
        else if (active.Length == 1)
            Surround(active[0]);
        else
            Overlay(active);
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
        OnlyCovers &= layer.Lay == Lay.Covers;
        bands.Add(layer);
    }

    /// <summary>One layer between the image's own pixels.</summary>
    private void Surround(int layer)
    {
        Region region = bands[layer].Region;
        Append(0, region.Left, Segment.Own);
        Append(region.Left, region.Right, bands[layer].Lay == Lay.Stages ? Segment.Staged : layer);
        Append(region.Right, size.Width, Segment.Own);
    }

    /// <summary>Several layers: what is seen of them, column by column.</summary>
    private void Overlay(ReadOnlySpan<int> active)
    {
        Span<int> row = seen.AsSpan(0, size.Width);
        row.Fill(Segment.Own);
        foreach (int layer in active)
        {
            Region region = bands[layer].Region;
            Span<int> under = row.Slice(region.Left, region.Width);
            switch (bands[layer].Lay)
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
