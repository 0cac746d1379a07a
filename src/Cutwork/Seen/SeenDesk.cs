namespace Cutwork;

/// <summary>A thread's memory for what it sees of an image, and the way from strokes to runs and parts.</summary>
/// <remarks>
/// The places that an image is made of are found first, each with the most stages that are asked of it and the region that is read. Their strokes are
/// layers of one <see cref="Bands"/>, place by place. In a band, a place after some of its layers is a list of runs; a stroke lays a hole, or another
/// place's list, into it. Each list is made once, so that k images that are mixed S times take at most k · S lists, whatever cycles they form.
/// </remarks>
internal sealed class SeenDesk
{
    [ThreadStatic]
    private static SeenDesk? idle;

    private readonly Bands bands = new();
    private readonly Reach reach = new();
    private Plan plan = null!;
    private Blends blends;
    private int[] firstLayers = []; // by slot; the last is the number of layers
    private int[] firstActive = []; // by slot, of the band
    private RunList[] lists = new RunList[16]; // by number of an active layer: its place after it
    private SeenRun[] runs = new SeenRun[32];
    private SeenPart[] parts = new SeenPart[32];
    private double[] sums = []; // by slot
    private int runCount;
    private int partCount;
    private RunList whole; // the band as it is seen

    /// <summary>Runs of one place after some layers: where they begin, and how many; none where they were not made yet.</summary>
    private readonly record struct RunList(int First, int Count);

    public Size Size => plan.Size;

    public int Top => bands.Top;

    public int Bottom => bands.Bottom;

    public ReadOnlySpan<SeenRun> Runs => runs.AsSpan(whole.First, whole.Count);

    public ReadOnlySpan<SeenPart> PartsOf(in SeenRun run) => parts.AsSpan(run.First, run.Count);

    public ReadOnlySpan<int> Places => reach.Places;

    public Region ReadOf(int slot) => reach.ReadOf(slot);

    public int SlotOf(int place) => reach.SlotOf(place);

    /// <summary>This thread's, until it is given back; another one where it is in use.</summary>
    public static SeenDesk Rent()
    {
        SeenDesk desk = idle ?? new SeenDesk();
        idle = null;
        return desk;
    }

    public void Return()
    {
        plan = null!;
        idle = this;
    }

    /// <param name="seen">The plan.</param>
    /// <param name="place">The image.</param>
    /// <param name="taken">What the image's own blends are taken for; its partners' stay what they are.</param>
    public void Begin(Plan seen, int place, Blends taken)
    {
        plan = seen;
        blends = taken;
        reach.Begin(seen, place);
        bands.Begin(seen.Size.Height);
        int slots = reach.Places.Length;
        if (firstLayers.Length <= slots)
        {
            Array.Resize(ref firstLayers, slots + 1);
            Array.Resize(ref firstActive, slots + 1);
        }
        for (int slot = 0; slot < slots; slot++)
        {
            firstLayers[slot] = bands.Count;
            AddLayers(slot);
        }
        firstLayers[slots] = bands.Count;
        bands.Sort();
        if (lists.Length < bands.Count)
            Array.Resize(ref lists, 2 * bands.Count);
        if (parts.Length < 2 * slots)
            Array.Resize(ref parts, 4 * slots);
        // Whole and hidden, of every place: what most runs are made of.
        for (int slot = 0; slot < slots; slot++)
        {
            int from = reach.Places[slot];
            parts[2 * slot] = new SeenPart(from, 1, 1);
            parts[2 * slot + 1] = new SeenPart(from, 1, 0);
        }
    }

    private void AddLayers(int slot)
    {
        int place = reach.Places[slot];
        Region read = reach.ReadOf(slot);
        int stages = reach.StagesOf(slot);
        for (int number = 0; number < stages; number++)
        {
            ReadOnlySpan<Stroke> strokes = plan.Stages[number].Of(place);
            for (int index = 0; index < strokes.Length; index++)
            {
                ref readonly Stroke stroke = ref strokes[index];
                Region touched = stroke.Region.Intersect(read);
                if (touched.IsEmpty)
                    continue;
                if (stroke.Source != Source.Partner)
                    bands.Add(new Layer(place, number, index, touched, Lay.Covers, stroke.Source));
                else if (LayOf(stroke, slot) is { } lay)
                    bands.Add(new Layer(place, number, index, touched, lay, stroke.Source));
            }
        }
    }

    /// <summary>How a partner's stroke lies; null where it changes nothing.</summary>
    private Lay? LayOf(in Stroke stroke, int slot) =>
        stroke.OwnWeight == 0 ? Lay.Covers
        : stroke.OwnWeight == 1 ? null
        : slot > 0 || blends == Blends.Both ? Lay.Blends
        : blends == Blends.Partner ? Lay.Covers
        : null;

