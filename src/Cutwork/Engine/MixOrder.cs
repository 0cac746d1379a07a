namespace Cutwork;

/// <summary>
/// In which order images can take their partners' pixels in place: an image before those that it takes from, so that what is read is not
/// yet painted.
/// </summary>
/// <remarks>
/// An image that no one has yet to read can be painted at once; then its partner has a reader less. What is left when no such image is
/// left are cycles. Of a cycle one image is saved before it is painted, for the last one:
/// <code>
/// 3 → 1 → 4 → 3        save 3;  3 ← 1,  1 ← 4,  4 ← saved 3
/// </code>
/// Where images with several partners are tied up in cycles, all that is read is saved.
/// </remarks>
internal sealed class MixOrder
{
    private int[] readers = [];
    private int[] partners = [];
    private int[] steps = [];
    private bool[] ordered = [];
    private int count;

    private const int Nobody = -1;
    private const int Several = -2;

    /// <summary>The images that mix, those outside of cycles first; from <see cref="CycleStart"/> on cycle by cycle.</summary>
    public ReadOnlySpan<int> Steps => steps.AsSpan(0, count);

    /// <summary>The first step that belongs to a cycle.</summary>
    public int CycleStart { get; private set; }

    /// <summary>True where every image in a cycle has one partner.</summary>
    public bool HasPlainCycles { get; private set; }

    /// <summary>True where all images that mix are each other's partners, two by two.</summary>
    public bool HasOnlyPairs
    {
        get
        {
            if (CycleStart > 0 || !HasPlainCycles || count % 2 > 0)
                return false;
            for (int step = 0; step < count; step += 2)
                if (partners[steps[step]] != steps[step + 1] || partners[steps[step + 1]] != steps[step])
                    return false;
            return true;
        }
    }

    /// <summary>The one partner of an image in a plain cycle.</summary>
    public int PartnerOf(int position) => partners[position];

    public void Find(Stage stage)
    {
        if (readers.Length < stage.Count)
        {
            readers = new int[stage.Count];
            partners = new int[stage.Count];
            steps = new int[stage.Count];
            ordered = new bool[stage.Count];
        }
        readers.AsSpan(0, stage.Count).Clear();
        ordered.AsSpan(0, stage.Count).Clear();
        partners.AsSpan(0, stage.Count).Fill(Nobody);
        foreach (ref readonly Stroke stroke in stage.Strokes)
            if (Reads(stroke))
            {
                readers[stroke.Partner]++;
                int known = partners[stroke.Position];
                partners[stroke.Position] = known == Nobody || known == stroke.Partner ? stroke.Partner : Several;
            }
        Peel(stage);
        Cycles(stage);
    }

    /// <summary>True where a stroke needs another image's pixels.</summary>
    public static bool Reads(in Stroke stroke) =>
        stroke.Source == Source.Partner && stroke.Partner != stroke.Position && !stroke.Region.IsEmpty;

    private void Peel(Stage stage)
    {
        count = 0;
        for (int position = 0; position < stage.Count; position++)
            if (readers[position] == 0 && partners[position] != Nobody)
                Append(position);
        for (int step = 0; step < count; step++)
            foreach (ref readonly Stroke stroke in stage.Of(steps[step]))
                if (
                    Reads(stroke)
                    && --readers[stroke.Partner] == 0
                    && partners[stroke.Partner] != Nobody
                    && !ordered[stroke.Partner]
                )
                    Append(stroke.Partner);
        CycleStart = count;
    }

    private void Cycles(Stage stage)
    {
        HasPlainCycles = true;
        for (int start = 0; start < stage.Count; start++)
        for (int position = start; !ordered[position] && partners[position] != Nobody; )
        {
            Append(position);
            HasPlainCycles &= partners[position] != Several;
            if (partners[position] == Several)
                break;
            position = partners[position];
        }
    }

    private void Append(int position)
    {
        ordered[position] = true;
        steps[count++] = position;
    }
}
