namespace Cutwork;

/// <content>Each kind of segment.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Pixels of one source image.</summary>
    private void LaySource(
        int image,
        Region part,
        in RowView<TOut> rows,
        bool streaming,
        in Desk desk,
        ColorBox box = default
    )
    {
        if (readsRows)
        {
            Convert(sources.Rows(image, part.Top, part.Left), readsInterleaved, part, rows, streaming, box);
            return;
        }
        ImageSource<TIn> source = sources[image];
        bool interleaved = Interleaves(source);
        int most = Most(source, part, interleaved);
        fixed (TIn* memory = source.Memory)
            for (int row = 0; row < part.Height; row += most)
            {
                var strip = new Region(part.Top + row, part.Left, Math.Min(most, part.Height - row), part.Width);
                RowView<TIn> from = Gather(source, memory, strip, interleaved, desk.Own);
                Convert(from, interleaved, strip, Below(rows, row), streaming, box);
            }
    }

    /// <summary>Pixels of two source images, blended.</summary>
    private void LayMix(
        int position,
        in Stroke stroke,
        Region part,
        in RowView<TOut> rows,
        bool streaming,
        in Desk desk,
        in ColorBoxes boxes = default
    )
    {
        var weights = ((float)stroke.OwnWeight, (float)(1 - stroke.OwnWeight));
        if (readsRows)
        {
            Mix(
                sources.Rows(position, part.Top, part.Left),
                sources.Rows(stroke.Partner, part.Top, part.Left),
                readsInterleaved,
                part,
                weights,
                rows,
                streaming,
                boxes
            );
            return;
        }
        ImageSource<TIn> own = sources[position];
        ImageSource<TIn> partner = sources[stroke.Partner];
        bool interleaved = Interleaves(own) && Interleaves(partner);
        int most = Math.Min(Most(own, part, interleaved), Most(partner, part, interleaved));
        fixed (TIn* ownMemory = own.Memory)
        fixed (TIn* partnerMemory = partner.Memory)
            for (int row = 0; row < part.Height; row += most)
            {
                var strip = new Region(part.Top + row, part.Left, Math.Min(most, part.Height - row), part.Width);
                RowView<TIn> first = Gather(own, ownMemory, strip, interleaved, desk.Own);
                RowView<TIn> second = Gather(partner, partnerMemory, strip, interleaved, desk.Partner);
                Mix(first, second, interleaved, strip, weights, Below(rows, row), streaming, boxes);
            }
    }

    private void LayColor(in Stroke stroke, Paint paint, Region part, in RowView<TOut> rows)
    {
        int planes = order == Order.Interleaved ? 1 : Channels;
        if (order == Order.Interleaved && Channels > 1)
        {
            var first = new Span<TOut>(rows.At(0, 0), part.Width * Channels);
            for (int channel = 0; channel < Channels; channel++)
            {
                TOut value = Narrow(EraserColor.Of(stroke, paint, channel, palette));
                for (int i = channel; i < first.Length; i += Channels)
                    first[i] = value;
            }
            for (int row = 1; row < part.Height; row++)
                first.CopyTo(new Span<TOut>(rows.At(0, row), first.Length));
            return;
        }
        for (int channel = 0; channel < planes; channel++)
        {
            TOut value = Narrow(EraserColor.Of(stroke, paint, channel, palette));
            for (int row = 0; row < part.Height; row++)
                new Span<TOut>(rows.At(channel, row), part.Width).Fill(value);
        }
    }

    private void LayNoise(in Stroke stroke, Paint paint, Region part, in RowView<TOut> rows, in Desk desk)
    {
        int first = part.Left - stroke.Region.Left;
        int y = part.Top - stroke.Region.Top;
        if (typeof(TOut) == typeof(float) && order == Order.Planar)
        {
            for (int channel = 0; channel < Channels; channel++)
                NoiseRow.DrawRows(
                    new Span<float>(rows.At(channel, 0), (int)((part.Height - 1) * rows.RowStride) + part.Width),
                    (int)rows.RowStride,
                    part.Height,
                    part.Width,
                    paint.Law,
                    stroke.Seed,
                    channel,
                    y,
                    first,
                    palette
                );
            return;
        }
        nint channelStride = order == Order.Interleaved ? 1 : rows.PlaneStride;
        var noise = new Span<float>(desk.Noise, part.Width);
        for (int row = 0; row < part.Height; row++)
        for (int channel = 0; channel < Channels; channel++)
        {
            NoiseRow.Draw(noise, paint.Law, stroke.Seed, channel, y + row, first, palette);
            TOut* to = rows.At(0, row) + channel * channelStride;
            for (int x = 0; x < noise.Length; x++)
                to[x * PixelStride] = Narrow(noise[x]);
        }
    }

    /// <summary>
    /// True where a source is read with all channels of a pixel together: for an interleaved destination, and where the kernel can take
    /// interleaved pixels apart.
    /// </summary>
    private bool Interleaves(in ImageSource<TIn> source) =>
        order == Order.Interleaved
        || order == Order.Planar && typeof(TIn) != typeof(TOut) && Channels == 3 && source.IsInterleaved(3);

    /// <summary>Rows at a time: all that can be read where they are, else as many as the desk holds.</summary>
    private int Most(in ImageSource<TIn> source, Region part, bool interleaved) =>
        IsStraight(source, part, interleaved) ? part.Height : GatherElements / (part.Width * Channels);

    /// <summary>True where rows can be read where they are.</summary>
    private bool IsStraight(in ImageSource<TIn> source, Region part, bool interleaved) =>
        source.Holds(Shown(source, part))
        && (interleaved ? source.IsInterleaved(Channels) : source.Layout.IsPlanar)
        && (!source.IsMirrored || interleaved && order == Order.Planar);

    /// <summary>The part of the source, in its own rows and columns, that a part of the batch's image shows.</summary>
    private Region Shown(in ImageSource<TIn> source, Region part) =>
        new(
            source.Window.Top + part.Top,
            source.Window.Left + (source.IsMirrored ? Width - part.Right : part.Left),
            part.Height,
            part.Width
        );

    private RowView<TOut> Below(in RowView<TOut> rows, int row) =>
        new(rows.At(0, row), rows.RowStride, rows.PlaneStride);
}
