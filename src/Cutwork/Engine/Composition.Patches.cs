namespace Cutwork;

/// <content>All bands at once, for images that are put together as a whole.</content>
internal sealed partial class Composition
{
    private Patch[] patches = new Patch[16];
    private int patchCount;

    /// <summary>True where every layer hides what is below it: no pixel is made of two.</summary>
    public bool OnlyCovers { get; private set; }

    /// <summary>Goes through all bands, from the first on, and gives what is seen beside the image's own pixels.</summary>
    /// <param name="showsOwn">True where its own pixels are seen.</param>
    public ReadOnlySpan<Patch> ToPatches(out bool showsOwn)
    {
        showsOwn = false;
        patchCount = 0;
        int above = 0;
        while (Next())
        {
            int first = patchCount;
            foreach (Segment segment in Segments)
                if (segment.Layer == Segment.Own)
                    showsOwn = true;
                else if (!Lengthen(segment, above, first))
                    Push(new Patch(segment, Top, Bottom));
            above = FirstReaching(above, first);
        }
        return patches.AsSpan(0, patchCount);
    }

    /// <summary>A band's segment that goes on below the same one of the band before.</summary>
    private bool Lengthen(Segment segment, int from, int to)
    {
        for (int number = from; number < to; number++)
            if (patches[number].Bottom == Top && patches[number].Segment == segment)
            {
                patches[number] = patches[number] with { Bottom = Bottom };
                return true;
            }
        return false;
    }

    /// <summary>The first patch that reaches this band's last row: those before it have ended.</summary>
    private int FirstReaching(int from, int to)
    {
        while (from < to && patches[from].Bottom < Bottom)
            from++;
        return from;
    }

    private void Push(Patch patch)
    {
        if (patchCount == patches.Length)
            Array.Resize(ref patches, 2 * patchCount);
        patches[patchCount++] = patch;
    }
}
