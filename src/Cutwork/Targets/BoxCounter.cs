namespace Cutwork;

/// <summary>Counts what is seen of boxes, band by band.</summary>
/// <remarks>Only boxes that reach into what is read of their place are counted, and edges are followed only where a rule or a partner asks for them.</remarks>
internal sealed class BoxCounter
{
    [ThreadStatic]
    private static BoxCounter? instance;

    private Tally[] tallies = [];
    private Edges[] shown = []; // of the same boxes, where edges are followed: around what is shown,
    private Edges[] mixed = []; // and around what would be shown if nothing were erased
    private int[] starts = []; // by slot: where its boxes begin
    private int[] live = []; // of the band: boxes that reach into it, slot by slot
    private int[] liveStarts = [];

    /// <summary>A box, and what was counted of it.</summary>
    private struct Tally
    {
        public Edges Box; // what of it lies on the image
        public double Area; // the object's, before any clipping
        public double Shown; // areas times weights
        public double Seen; // areas that are shown at any weight
        public int Item;
        public bool IsWhole; // all of the given box is on the image
    }

    /// <summary>This thread's; it holds nothing between two calls.</summary>
    public static BoxCounter Rent() => instance ??= new BoxCounter();

    public int Count(in Seen image, PlaceLists<AnnotatedBox> boxes, Span<SeenBox> seen, BoxRule rule)
    {
        Begin(image, boxes, rule);
        while (image.Next())
        {
            FindLive(image);
            foreach (ref readonly SeenRun run in image.Runs)
            {
                var edges = new Edges(image.Top, run.Left, image.Bottom, run.Right);
                foreach (ref readonly SeenPart part in image.PartsOf(run))
                {
                    int slot = image.SlotOf(part.Place);
                    ReadOnlySpan<int> reached = live.AsSpan(liveStarts[slot], liveStarts[slot + 1] - liveStarts[slot]);
                    bool follows = slot > 0 || rule.Tight;
                    foreach (int number in reached)
                        Add(number, edges, part.Shown, follows);
                }
            }
        }
        return Write(image, boxes, seen, rule);
    }

    /// <summary>Takes the boxes of all places that may be seen.</summary>
    private void Begin(in Seen image, PlaceLists<AnnotatedBox> boxes, BoxRule rule)
    {
        ReadOnlySpan<int> places = image.Places;
        if (starts.Length <= places.Length)
        {
            starts = new int[2 * places.Length];
            liveStarts = new int[2 * places.Length];
        }
        var canvas = new Edges(0, 0, image.Size.Height, image.Size.Width);
        int count = 0;
        for (int slot = 0; slot < places.Length; slot++)
        {
            starts[slot] = count;
            int first = boxes.Starts[places[slot]];
            ReadOnlySpan<AnnotatedBox> given = boxes.Items[first..boxes.Starts[places[slot] + 1]];
            if (tallies.Length < count + given.Length)
            {
                Array.Resize(ref tallies, 2 * (count + given.Length));
                Array.Resize(ref shown, tallies.Length);
                Array.Resize(ref mixed, tallies.Length);
                Array.Resize(ref live, tallies.Length);
            }
            Region read = image.ReadOf(slot);
            var part = new Edges(read.Top, read.Left, read.Bottom, read.Right);
            bool follows = slot > 0 || rule.Tight;
            for (int item = 0; item < given.Length; item++)
            {
                Edges box = rule.WholePixels ? Edges.WholeOf(given[item].Box) : Edges.Of(given[item].Box);
                if (box.Intersect(part).IsEmpty)
                    continue;
                Edges clipped = box.Intersect(canvas);
                tallies[count] = new Tally
                {
                    Box = clipped,
                    Area = box.Area / given[item].InView,
                    Item = first + item,
                    IsWhole = !rule.WholePixels && clipped.Equals(box),
                };
                if (follows)
                    shown[count] = mixed[count] = Edges.None;
                count++;
            }
        }
        starts[places.Length] = count;
    }

    private void FindLive(in Seen image)
    {
        (double top, double bottom) = (image.Top, image.Bottom);
        int found = 0;
        for (int slot = 0; slot < image.Places.Length; slot++)
        {
            liveStarts[slot] = found;
            for (int number = starts[slot]; number < starts[slot + 1]; number++)
                if (tallies[number].Box.Top < bottom && tallies[number].Box.Bottom > top)
                    live[found++] = number;
        }
        liveStarts[image.Places.Length] = found;
    }

    private void Add(int number, in Edges run, double weight, bool follows)
    {
        ref Tally tally = ref tallies[number];
        Edges part = tally.Box.Intersect(run);
        if (part.IsEmpty)
            return;
        if (weight > 0)
        {
            double area = part.Area;
            tally.Seen += area;
            tally.Shown += area * weight;
        }
        if (!follows)
            return;
        mixed[number] = mixed[number].Enclose(part);
        if (weight > 0)
            shown[number] = shown[number].Enclose(part);
    }

    private int Write(in Seen image, PlaceLists<AnnotatedBox> boxes, Span<SeenBox> seen, BoxRule rule)
    {
        int written = 0;
        for (int slot = 0; slot < image.Places.Length; slot++)
        for (int number = starts[slot]; number < starts[slot + 1]; number++)
        {
            ref readonly AnnotatedBox given = ref boxes.Items[tallies[number].Item];
            if (!TryMake(number, given, image.Places[slot], slot == 0, rule, out SeenBox box))
                continue;
            if (written == seen.Length)
                throw new ArgumentException(
                    $"Image {image.Places[0]} shows more objects than there is room for, {seen.Length}; give room for all of its own and of those "
                        + $"that are mixed into it, here {starts[image.Places.Length]}.",
                    nameof(seen)
                );
            seen[written++] = box;
        }
        return written;
    }

    private bool TryMake(int number, in AnnotatedBox given, int place, bool isOwn, BoxRule rule, out SeenBox box)
    {
        box = default;
        ref readonly Tally tally = ref tallies[number];
        if (tally.Seen == 0 && !(isOwn && rule.KeepsHidden))
            return false;
        if (tally.Seen < rule.MinVisible * tally.Area || tally.Seen < rule.MinArea)
            return false;
        bool isTight = rule.Tight && tally.Seen > 0;
        Edges around =
            isTight ? shown[number]
            : isOwn ? tally.Box
            : mixed[number];
        if (around.Height < rule.MinSide || around.Width < rule.MinSide)
            return false;
        if ((isOwn && !isTight && tally.IsWhole ? given.Box : around.ToBox()) is not { } left)
            return false;
        double weight = tally.Seen > 0 ? tally.Shown / tally.Seen : 0;
        box = new SeenBox(left, given.Label, given.Id, place, weight, tally.Shown / tally.Area);
        return true;
    }
}
