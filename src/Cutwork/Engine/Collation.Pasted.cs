namespace Cutwork;

/// <content>Bands in which several images lie side by side.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Pixels of several source images side by side, over the whole width.</summary>
    private void LayPasted(
        int position,
        Composition composition,
        Region strip,
        in RowView<TOut> rows,
        bool streaming,
        in Desk desk
    )
    {
        if (
            Channels == 3
            && Width >= PasteKernel.LeastWidth
            && IsPair(position, composition, out int first, out int second)
            && TryLayPair(position, composition, first, second, strip, rows, streaming)
        )
            return;
        bool interleaved = true;
        foreach (Segment segment in composition.Segments)
            if (!Ground.Overlays(composition, segment))
                interleaved &= Interleaves(sources[ImageOf(position, composition, segment)]);
        nint rowStride = interleaved ? RowElements : Width;
        nint planeStride = interleaved ? 0 : rowStride * strip.Height;
        foreach (Segment segment in composition.Segments)
        {
            if (Ground.Overlays(composition, segment))
                continue;
            ImageSource<TIn> source = sources[ImageOf(position, composition, segment)];
            var part = new Region(strip.Top, segment.Left, strip.Height, segment.Width);
            fixed (TIn* memory = source.Memory)
                GatherInto(
                    source,
                    memory,
                    part,
                    desk.Own + segment.Left * (interleaved ? Channels : 1),
                    rowStride,
                    interleaved ? Channels : 1,
                    interleaved ? 1 : planeStride
                );
        }
        Convert(
            new RowView<TIn>(desk.Own, rowStride, planeStride),
            interleaved,
            strip,
            rows,
            streaming,
            default,
            Below(position, composition, strip)
        );
    }

    /// <summary>True where a band is made of two images.</summary>
    private bool IsPair(int position, Composition composition, out int first, out int second)
    {
        first = second = -1;
        if (composition.Segments.Length > PastedRows.Most)
            return false;
        foreach (Segment segment in composition.Segments)
        {
            if (Ground.Overlays(composition, segment))
                continue;
            int image = ImageOf(position, composition, segment);
            if (first == -1)
                first = image;
            else if (image != first && second == -1)
                second = image;
            else if (image != first && image != second)
                return false;
        }
        return second != -1;
    }

    /// <summary>Two images, where the rows of both can be read where they are.</summary>
    private bool TryLayPair(
        int position,
        Composition composition,
        int first,
        int second,
        Region strip,
        in RowView<TOut> rows,
        bool streaming
    )
    {
        if (readsRows)
        {
            if (!readsInterleaved)
                return false;
            RowView<TIn> here = sources.Rows(first, strip.Top, 0);
            RowView<TIn> there = sources.Rows(second, strip.Top, 0);
            LayPair(position, composition, first, RowsOf(here), RowsOf(there), strip, rows, streaming);
            return true;
        }
        ImageSource<TIn> one = sources[first];
        ImageSource<TIn> two = sources[second];
        if (!AreRows(one, strip) || !AreRows(two, strip))
            return false;
        fixed (TIn* oneMemory = one.Memory)
        fixed (TIn* twoMemory = two.Memory)
            LayPair(
                position,
                composition,
                first,
                RowsOf(Gather(one, oneMemory, strip, true, null)),
                RowsOf(Gather(two, twoMemory, strip, true, null)),
                strip,
                rows,
                streaming
            );
        return true;
    }

    private bool AreRows(in ImageSource<TIn> source, Region strip) =>
        Interleaves(source) && IsStraight(source, strip, true) && !source.IsMirrored;

    private static ByteRows RowsOf(in RowView<TIn> rows) => new((byte*)rows.First, rows.RowStride);

    private void LayPair(
        int position,
        Composition composition,
        int first,
        ByteRows firstRows,
        ByteRows secondRows,
        Region strip,
        in RowView<TOut> rows,
        bool streaming
    )
    {
        PastedRows pasted = default;
        foreach (Segment segment in composition.Segments)
            pasted.Add(
                // What is laid over a segment hides which image is under it.
                Ground.Overlays(composition, segment)
                || ImageOf(position, composition, segment) == first
                    ? firstRows
                    : secondRows,
                3 * segment.Right
            );
        if (order == Order.Planar)
            PasteKernel.Paste<SplitForm, TOut>(
                pasted,
                Width,
                strip.Height,
                tones.Split,
                new(rows.First, rows.PlaneStride, rows.RowStride),
                streaming
            );
        else
            PasteKernel.Paste<StraightForm, TOut>(
                pasted,
                Width,
                strip.Height,
                tones.Interleaved,
                new(rows.First, 0, rows.RowStride),
                streaming
            );
    }

    /// <summary>The rows below a strip, in the sources of its segments.</summary>
    private Ahead Below(int position, Composition composition, Region strip)
    {
        Ahead ahead = default;
        foreach (Segment segment in composition.Segments)
        {
            if (Ground.Overlays(composition, segment))
                continue;
            ImageSource<TIn> source = sources[ImageOf(position, composition, segment)];
            Region shown = Shown(source, new(strip.Bottom, segment.Left, strip.Height, segment.Width));
            if (!source.Layout.IsInterleaved || !source.Holds(shown))
                continue;
            fixed (TIn* memory = source.Memory) // an address to ask for, not to read from
                ahead.Add(
                    (byte*)(
                        memory + shown.Top * (nint)source.Layout.RowStride + shown.Left * source.Layout.PixelStride
                    ),
                    source.Layout.RowStride * sizeof(TIn),
                    shown.Width * source.Layout.PixelStride * sizeof(TIn)
                );
        }
        return ahead;
    }

    /// <summary>The image whose pixels a segment shows.</summary>
    private int ImageOf(int position, Composition composition, Segment segment)
    {
        if (segment.Layer == Segment.Own)
            return position;
        Layer layer = composition[segment.Layer];
        return plan.Stages[layer.Stage].Of(layer.Image)[layer.Stroke].Partner;
    }
}
