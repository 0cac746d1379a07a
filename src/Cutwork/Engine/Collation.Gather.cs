namespace Cutwork;

/// <content>Source rows, where they are or brought into order.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>
    /// The rows of a part of what an image shows: interleaved or plane by plane. Where memory holds them so, they are read where they
    /// are; else they are brought into the desk's memory, mirrored, padded and reordered.
    /// </summary>
    private RowView<TIn> Gather(in ImageSource<TIn> source, TIn* memory, Region part, bool interleaved, TIn* desk)
    {
        Layout from = source.Layout;
        // One channel serves all: its plane is read again for each.
        nint channelStride = from.Channels == 1 ? 0 : from.ChannelStride;
        if (IsStraight(source, part, interleaved))
        {
            Region shown = Shown(source, part);
            return new(
                memory + shown.Top * (nint)from.RowStride + shown.Left * (nint)from.PixelStride,
                from.RowStride,
                channelStride,
                source.IsMirrored
            );
        }
        nint rowStride = interleaved ? part.Width * Channels : part.Width;
        nint planeStride = interleaved ? 1 : rowStride * part.Height;
        GatherInto(source, memory, part, desk, rowStride, interleaved ? Channels : 1, planeStride);
        return new(desk, rowStride, interleaved ? 0 : planeStride);
    }

    /// <summary>A part of what an image shows, into rows of any strides.</summary>
    private void GatherInto(
        in ImageSource<TIn> source,
        TIn* memory,
        Region part,
        TIn* to,
        nint rowStride,
        nint pixelStride,
        nint channelStride
    )
    {
        Layout from = source.Layout;
        nint sourceChannelStride = from.Channels == 1 ? 0 : from.ChannelStride;
        Region shown = Shown(source, part);
        if (pixelStride == Channels && source.IsInterleaved(Channels) && !source.IsMirrored && source.Holds(shown))
        {
            Reorder.Rows(
                memory + shown.Top * (nint)from.RowStride + shown.Left * (nint)from.PixelStride,
                from.RowStride,
                to,
                rowStride,
                part.Width * Channels,
                part.Height
            );
            return;
        }
        for (int row = 0; row < part.Height; row++)
            GatherRow(
                source,
                memory,
                part.Top + row,
                part,
                sourceChannelStride,
                to + row * rowStride,
                pixelStride,
                channelStride
            );
    }

    private void GatherRow(
        in ImageSource<TIn> source,
        TIn* memory,
        int y,
        Region part,
        nint sourceChannelStride,
        TIn* to,
        nint pixelStride,
        nint channelStride
    )
    {
        Layout from = source.Layout;
        bool mirrored = source.IsMirrored;
        int sourceY = source.Window.Top + y;
        // The columns x for which Left + x, or Left + W − 1 − x where mirrored, lies on the source.
        int low = mirrored ? source.Window.Left + Width - from.Size.Width : -source.Window.Left;
        int start = Math.Clamp(low, part.Left, part.Right);
        int end = Math.Clamp(low + from.Size.Width, part.Left, part.Right);
        if (sourceY < 0 || sourceY >= from.Size.Height)
            end = start;
        Pad(to, start - part.Left, pixelStride, channelStride);
        Pad(to + (end - part.Left) * pixelStride, part.Right - end, pixelStride, channelStride);
        if (end == start)
            return;
        int sourceX = source.Window.Left + (mirrored ? Width - 1 - start : start);
        Reorder.Run(
            memory + sourceY * (nint)from.RowStride + sourceX * (nint)from.PixelStride,
            mirrored ? -from.PixelStride : from.PixelStride,
            sourceChannelStride,
            to + (start - part.Left) * pixelStride,
            pixelStride,
            channelStride,
            end - start,
            Channels
        );
    }

    private void Pad(TIn* to, nint count, nint pixelStride, nint channelStride)
    {
        for (int channel = 0; channel < Channels; channel++)
        for (nint i = 0; i < count; i++)
            to[channel * channelStride + i * pixelStride] = padding[channel];
    }
}
