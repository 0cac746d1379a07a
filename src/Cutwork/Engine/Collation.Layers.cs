using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>Each kind of segment.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Pixels of one source image.</summary>
    private void LaySource(int image, Region part, RowView<TOut> rows, bool streaming, Desk desk, Box box = default)
    {
        ImageSource<TIn> source = SourceOf(image);
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

    /// <summary>Pixels of several source images side by side, over the whole width.</summary>
    private void LayPasted(
        int position,
        Composition composition,
        Region strip,
        RowView<TOut> rows,
        bool streaming,
        Desk desk
    )
    {
        if (
            Channels == 3
            && Width >= PasteKernel.LeastWidth
            && IsPair(position, composition, out int first, out int second)
            && Interleaves(SourceOf(first))
            && Interleaves(SourceOf(second))
            && IsStraight(SourceOf(first), strip, true)
            && IsStraight(SourceOf(second), strip, true)
            && !SourceOf(first).IsMirrored
            && !SourceOf(second).IsMirrored
        )
        {
            LayPair(position, composition, first, second, strip, rows, streaming);
            return;
        }
        bool interleaved = order == Order.Interleaved || Channels == 3;
        foreach (Segment segment in composition.Segments)
            if (!Ground.Overlays(composition, segment))
                interleaved &= Interleaves(SourceOf(ImageOf(position, composition, segment)));
        nint rowStride = interleaved ? RowElements : Width;
        nint planeStride = interleaved ? 0 : rowStride * strip.Height;
        foreach (Segment segment in composition.Segments)
        {
            if (Ground.Overlays(composition, segment))
                continue;
            ImageSource<TIn> source = SourceOf(ImageOf(position, composition, segment));
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

    private void LayPair(
        int position,
        Composition composition,
        int first,
        int second,
        Region strip,
        RowView<TOut> rows,
        bool streaming
    )
    {
        ImageSource<TIn> one = SourceOf(first);
        ImageSource<TIn> two = SourceOf(second);
        fixed (TIn* oneMemory = one.Memory)
        fixed (TIn* twoMemory = two.Memory)
        {
            PastedRows pasted = default;
            ByteRows oneRows = RowsOf(one, oneMemory, strip);
            ByteRows twoRows = RowsOf(two, twoMemory, strip);
            foreach (Segment segment in composition.Segments)
                pasted.Add(
                    // What is laid over a segment hides which image is under it.
                    Ground.Overlays(composition, segment)
                    || ImageOf(position, composition, segment) == first
                        ? oneRows
                        : twoRows,
                    3 * segment.Right
                );
            var planes = new Planes<TOut>(rows.First, order == Order.Planar ? rows.PlaneStride : 0, rows.RowStride);
            if (order == Order.Planar)
                PasteKernel.Paste<SplitForm, TOut>(pasted, Width, strip.Height, tones.Split, planes, streaming);
            else
                PasteKernel.Paste<StraightForm, TOut>(
                    pasted,
                    Width,
                    strip.Height,
                    tones.Interleaved,
                    planes,
                    streaming
                );
        }
    }

    private ByteRows RowsOf(ImageSource<TIn> source, TIn* memory, Region strip)
    {
        Region shown = Shown(source, strip);
        return new((byte*)memory + shown.Top * (nint)source.Layout.RowStride + 3 * shown.Left, source.Layout.RowStride);
    }

    /// <summary>The rows below a strip, in the sources of its segments.</summary>
    private Ahead Below(int position, Composition composition, Region strip)
    {
        Ahead ahead = default;
        foreach (Segment segment in composition.Segments)
        {
            if (Ground.Overlays(composition, segment))
                continue;
            ImageSource<TIn> source = SourceOf(ImageOf(position, composition, segment));
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
        return plan.Stages[layer.Stage].Of(position)[layer.Stroke].Partner;
    }

    /// <summary>Pixels of two source images, blended.</summary>
    private void LayMix(
        int position,
        in Stroke stroke,
        Region part,
        RowView<TOut> rows,
        bool streaming,
        Desk desk,
        MixBoxes boxes = default
    )
    {
        ImageSource<TIn> own = SourceOf(position);
        ImageSource<TIn> partner = SourceOf(stroke.Partner);
        bool interleaved = Interleaves(own) && Interleaves(partner);
        int most = Math.Min(Most(own, part, interleaved), Most(partner, part, interleaved));
        var weights = ((float)stroke.OwnWeight, (float)(1 - stroke.OwnWeight));
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

    private void LayColor(in Stroke stroke, Paint paint, Region part, RowView<TOut> rows)
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

    private void LayNoise(in Stroke stroke, Paint paint, Region part, RowView<TOut> rows, Desk desk)
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
    private bool Interleaves(ImageSource<TIn> source) =>
        order == Order.Interleaved
        || order == Order.Planar && typeof(TIn) != typeof(TOut) && Channels == 3 && source.IsInterleaved(3);

    /// <summary>Rows at a time: all that can be read where they are, else as many as the desk holds.</summary>
    private int Most(ImageSource<TIn> source, Region part, bool interleaved) =>
        IsStraight(source, part, interleaved) ? part.Height : GatherElements / (part.Width * Channels);

    /// <summary>True where rows can be read where they are.</summary>
    private bool IsStraight(ImageSource<TIn> source, Region part, bool interleaved) =>
        source.Holds(Shown(source, part))
        && (interleaved ? source.IsInterleaved(Channels) : source.Layout.IsPlanar)
        && (!source.IsMirrored || interleaved && order == Order.Planar);

    /// <summary>The part of the source, in its own rows and columns, that a part of the batch's image shows.</summary>
    private Region Shown(ImageSource<TIn> source, Region part) =>
        new(
            source.Window.Top + part.Top,
            source.Window.Left + (source.IsMirrored ? Width - part.Right : part.Left),
            part.Height,
            part.Width
        );

    private RowView<TOut> Below(RowView<TOut> rows, int row) => new(rows.At(0, row), rows.RowStride, rows.PlaneStride);

    /// <summary>Rows of bytes into numbers; what will be read next, beside these rows, is asked for meanwhile.</summary>
    private void Convert(
        RowView<TIn> from,
        bool interleaved,
        Region part,
        RowView<TOut> to,
        bool streaming,
        Box box,
        in Ahead ahead = default
    )
    {
        (nint rows, nint width) = Joined(from, from, interleaved, part, to.RowStride, ahead.IsEmpty && box.IsNone);
        nint length = interleaved ? width * Channels : width;
        int planes = interleaved ? 1 : Channels;
        for (int plane = 0; plane < planes; plane++)
        {
            TIn* source = from.At(plane, 0);
            TOut* target = to.At(plane, 0);
            if (typeof(TIn) == typeof(TOut))
            {
                for (nint row = 0; row < rows; row++)
                    Move(source + row * from.RowStride, target + row * to.RowStride, length * sizeof(TIn), streaming);
                continue;
            }
            var bytes = new ByteRows((byte*)source, from.RowStride);
            Ahead next = ahead.IsEmpty && rows > 1 ? Ahead.Of(bytes, length) : ahead;
            if (!interleaved || order != Order.Planar)
                ToneKernel.Convert<StraightForm, TOut>(
                    bytes,
                    length,
                    rows,
                    interleaved ? tones.Interleaved : tones.Planar(plane),
                    new Planes<TOut>(target, 0, to.RowStride),
                    streaming,
                    interleaved ? box.Interleaved(Channels) : box.Planar(plane),
                    in next
                );
            else if (from.IsMirrored)
                ToneKernel.Convert<MirroredSplitForm, TOut>(
                    bytes,
                    length,
                    rows,
                    tones.Split,
                    new Planes<TOut>(target, to.PlaneStride, to.RowStride),
                    streaming,
                    box.Split,
                    in next
                );
            else
                ToneKernel.Convert<SplitForm, TOut>(
                    bytes,
                    length,
                    rows,
                    tones.Split,
                    new Planes<TOut>(target, to.PlaneStride, to.RowStride),
                    streaming,
                    box.Split,
                    in next
                );
        }
    }

    private void Mix(
        RowView<TIn> own,
        RowView<TIn> partner,
        bool interleaved,
        Region part,
        (float Own, float Partner) weights,
        RowView<TOut> to,
        bool streaming,
        MixBoxes boxes
    )
    {
        (nint rows, nint width) = Joined(own, partner, interleaved, part, to.RowStride, boxes.AreNone);
        nint length = interleaved ? width * Channels : width;
        int planes = interleaved ? 1 : Channels;
        for (int plane = 0; plane < planes; plane++)
        {
            TIn* first = own.At(plane, 0);
            TIn* second = partner.At(plane, 0);
            TOut* target = to.At(plane, 0);
            if (typeof(TIn) == typeof(TOut))
            {
                for (nint row = 0; row < rows; row++)
                    Blend.Run(
                        (TOut*)first + row * own.RowStride,
                        (TOut*)second + row * partner.RowStride,
                        target + row * to.RowStride,
                        length,
                        weights.Own,
                        weights.Partner,
                        streaming
                    );
                continue;
            }
            var run = new MixRun(
                new ByteRows((byte*)first, own.RowStride),
                new ByteRows((byte*)second, partner.RowStride),
                length,
                rows,
                weights,
                streaming
            );
            if (!interleaved || order != Order.Planar)
                run.Into<StraightForm, StraightForm>(
                    interleaved ? tones.Interleaved : tones.Planar(plane),
                    new(target, 0, to.RowStride),
                    interleaved ? boxes.Interleaved(Channels) : boxes.Planar(plane)
                );
            else
                run.IntoPlanes(
                    own.IsMirrored,
                    partner.IsMirrored,
                    tones.Split,
                    new(target, to.PlaneStride, to.RowStride),
                    boxes.Split
                );
        }
    }

    /// <summary>Two images' rows on their way into a kernel, which is chosen by how they are read.</summary>
    private readonly struct MixRun(
        ByteRows own,
        ByteRows partner,
        nint length,
        nint rows,
        (float Own, float Partner) weights,
        bool streaming
    )
    {
        public void Into<TForm, TPartnerForm>(ToneTable table, Planes<TOut> planes, MixCovers covers)
            where TForm : IForm
            where TPartnerForm : IForm
        {
            Ahead ahead = default;
            if (rows > 1)
            {
                ahead = Ahead.Of(own, length);
                ahead.Add(partner, length);
            }
            ToneMixKernel.Mix<TForm, TPartnerForm, TOut>(
                own,
                partner,
                length,
                rows,
                table,
                weights.Own,
                weights.Partner,
                planes,
                streaming,
                covers,
                in ahead
            );
        }

        public void IntoPlanes(
            bool ownMirrored,
            bool partnerMirrored,
            ToneTable table,
            Planes<TOut> planes,
            MixCovers covers
        )
        {
            if (ownMirrored && partnerMirrored)
                Into<MirroredSplitForm, MirroredSplitForm>(table, planes, covers);
            else if (ownMirrored)
                Into<MirroredSplitForm, SplitForm>(table, planes, covers);
            else if (partnerMirrored)
                Into<SplitForm, MirroredSplitForm>(table, planes, covers);
            else
                Into<SplitForm, SplitForm>(table, planes, covers);
        }
    }

    /// <summary>Rows that follow each other without a gap on all sides are one long row.</summary>
    private (nint Rows, nint Width) Joined(
        RowView<TIn> first,
        RowView<TIn> second,
        bool interleaved,
        Region part,
        nint outStride,
        bool allowed
    )
    {
        nint width = part.Width;
        nint row = interleaved ? width * Channels : width;
        bool joins =
            allowed
            && first.RowStride == row
            && second.RowStride == row
            && !first.IsMirrored
            && !second.IsMirrored
            && outStride == (order == Order.Interleaved ? width * Channels : width);
        return joins ? (1, width * part.Height) : (part.Height, width);
    }

    private static void Move(void* source, void* target, nint bytes, bool streaming)
    {
        if (streaming)
            Stream.Copy(source, target, bytes);
        else
            Buffer.MemoryCopy(source, target, bytes, bytes);
    }

    /// <summary>The element of a number that the palette has already brought into the domain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TOut Narrow(float value) =>
        typeof(TOut) == typeof(byte) ? (TOut)(object)(byte)value : Planes<TOut>.Narrow(value);
}
