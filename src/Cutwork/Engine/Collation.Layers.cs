using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>Each kind of segment.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Pixels of one source image.</summary>
    private void LaySource(int image, Region part, RowView<TOut> rows, bool streaming, Desk desk)
    {
        ImageSource<TIn> source = SourceOf(image);
        bool interleaved = Interleaves(source);
        int most = Most(source, part, interleaved);
        fixed (TIn* memory = source.Memory)
            for (int row = 0; row < part.Height; row += most)
            {
                var strip = new Region(part.Top + row, part.Left, Math.Min(most, part.Height - row), part.Width);
                RowView<TIn> from = Gather(source, memory, strip, interleaved, desk.Own);
                Convert(from, interleaved, strip, Below(rows, row), streaming);
            }
    }

    /// <summary>Pixels of two source images, blended.</summary>
    private void LayMix(int position, in Stroke stroke, Region part, RowView<TOut> rows, bool streaming, Desk desk)
    {
        ImageSource<TIn> own = SourceOf(position);
        ImageSource<TIn> partner = SourceOf(stroke.Partner);
        bool interleaved = Interleaves(own) && Interleaves(partner);
        int most = Math.Min(Most(own, part, interleaved), Most(partner, part, interleaved));
        var ownWeight = (float)stroke.OwnWeight;
        var partnerWeight = (float)(1 - stroke.OwnWeight);
        fixed (TIn* ownMemory = own.Memory)
        fixed (TIn* partnerMemory = partner.Memory)
            for (int row = 0; row < part.Height; row += most)
            {
                var strip = new Region(part.Top + row, part.Left, Math.Min(most, part.Height - row), part.Width);
                RowView<TIn> first = Gather(own, ownMemory, strip, interleaved, desk.Own);
                RowView<TIn> second = Gather(partner, partnerMemory, strip, interleaved, desk.Partner);
                Mix(first, second, interleaved, strip, ownWeight, partnerWeight, Below(rows, row), streaming);
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
        nint channelStride = order == Order.Interleaved ? 1 : rows.PlaneStride;
        for (int row = 0; row < part.Height; row++)
        {
            int y = part.Top + row - stroke.Region.Top;
            for (int channel = 0; channel < Channels; channel++)
            {
                TOut* to = rows.At(0, row) + channel * channelStride;
                if (typeof(TOut) == typeof(float) && PixelStride == 1)
                {
                    var direct = new Span<float>(to, part.Width);
                    NoiseRow.Draw(direct, paint.Law, stroke.Seed, channel, y, first, palette);
                    continue;
                }
                var noise = new Span<float>(desk.Noise, part.Width);
                NoiseRow.Draw(noise, paint.Law, stroke.Seed, channel, y, first, palette);
                for (int x = 0; x < noise.Length; x++)
                    to[x * PixelStride] = Narrow(noise[x]);
            }
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

    private bool IsStraight(ImageSource<TIn> source, Region part, bool interleaved) =>
        source.Shows(part.Top, part.Bottom, part.Left, part.Right)
        && (interleaved ? source.IsInterleaved(Channels) : source.Layout.IsPlanar);

    private RowView<TOut> Below(RowView<TOut> rows, int row) => new(rows.At(0, row), rows.RowStride, rows.PlaneStride);

    private void Convert(RowView<TIn> from, bool interleaved, Region part, RowView<TOut> to, bool streaming)
    {
        (nint rowCount, nint width) = Joined(from.RowStride, from.RowStride, interleaved, part, to.RowStride);
        int planes = interleaved ? 1 : Channels;
        for (int plane = 0; plane < planes; plane++)
        for (int row = 0; row < rowCount; row++)
        {
            TIn* source = from.At(plane, row);
            TOut* target = to.At(plane, row);
            nint length = interleaved ? width * Channels : width;
            if (typeof(TIn) == typeof(TOut))
                Move(source, target, length * sizeof(TIn), streaming);
            else if (interleaved && order == Order.Planar)
                ToneKernel.Convert<SplitForm, TOut>(
                    (byte*)source,
                    length,
                    tones.Split,
                    new Planes<TOut>(target, to.PlaneStride),
                    streaming
                );
            else
                ToneKernel.Convert<StraightForm, TOut>(
                    (byte*)source,
                    length,
                    interleaved ? tones.Interleaved : tones.Planar(plane),
                    new Planes<TOut>(target, 0),
                    streaming
                );
        }
    }

    private void Mix(
        RowView<TIn> own,
        RowView<TIn> partner,
        bool interleaved,
        Region part,
        float ownWeight,
        float partnerWeight,
        RowView<TOut> to,
        bool streaming
    )
    {
        (nint rowCount, nint width) = Joined(own.RowStride, partner.RowStride, interleaved, part, to.RowStride);
        int planes = interleaved ? 1 : Channels;
        for (int plane = 0; plane < planes; plane++)
        for (int row = 0; row < rowCount; row++)
        {
            TIn* first = own.At(plane, row);
            TIn* second = partner.At(plane, row);
            TOut* target = to.At(plane, row);
            nint length = interleaved ? width * Channels : width;
            if (typeof(TIn) == typeof(TOut))
                Blend.Run((TOut*)first, (TOut*)second, target, length, ownWeight, partnerWeight, streaming);
            else if (interleaved && order == Order.Planar)
                ToneKernel.Mix<SplitForm, TOut>(
                    (byte*)first,
                    (byte*)second,
                    length,
                    tones.Split,
                    ownWeight,
                    partnerWeight,
                    new Planes<TOut>(target, to.PlaneStride),
                    streaming
                );
            else
                ToneKernel.Mix<StraightForm, TOut>(
                    (byte*)first,
                    (byte*)second,
                    length,
                    interleaved ? tones.Interleaved : tones.Planar(plane),
                    ownWeight,
                    partnerWeight,
                    new Planes<TOut>(target, 0),
                    streaming
                );
        }
    }

    /// <summary>Rows that follow each other without a gap on all sides are one long row.</summary>
    private (nint Rows, nint Width) Joined(
        nint firstStride,
        nint secondStride,
        bool interleaved,
        Region part,
        nint outStride
    )
    {
        nint width = part.Width;
        nint row = interleaved ? width * Channels : width;
        bool joins =
            firstStride == row
            && secondStride == row
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
