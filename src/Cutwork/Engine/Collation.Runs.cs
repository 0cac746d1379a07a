using System.Runtime.CompilerServices;

namespace Cutwork;

/// <content>Rows into kernels.</content>
internal sealed unsafe partial class Collation<TIn, TWork, TOut>
{
    /// <summary>Rows of bytes into numbers; what will be read next, beside these rows, is asked for meanwhile.</summary>
    private void Convert(
        in RowView<TIn> from,
        bool interleaved,
        Region part,
        in RowView<TOut> to,
        bool streaming,
        ColorBox box,
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
        in RowView<TIn> own,
        in RowView<TIn> partner,
        bool interleaved,
        Region part,
        (float Own, float Partner) weights,
        in RowView<TOut> to,
        bool streaming,
        in ColorBoxes boxes
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
        public void Into<TForm, TPartnerForm>(ToneTable table, Planes<TOut> planes, in MixCovers covers)
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
            in MixCovers covers
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
        in RowView<TIn> first,
        in RowView<TIn> second,
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
