namespace Cutwork;

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
        Rows runs = Rows.Of(partner.Layout, destination.Layout, region);
        if (runs.Length > 0)
            for (int plane = 0; plane < runs.Planes; plane++)
            for (int y = region.Top; y < region.Bottom; y++)
                Blend.Row(
                    partner.Data.Slice(partner.Layout.Offset(plane, y, region.Left), runs.Length),
                    destination.Data.Slice(destination.Layout.Offset(plane, y, region.Left), runs.Length),
                    own,
                    other
                );
        else
            for (int channel = 0; channel < destination.Channels; channel++)
            for (int y = region.Top; y < region.Bottom; y++)
            for (int x = region.Left; x < region.Right; x++)
                Blend.Row(
                    partner.Data.Slice(partner.Layout.Offset(channel, y, x), 1),
                    destination.Data.Slice(destination.Layout.Offset(channel, y, x), 1),
                    own,
                    other
                );
    }

    /// <summary>Copies a region between any two layouts.</summary>
    public static void Copy<T>(ReadOnlyImageView<T> source, ImageView<T> destination, Region region)
        where T : unmanaged
    {
        Rows runs = Rows.Of(source.Layout, destination.Layout, region);
        if (runs.Length > 0)
            for (int plane = 0; plane < runs.Planes; plane++)
            for (int y = region.Top; y < region.Bottom; y++)
                source
                    .Data.Slice(source.Layout.Offset(plane, y, region.Left), runs.Length)
                    .CopyTo(destination.Data[destination.Layout.Offset(plane, y, region.Left)..]);
        else
            for (int channel = 0; channel < destination.Channels; channel++)
            for (int y = region.Top; y < region.Bottom; y++)
            for (int x = region.Left; x < region.Right; x++)
                destination[channel, y, x] = source[channel, y, x];
    }
}
