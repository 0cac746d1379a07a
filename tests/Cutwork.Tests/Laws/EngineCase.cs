namespace Cutwork.Tests.Laws;

/// <summary>
/// One case: sources of any kind, a destination of any layout, threads, with and without stores past the caches, small images put together
/// or painted as large ones are.
/// </summary>
public sealed record EngineCase(
    Plan Plan,
    int Channels,
    int Pad,
    int Gap,
    int Order,
    int Threads,
    bool Streams,
    ulong Seed,
    bool Windows
)
{
    public ApplyOptions Options =>
        new()
        {
            MaxDegreeOfParallelism = Threads,
            StreamsFrom = Streams ? 0 : long.MaxValue,
            ThreadsFrom = 0,
            TogetherTo = Seed % 5 < 3 ? int.MaxValue : 0,
            Padding = Paint.Constant(0.3),
        };

    public Layout Layout =>
        Order switch
        {
            0 => Layout.Planar(Plan.Size, Channels, Plan.Size.Width + Pad),
            1 => Layout.Interleaved(Plan.Size, Channels, Plan.Size.Width * Channels + Pad),
            // Pixels with room after them, as RGBX.
            _ => new Layout(Plan.Size, Channels, 1, Plan.Size.Width * (Channels + 1) + Pad, Channels + 1),
        };

    public int ImageStride => Layout.Extent + Gap;

    /// <summary>Images of many kinds in one list: planar, interleaved, with room after a pixel, gray; larger and smaller than the batch.</summary>
    public SourceImage[] Sources()
    {
        Rng rng = new Key(Seed).Open();
        var sources = new SourceImage[Plan.Count];
        for (int position = 0; position < sources.Length; position++)
        {
            Size size = Plan.Size;
            Window window = default;
            if (Windows)
            {
                size = new Size(size.Height + rng.Below(5), size.Width + rng.Below(5));
                if (rng.Chance(0.3))
                    size = new Size(1 + rng.Below(size.Height), 1 + rng.Below(size.Width));
                window = new Window(
                    rng.Below(9) - 4,
                    rng.Below(9) - 4,
                    rng.Chance(0.5) ? Mirror.Horizontal : Mirror.None
                );
            }
            Layout layout = (Windows ? rng.Below(5) : (int)(Seed % 2)) switch
            {
                0 => Layout.Planar(size, Channels),
                1 => Layout.Interleaved(size, Channels),
                2 => new Layout(size, Channels, 1, size.Width * (Channels + 1), Channels + 1),
                3 => Layout.Interleaved(size, Channels, size.Width * Channels + 3),
                _ => Layout.Planar(size, 1),
            };
            sources[position] = new(Generate.Bytes(rng.NextUInt64(), layout.Extent), layout, window);
        }
        return sources;
    }

    /// <summary>One mean and deviation per channel.</summary>
    public Palette Palette(bool bytes)
    {
        float[] mean = [.. Enumerable.Range(0, Channels).Select(channel => 0.3f + 0.1f * channel)];
        float[] deviation = [.. mean.Select(value => value / 2)];
        return bytes ? Cutwork.Palette.BytesOf(mean, deviation)
            : Seed % 3 == 0 ? Cutwork.Palette.UnitOf(mean, deviation)
            : Cutwork.Palette.Normalized(mean, deviation);
    }
}
