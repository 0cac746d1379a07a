namespace Cutwork;

/// <content>Images of few bytes, put together as a whole.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>
    /// An image that the desk holds, of sources and colors beside each other: its bytes are put together first, so that one run converts
    /// them all, and what is erased is laid over the numbers while the cache holds them.
    /// </summary>
    private bool TryPaintTogether(int position, Composition composition, in RowView<TOut> rows, in Desk desk)
    {
        if (!putsTogether || !composition.OnlyCovers)
            return false;
        ReadOnlySpan<Patch> patches = composition.ToPatches(out bool showsOwn);
        if (IsOneSource(position, composition, patches, showsOwn, out int image))
            LaySource(image, whole, rows, false, desk);
        else
            LayTogether(position, composition, patches, rows, desk);
        foreach (Patch patch in patches)
            if (Ground.Overlays(composition, patch.Segment))
                PaintSegment(
                    position,
                    composition,
                    patch.Segment,
                    patch.Top,
                    patch.Bottom,
                    Part(rows, patch.Top, patch.Segment.Left),
                    false,
                    desk
                );
        return true;
    }

    /// <summary>True where no more than one source is seen beside what is painted.</summary>
    private bool IsOneSource(
        int position,
        Composition composition,
        ReadOnlySpan<Patch> patches,
        bool showsOwn,
        out int image
    )
    {
        image = showsOwn ? position : -1;
        foreach (Patch patch in patches)
        {
            if (Ground.Overlays(composition, patch.Segment))
                continue;
            int seen = ImageOf(position, composition, patch.Segment);
            if (image >= 0 && image != seen)
                return false;
            image = seen;
        }
        image = Math.Max(image, 0); // all of it is painted: what is under that is never seen
        return true;
    }

    /// <summary>Several sources: the own one first, then what is pasted into it.</summary>
    private void LayTogether(
        int position,
        Composition composition,
        ReadOnlySpan<Patch> patches,
        in RowView<TOut> rows,
        in Desk desk
    )
    {
        bool interleaved = Interleaves(sources[position]);
        foreach (Patch patch in patches)
            if (!Ground.Overlays(composition, patch.Segment))
                interleaved &= Interleaves(sources[ImageOf(position, composition, patch.Segment)]);
        var put = new RowView<TIn>(
            desk.Own,
            interleaved ? RowElements : Width,
            interleaved ? 0 : (nint)Width * layout.Size.Height
        );
        Put(position, whole, put, interleaved);
        foreach (Patch patch in patches)
            if (!Ground.Overlays(composition, patch.Segment))
                Put(ImageOf(position, composition, patch.Segment), patch.Region, put, interleaved);
        Convert(put, interleaved, whole, rows, false, default);
    }

    /// <summary>A part of a source into its place.</summary>
    private void Put(int image, Region part, in RowView<TIn> put, bool interleaved)
    {
        ImageSource<TIn> source = sources[image];
        int step = interleaved ? Channels : 1;
        fixed (TIn* memory = source.Memory)
            GatherInto(
                source,
                memory,
                part,
                put.At(0, part.Top) + part.Left * step,
                put.RowStride,
                step,
                interleaved ? 1 : put.PlaneStride
            );
    }
}
