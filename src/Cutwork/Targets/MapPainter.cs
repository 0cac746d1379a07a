using System.Numerics;

namespace Cutwork;

/// <summary>Label maps from what is seen, run by run.</summary>
internal static class MapPainter
{
    /// <summary>Hard maps: each run has one part.</summary>
    /// <remarks>The own map is copied at once, and what is not its own laid over it: a copy of a row's part costs as much as one of the row.</remarks>
    public static void Paint<T>(in Seen image, ReadOnlyImageBatch<T> maps, ImageView<T> painted, T? erased)
        where T : unmanaged
    {
        int own = image.Places[0];
        Copy(maps[own], painted, Region.Whole(image.Size));
        while (image.Next())
            foreach (ref readonly SeenRun run in image.Runs)
            {
                ref readonly SeenPart part = ref image.PartsOf(run)[0];
                var region = new Region(image.Top, run.Left, image.Bottom - image.Top, run.Width);
                if (part.Shown == 0 && erased is { } label)
                    Fill(painted, region, label);
                else if (part.Place != own)
                    Copy(maps[part.Place], painted, region);
            }
    }

    public static void PaintSoft<T>(in Seen image, ReadOnlyImageBatch<T> maps, ImageView<float> planes, T? ignored)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (image.Next())
            foreach (ref readonly SeenRun run in image.Runs)
            {
                var region = new Region(image.Top, run.Left, image.Bottom - image.Top, run.Width);
                for (int channel = 0; channel < planes.Layout.Channels; channel++)
                for (int y = region.Top; y < region.Bottom; y++)
                for (int x = region.Left; x < region.Right; x++)
                    planes[channel, y, x] = 0;
                foreach (ref readonly SeenPart part in image.PartsOf(run))
                {
                    ReadOnlyImageView<T> map = maps[part.Place];
                    for (int y = region.Top; y < region.Bottom; y++)
                    for (int x = region.Left; x < region.Right; x++)
                        if (map[0, y, x] != ignored)
                            planes[int.CreateTruncating(map[0, y, x]), y, x] += (float)part.Weight;
                }
            }
    }

    private static void Copy<T>(ReadOnlyImageView<T> from, ImageView<T> to, Region part)
        where T : unmanaged
    {
        if (from.Layout.PixelStride != 1 || to.Layout.PixelStride != 1)
        {
            for (int y = part.Top; y < part.Bottom; y++)
            for (int x = part.Left; x < part.Right; x++)
                to[0, y, x] = from[0, y, x];
            return;
        }
        int rows = part.Height;
        int width = part.Width;
        if (width == from.Layout.RowStride && width == to.Layout.RowStride)
            (rows, width) = (1, width * rows); // rows that lie behind each other
        for (int row = 0; row < rows; row++)
            from.Data.Slice(from.Layout.Offset(0, part.Top + row, part.Left), width)
                .CopyTo(to.Data[to.Layout.Offset(0, part.Top + row, part.Left)..]);
    }

    private static void Fill<T>(ImageView<T> to, Region part, T label)
        where T : unmanaged
    {
        for (int y = part.Top; y < part.Bottom; y++)
            if (to.Layout.PixelStride == 1)
                to.Data.Slice(to.Layout.Offset(0, y, part.Left), part.Width).Fill(label);
            else
                for (int x = part.Left; x < part.Right; x++)
                    to[0, y, x] = label;
    }
}
