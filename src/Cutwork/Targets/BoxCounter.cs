namespace Cutwork;

/// <summary>Counts what is seen of boxes, band by band.</summary>
internal sealed class BoxCounter
{
    [ThreadStatic]
    private static BoxCounter? instance;

    private Tally[] tallies = [];
    private int[] live = []; // of the band: boxes that reach into it, place by place
    private int[] liveStarts = [];

    /// <summary>What was counted of one box: areas, and the edges of what is seen and of what was mixed in.</summary>
    private struct Tally
    {
        public Edges Box; // what of it lies on the image
        public double Area; // the object's, before any clipping
        public int Item;
        public double Shown; // areas times weights
        public double Seen; // areas that are shown at any weight
        public Edges Around; // what is shown
        public Edges Mixed; // what would be shown if nothing were erased
    }

    /// <summary>This thread's; it holds nothing between two calls.</summary>
    public static BoxCounter Rent() => instance ??= new BoxCounter();

    public int Count(in Seen image, PlaceLists<AnnotatedBox> boxes, Span<SeenBox> seen, BoxRule rule)
    {
        int count = Begin(image, boxes, rule);
        ReadOnlySpan<int> places = image.Places;
        while (image.Next())
        {
            FindLive(image, count, places.Length, boxes);
            foreach (ref readonly SeenRun run in image.Runs)
            foreach (ref readonly SeenPart part in image.PartsOf(run))
            {
                int slot = image.SlotOf(part.Place);
                for (int number = liveStarts[slot]; number < liveStarts[slot + 1]; number++)
                    Add(ref tallies[live[number]], run, part, image.Top, image.Bottom);
            }
        }
        return Write(image, boxes, count, seen, rule);
    }

    /// <summary>Takes the boxes of all places that may be seen, place by place.</summary>
    private int Begin(in Seen image, PlaceLists<AnnotatedBox> boxes, BoxRule rule)
    {
        int most = 0;
        foreach (int place in image.Places)
            most += boxes[place].Length;
        if (tallies.Length < most)
        {
            tallies = new Tally[2 * most];
            live = new int[2 * most];
        }
        if (liveStarts.Length <= image.Places.Length)
            liveStarts = new int[2 * image.Places.Length];
        int count = 0;
        foreach (int place in image.Places)
            for (int item = boxes.Starts[place]; item < boxes.Starts[place + 1]; item++)
            {
                ref readonly AnnotatedBox given = ref boxes.Items[item];
                Edges box = Edges.Of(given.Box, rule.WholePixels);
                tallies[count++] = new Tally
                {
                    Box = box.Clip(image.Size),
                    Area = box.Area / given.InView,
                    Item = item,
                    Around = Edges.None,
                    Mixed = Edges.None,
                };
            }
        return count;
    }

    private void FindLive(in Seen image, int count, int slots, PlaceLists<AnnotatedBox> boxes)
    {
        int found = 0;
        int number = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            liveStarts[slot] = found;
            for (int end = number + boxes[image.Places[slot]].Length; number < end; number++)
                if (tallies[number].Box.Top < image.Bottom && tallies[number].Box.Bottom > image.Top)
                    live[found++] = number;
        }
        liveStarts[slots] = found;
    }

    private static void Add(ref Tally tally, in SeenRun run, in SeenPart part, int bandTop, int bandBottom)
    {
        double left = Math.Max(tally.Box.Left, run.Left);
        double right = Math.Min(tally.Box.Right, run.Right);
        if (left >= right)
            return;
        double top = Math.Max(tally.Box.Top, bandTop);
        double bottom = Math.Min(tally.Box.Bottom, bandBottom);
        tally.Mixed.Enclose(top, left, bottom, right);
        if (part.Shown == 0)
            return;
        double area = (bottom - top) * (right - left);
        tally.Seen += area;
        tally.Shown += area * part.Shown;
        tally.Around.Enclose(top, left, bottom, right);
    }

    private int Write(in Seen image, PlaceLists<AnnotatedBox> boxes, int count, Span<SeenBox> seen, BoxRule rule)
    {
        int written = 0;
        int number = 0;
        for (int slot = 0; slot < image.Places.Length; slot++)
        {
            int place = image.Places[slot];
            for (int end = number + boxes[place].Length; number < end; number++)
                if (
                    TryMake(tallies[number], boxes.Items[tallies[number].Item], place, slot == 0, rule, out SeenBox box)
                )
                {
                    if (written == seen.Length)
                        throw new ArgumentException(
                            $"Image {image.Places[0]} shows more objects than there is room for, {seen.Length}; give room for all of its own and of those "
                                + $"that are mixed into it, here {count}.",
                            nameof(seen)
                        );
                    seen[written++] = box;
                }
        }
        return written;
    }

    private static bool TryMake(
        in Tally tally,
        in AnnotatedBox given,
        int place,
        bool isOwn,
        BoxRule rule,
        out SeenBox box
    )
    {
        box = default;
        bool stays = isOwn && rule.KeepsHidden;
        if (tally.Box.IsEmpty || tally.Seen == 0 && !stays)
            return false;
        if (tally.Seen < rule.MinVisible * tally.Area || tally.Seen < rule.MinArea)
            return false;
        Edges edges =
            rule.Tight && tally.Seen > 0 ? tally.Around
            : isOwn ? tally.Box
            : tally.Mixed;
        if (edges.Height < rule.MinSide || edges.Width < rule.MinSide || edges.ToBox() is not { } shown)
            return false;
        double weight = tally.Seen > 0 ? tally.Shown / tally.Seen : 0;
        box = new SeenBox(shown, given.Label, given.Id, place, weight, tally.Shown / tally.Area);
        return true;
    }
}
