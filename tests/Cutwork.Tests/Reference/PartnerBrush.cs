namespace Cutwork.Tests.Reference;

/// <summary>Lays another image's pixels down.</summary>
internal static class PartnerBrush
{
    /// <summary>Blends a region; an own weight of 0 copies, and never reads what it covers.</summary>
    public static void Lay<T>(ReadOnlyImageView<T> partner, ImageView<T> destination, Region region, double ownWeight)
        where T : unmanaged
    {
        if (ownWeight == 0)
        {
            Copy(partner, destination, region);
            return;
        }
        var own = (float)ownWeight;
        var other = (float)(1 - ownWeight);
        for (int channel = 0; channel < destination.Channels; channel++)
        for (int y = region.Top; y < region.Bottom; y++)
        for (int x = region.Left; x < region.Right; x++)
            destination[channel, y, x] = Blend.One(destination[channel, y, x], partner[channel, y, x], own, other);
    }

    /// <summary>Copies a region between any two layouts.</summary>
    public static void Copy<T>(ReadOnlyImageView<T> source, ImageView<T> destination, Region region)
        where T : unmanaged
    {
        for (int channel = 0; channel < destination.Channels; channel++)
        for (int y = region.Top; y < region.Bottom; y++)
        for (int x = region.Left; x < region.Right; x++)
            destination[channel, y, x] = source[channel, y, x];
    }
}
