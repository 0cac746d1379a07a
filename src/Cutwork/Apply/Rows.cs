namespace Cutwork;

/// <summary>The runs of consecutive elements that a region's rows make in memory.</summary>
/// <param name="Planes">Runs per row: one per channel where planar, one where interleaved.</param>
/// <param name="Length">Elements of a run; 0 where the layouts have no runs in common.</param>
internal readonly record struct Rows(int Planes, int Length)
{
    public static Rows Of(Layout layout, Region region) => Of(layout, layout, region);

    public static Rows Of(Layout source, Layout destination, Region region) =>
        source.IsInterleaved && destination.IsInterleaved ? new(1, region.Width * destination.Channels)
        : source.IsPlanar && destination.IsPlanar ? new(destination.Channels, region.Width)
        : default;
}
