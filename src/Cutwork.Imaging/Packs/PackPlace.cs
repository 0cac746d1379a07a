namespace Cutwork.Imaging;

/// <summary>What is asked for at every view, 16 bytes of a sample: a shuffled epoch then reads one cache line of them per sample, mostly from the nearer caches.</summary>
/// <param name="pixels">Where the pixels begin.</param>
/// <param name="layout">The number of their layout.</param>
/// <param name="label">The class.</param>
internal struct PackPlace(long pixels, int layout, int label)
{
    private const int Unchecked = int.MinValue; // the sign of the layout's number

    private int state = layout | Unchecked;

    public readonly long Pixels { get; } = pixels;

    public readonly int Label { get; } = label;

    public readonly int Layout => state & ~Unchecked;

    /// <summary>True when the pixels' checksum was found right.</summary>
    public readonly bool IsSound => Volatile.Read(in state) >= 0;

    /// <summary>The places of all samples; those of one shape share a layout.</summary>
    public static PackPlace[] Of(PackFile pack, out Layout[] layouts)
    {
        var places = new PackPlace[pack.Count];
        var shapes = new Dictionary<(Size Size, int Channels), int>();
        for (int index = 0; index < places.Length; index++)
        {
            PackEntry entry = pack.Entry(index);
            if (!shapes.TryGetValue((entry.Size, entry.Measure), out int layout))
                shapes[(entry.Size, entry.Measure)] = layout = shapes.Count;
            places[index] = new PackPlace(entry.Data, layout, entry.Label);
        }
        layouts = new Layout[shapes.Count];
        foreach (((Size size, int channels), int layout) in shapes)
            layouts[layout] = Cutwork.Layout.Interleaved(size, channels);
        return places;
    }

    public void MarkSound() => Volatile.Write(ref state, Layout);
}
