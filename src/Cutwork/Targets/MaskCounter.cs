namespace Cutwork;

/// <summary>Counts, and cuts out, what is seen of masks, band by band.</summary>
internal static class MaskCounter
{
    /// <summary>One object on the way.</summary>
    private sealed class Tally(AnnotatedMask given, int place, MaskBuilder? kept)
    {
        public AnnotatedMask Given => given;
        public int Place => place;

        /// <summary>What is kept of its pixels; null where all are.</summary>
        public MaskBuilder? Kept => kept;
        public int Group;
        public long Seen; // pixels that are shown at any weight
        public double Shown; // pixels times weights
    }

    public static SeenMask[] Count(in Seen image, PlaceLists<AnnotatedMask> masks, BoxRule rule)
    {
        int own = image.Places[0];
        var tallies = new List<Tally>();
        foreach (int place in image.Places)
        foreach (ref readonly AnnotatedMask mask in masks[place])
            tallies.Add(new Tally(mask, place, rule.Tight || place != own ? new MaskBuilder(mask.Mask.Size) : null));
        while (image.Next())
            foreach (Tally tally in tallies)
                Add(image, tally, rule.Tight);
        var seen = new List<SeenMask>();
        foreach (Tally tally in tallies)
            if (TryMake(tally, tally.Place == own, rule, out SeenMask mask))
                seen.Add(mask);
        return [.. seen];
    }

    /// <summary>The rows of a mask that lie in the band, group by group.</summary>
    private static void Add(in Seen image, Tally tally, bool tight)
    {
        Mask mask = tally.Given.Mask;
        while (true)
        {
            int top = Math.Max(image.Top, mask.TopOf(tally.Group));
            int bottom = Math.Min(image.Bottom, mask.BottomOf(tally.Group));
            AddRows(image, tally, mask.RunsOf(tally.Group), bottom - top, tight);
            tally.Kept?.EndRows(bottom);
            if (mask.BottomOf(tally.Group) > image.Bottom)
                return;
            if (++tally.Group == mask.GroupCount || bottom == image.Bottom)
                return;
        }
    }

    private static void AddRows(in Seen image, Tally tally, ReadOnlySpan<ushort> columns, int rows, bool tight)
    {
        ReadOnlySpan<SeenRun> runs = image.Runs;
        int number = 0;
        for (int i = 0; i < columns.Length; i += 2)
        {
            while (runs[number].Right <= columns[i])
                number++;
            for (int run = number; run < runs.Length && runs[run].Left < columns[i + 1]; run++)
            {
                SeenPart part = PartOf(image, runs[run], tally.Place);
                if (part.Weight == 0)
                    continue;
                int left = Math.Max(runs[run].Left, columns[i]);
                int right = Math.Min(runs[run].Right, columns[i + 1]);
                long pixels = (long)(right - left) * rows;
                if (part.Shown > 0)
                {
                    tally.Seen += pixels;
                    tally.Shown += pixels * part.Shown;
                }
                if (!tight || part.Shown > 0)
                    tally.Kept?.Add(left, right);
            }
        }
    }

    private static SeenPart PartOf(in Seen image, in SeenRun run, int place)
    {
        foreach (ref readonly SeenPart part in image.PartsOf(run))
            if (part.Place == place)
                return part;
        return default;
    }

    private static bool TryMake(Tally tally, bool isOwn, BoxRule rule, out SeenMask mask)
    {
        mask = default;
        AnnotatedMask given = tally.Given;
        bool stays = isOwn && rule.KeepsHidden;
        if (given.Mask.Area == 0 || tally.Seen == 0 && !stays)
            return false;
        double whole = given.Mask.Area / given.InView;
        if (tally.Seen < rule.MinVisible * whole || tally.Seen < rule.MinArea)
            return false;
        Mask shown = tally.Kept is null || tally.Seen == 0 ? given.Mask : tally.Kept.ToMask();
        if (shown.Bounds.Height < rule.MinSide || shown.Bounds.Width < rule.MinSide)
            return false;
        double weight = tally.Seen > 0 ? tally.Shown / tally.Seen : 0;
        mask = new SeenMask(shown, given.Label, given.Id, tally.Place, weight, tally.Shown / whole);
        return true;
    }
}