    public bool Next()
    {
        if (!bands.Next())
            return false;
        int slots = reach.Places.Length;
        runCount = 0;
        partCount = 2 * slots;
        ReadOnlySpan<int> active = bands.Active;
        int number = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            while (number < active.Length && active[number] < firstLayers[slot])
                number++;
            firstActive[slot] = number;
        }
        firstActive[slots] = active.Length;
        lists.AsSpan(0, active.Length).Clear();
        whole = After(0, plan.Stages.Length);
        return true;
    }

    /// <summary>
    /// Goes through all bands: the share of the image's pixels that comes from each of <see cref="Places"/>, as if nothing were erased; they sum to 1.
    /// </summary>
    public ReadOnlySpan<double> CountWeights()
    {
        int slots = reach.Places.Length;
        if (sums.Length < slots)
            sums = new double[2 * slots];
        Array.Clear(sums, 0, slots);
        while (Next())
            foreach (ref readonly SeenRun run in Runs)
            {
                double pixels = (double)run.Width * (Bottom - Top);
                foreach (ref readonly SeenPart part in PartsOf(run))
                    sums[reach.SlotOf(part.Place)] += pixels * part.Weight;
            }
        foreach (ref double sum in sums.AsSpan(0, slots))
            sum /= plan.Size.Area;
        return sums.AsSpan(0, slots);
    }

    /// <summary>A place after its first stages.</summary>
    private RunList After(int slot, int stages)
    {
        ReadOnlySpan<int> active = bands.Active;
        var list = default(RunList);
        for (int number = firstActive[slot]; number < firstActive[slot + 1]; number++)
        {
            ref readonly Layer layer = ref bands[active[number]];
            if (layer.Stage >= stages)
                break;
            if (lists[number].Count == 0)
            {
                if (list.Count == 0)
                    list = Untouched(slot);
                lists[number] = LayOver(list, layer);
            }
            list = lists[number];
        }
        return list.Count == 0 ? Untouched(slot) : list;
    }

    /// <summary>A place without strokes: one run of its own pixels.</summary>
    private RunList Untouched(int slot)
    {
        var list = new RunList(runCount, 1);
        Append(0, plan.Size.Width, 2 * slot, 1);
        return list;
    }

    /// <summary>A list with one layer more.</summary>
    private RunList LayOver(RunList under, in Layer layer)
    {
        (int left, int right) = (layer.Region.Left, layer.Region.Right);
        var over = default(RunList);
        double own = 0;
        if (layer.Source == Source.Partner)
        {
            ref readonly Stroke stroke = ref plan.Stages[layer.Stage].Of(layer.Image)[layer.Stroke];
            own = stroke.OwnWeight;
            over = After(reach.SlotOf(stroke.Partner), layer.Stage); // partners are read as they were before this stage
        }
        int first = runCount;
        int number = under.First;
        int last = under.First + under.Count;
        for (; number < last && runs[number].Left < left; number++)
            AppendPart(runs[number], 0, left);
        int cut = number > under.First && runs[number - 1].Right > left ? number - 1 : number;
        if (layer.Source != Source.Partner)
            AppendHidden(cut, last, left, right);
        else if (layer.Lay == Lay.Covers)
            AppendRuns(over.First, over.First + over.Count, left, right);
        else
            AppendBlended(cut, last, over.First, left, right, own);
        for (number = cut; number < last; number++)
            if (runs[number].Right > right)
                AppendPart(runs[number], right, int.MaxValue);
        return new RunList(first, runCount - first);
    }

    /// <summary>The runs of a list that lie between two columns, cut to them.</summary>
    private void AppendRuns(int number, int last, int left, int right)
    {
        for (; number < last && runs[number].Left < right; number++)
            if (runs[number].Right > left)
                AppendPart(runs[number], left, right);
    }

    /// <summary>The same, with nothing of them shown.</summary>
    private void AppendHidden(int number, int last, int left, int right)
    {
        for (; number < last && runs[number].Left < right; number++)
        {
            SeenRun run = runs[number];
            int first = run.First;
            if (run.Count == 1 && first < 2 * reach.Places.Length)
                first |= 1; // the place's hidden part
            else
            {
                first = partCount;
                for (int part = run.First; part < run.First + run.Count; part++)
                    AppendPart(parts[part] with { Shown = 0 });
            }
            Append(Math.Max(left, run.Left), Math.Min(right, run.Right), first, run.Count);
        }
    }

    /// <summary>Two lists between two columns: own · weight + other · (1 − weight).</summary>
    private void AppendBlended(int number, int last, int other, int left, int right, double own)
    {
        while (left < right)
        {
            while (runs[number].Right <= left)
                number++;
            while (runs[other].Right <= left)
                other++;
            SeenRun below = runs[number];
            SeenRun above = runs[other];
            int end = Math.Min(right, Math.Min(below.Right, above.Right));
            int first = partCount;
            for (int part = below.First; part < below.First + below.Count; part++)
                AppendPart(Times(parts[part], own));
            int ownEnd = partCount;
            for (int part = above.First; part < above.First + above.Count; part++)
                Merge(Times(parts[part], 1 - own), first, ownEnd);
            Append(left, end, first, partCount - first);
            left = end;
        }
    }

    private static SeenPart Times(in SeenPart part, double factor) =>
        new(part.Place, factor * part.Weight, factor * part.Shown);

    /// <summary>A part of the upper list: joined with the place's own where it has one, so that a place comes once.</summary>
    private void Merge(in SeenPart part, int first, int end)
    {
        for (int number = first; number < end; number++)
            if (parts[number].Place == part.Place)
            {
                SeenPart own = parts[number];
                parts[number] = new(own.Place, own.Weight + part.Weight, own.Shown + part.Shown);
                return;
            }
        AppendPart(part);
    }

    private void AppendPart(in SeenRun run, int left, int right)
    {
        left = Math.Max(left, run.Left);
        right = Math.Min(right, run.Right);
        if (left < right)
            Append(left, right, run.First, run.Count);
    }

    private void Append(int left, int right, int first, int count)
    {
        if (runCount == runs.Length)
            Array.Resize(ref runs, 2 * runCount);
        runs[runCount++] = new SeenRun(left, right, first, count);
    }

    private void AppendPart(in SeenPart part)
    {
        if (partCount == parts.Length)
            Array.Resize(ref parts, 2 * partCount);
        parts[partCount++] = part;
    }
}
