namespace Cutwork;

/// <summary>
/// The places that an image may be made of, itself first: those that its strokes read, and those that these read, each with the most stages and the
/// region that are asked of it.
/// </summary>
internal sealed class Reach
{
    private Plan plan = null!;
    private int[] slots = []; // by place: 1 + its slot, where its stamp is the image's
    private int[] stamps = [];
    private int stamp;
    private int[] places = new int[4];
    private int[] stages = new int[4];
    private Region[] reads = new Region[4];
    private int count;

    /// <summary>The places by slot.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, count);

    /// <summary>The first stages of a place that are asked for.</summary>
    public int StagesOf(int slot) => stages[slot];

    /// <summary>The pixels of a place that may be asked for.</summary>
    public Region ReadOf(int slot) => reads[slot];

    /// <summary>The slot of a place that was reached.</summary>
    public int SlotOf(int place) => slots[place];

    public void Begin(Plan seen, int place)
    {
        plan = seen;
        if (slots.Length < seen.PlaceCount)
        {
            slots = new int[seen.PlaceCount];
            stamps = new int[seen.PlaceCount];
            stamp = 0;
        }
        if (++stamp == int.MaxValue)
        {
            Array.Clear(stamps);
            stamp = 1;
        }
        count = 0;
        Visit(place, seen.Stages.Length, Region.Whole(seen.Size));
        plan = null!;
    }

    /// <summary>A place is asked for: what is new of its stages, or of its pixels, is followed.</summary>
    /// <remarks>
    /// A place's region grows once to what is read and then to all of the image, so that each stage of a place is followed at most three times,
    /// whatever cycles partners form. Each step goes to fewer stages: it ends.
    /// </remarks>
    private void Visit(int place, int asked, Region read)
    {
        int from = 0;
        int slot;
        if (stamps[place] != stamp)
        {
            slot = Add(place, asked, read);
        }
        else
        {
            slot = slots[place];
            bool grows = reads[slot].Intersect(read) != read;
            if (grows)
                reads[slot] = Region.Whole(plan.Size);
            else if (asked <= stages[slot])
                return;
            else
                from = stages[slot];
            read = reads[slot];
            asked = Math.Max(asked, stages[slot]);
            stages[slot] = asked;
        }
        for (int number = from; number < asked; number++)
            foreach (ref readonly Stroke stroke in plan.Stages[number].Of(place))
            {
                if (stroke.Source != Source.Partner || stroke.OwnWeight == 1)
                    continue;
                Region touched = stroke.Region.Intersect(read);
                if (!touched.IsEmpty)
                    Visit(stroke.Partner, number, touched);
            }
    }

    private int Add(int place, int asked, Region read)
    {
        if (count == places.Length)
        {
            Array.Resize(ref places, 2 * count);
            Array.Resize(ref stages, 2 * count);
            Array.Resize(ref reads, 2 * count);
        }
        stamps[place] = stamp;
        slots[place] = count;
        (places[count], stages[count], reads[count]) = (place, asked, read);
        return count++;
    }
}
