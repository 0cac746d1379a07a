using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Bytes into the numbers of a batch: the inner loop of collation.</summary>
/// <remarks>
/// A turn takes three vectors: of a row that is split, the three channels of as many pixels; else three vectors that follow each other.
/// Lengths are in bytes of a source's row. What a row leaves over is done by a last turn that ends where the row ends, over elements that
/// are written already; rows shorter than a turn, by turns of narrower vectors, at last element by element (gray 28×28, erased and pasted: 530
/// instead of 660 ns an image, Zen 4). Rows are looped over in here, so that a segment of a few columns pays the tables' loading once.
/// </remarks>
internal static unsafe class ToneKernel
{
    /// <summary>out = byte · scale + shift.</summary>
    public static void Convert<TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        bool streams,
        Cover cover,
        in Ahead ahead = default
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported && length >= Reach<Lanes512, Vector512<float>, TForm>())
            Convert<Lanes512, Vector512<float>, TForm, TOut>(
                source,
                length,
                rows,
                table,
                planes,
                streams,
                cover,
                ahead
            );
        else if (Lanes256.IsSupported && length >= Reach<Lanes256, Vector256<float>, TForm>())
            Convert<Lanes256, Vector256<float>, TForm, TOut>(
                source,
                length,
                rows,
                table,
                planes,
                streams,
                cover,
                ahead
            );
        else if (Lanes128.IsSupported && length >= Reach<Lanes128, Vector128<float>, TForm>())
            Convert<Lanes128, Vector128<float>, TForm, TOut>(
                source,
                length,
                rows,
                table,
                planes,
                streams,
                cover,
                ahead
            );
        else
            ConvertEach<TForm, TOut>(source, length, rows, table, planes, cover);
    }

    /// <summary>Bytes that a turn reads: the fewest of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Reach<L, V, TForm>()
        where L : ILanes<V>
        where V : struct
        where TForm : IForm => (TForm.Splits ? 4 : 3) * L.Count;

    /// <summary>The reference: element by element.</summary>
    public static void ConvertEach<TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        Cover cover
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        int channels = TForm.Splits ? 3 : 1;
        for (nint row = 0; row < rows; row++)
        for (int channel = 0; channel < channels; channel++)
        {
            byte* from = source.First + row * source.Stride;
            TOut* to = planes.Row(row, channel);
            for (nint i = channel; i < length; i += channels)
            {
                nint entry = Tone.Entry<TForm>(i, channel);
                bool covered = i / channels >= cover.Left && i / channels < cover.Right;
                *to++ = Planes<TOut>.Narrow(
                    covered
                        ? cover.ColorOf(entry)
                        : Tone.One(from[TForm.Place(i, length)], table.Entries[entry], table.Entries[Tone.Half + entry])
                );
            }
        }
    }

    private static void Convert<L, V, TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        bool streams,
        Cover cover,
        in Ahead ahead = default
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
    {
        nint turn = 3 * L.Count;
        nint reach = Reach<L, V, TForm>();
        nint head = length < reach + turn ? 0 : table.Head<L, V, TForm, TOut>(planes.Row(0, 0));
        bool whole = streams && planes.IsAligned<L, V, TForm>(rows);
        for (nint row = 0; row < rows; row++)
        {
            ahead.Ask(row);
            byte* first = source.First + row * source.Stride;
            if (whole)
                Row<L, V, TForm, TOut, StreamedStores>(first, length, table.Entries, head, planes.Below(row), cover);
            else
                Row<L, V, TForm, TOut, CachedStores>(first, length, table.Entries, head, planes.Below(row), cover);
        }
    }

    /// <summary>One row. A method of its own, small enough for its tables to stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row<L, V, TForm, TOut, TStores>(
        byte* row,
        nint length,
        float* entries,
        nint head,
        Planes<TOut> planes,
        Cover cover
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
        where TStores : IStores
    {
        nint turn = 3 * L.Count;
        nint reach = Reach<L, V, TForm>();
        nint step = TForm.Splits ? L.Count : turn;
        nint group = TForm.Splits ? Tone.Group : L.Count;
        Places<V> places = TForm.Places<L, V>(entries);
        V shift0 = L.Load(entries);
        V shift1 = L.Load(entries + group);
        V shift2 = L.Load(entries + 2 * group);
        V scale0 = L.Load(entries + Tone.Half);
        V scale1 = L.Load(entries + Tone.Half + group);
        V scale2 = L.Load(entries + Tone.Half + 2 * group);
        V a;
        V b;
        V c;

        nint i = 0;
        nint at = 0;
        if (head > 0)
        {
            TForm.Read<L, V>(row, 0, length, places, out a, out b, out c);
            a = L.Fuse(a, scale0, shift0);
            b = L.Fuse(b, scale1, shift1);
            c = L.Fuse(c, scale2, shift2);
            if (!cover.IsNone)
                cover.LayOver<L, V, TForm>(0, ref a, ref b, ref c);
            planes.Store<L, V, TForm, CachedStores>(0, a, b, c);
            i = head;
            at = TForm.Splits ? head / 3 : head;
        }
        // Up to the cover, under it, and on from it; without a cover, all at once.
        if (!cover.IsNone)
        {
            for (; i <= length - reach && at + step <= cover.Left; i += turn, at += step)
            {
                TForm.Read<L, V>(row, i, length, places, out a, out b, out c);
                planes.Store<L, V, TForm, TStores>(
                    at,
                    L.Fuse(a, scale0, shift0),
                    L.Fuse(b, scale1, shift1),
                    L.Fuse(c, scale2, shift2)
                );
            }
            cover.Load<L, V, TForm>(out V color0, out V color1, out V color2);
            for (; i <= length - reach && at < cover.Right; i += turn, at += step)
            {
                if (at >= cover.Left && at + step <= cover.Right)
                {
                    planes.Store<L, V, TForm, TStores>(at, color0, color1, color2);
                    continue;
                }
                TForm.Read<L, V>(row, i, length, places, out a, out b, out c);
                a = L.Fuse(a, scale0, shift0);
                b = L.Fuse(b, scale1, shift1);
                c = L.Fuse(c, scale2, shift2);
                cover.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
                planes.Store<L, V, TForm, TStores>(at, a, b, c);
            }
        }
        for (; i <= length - reach; i += turn, at += step)
        {
            TForm.Read<L, V>(row, i, length, places, out a, out b, out c);
            planes.Store<L, V, TForm, TStores>(
                at,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
        }
        for (; i < length; i += turn)
        {
            nint end = Math.Min(i + turn, length);
            TForm.ReadBefore<L, V>(row, end, length, places, out a, out b, out c);
            a = L.Fuse(a, scale0, shift0);
            b = L.Fuse(b, scale1, shift1);
            c = L.Fuse(c, scale2, shift2);
            at = TForm.Splits ? (end - turn) / 3 : end - turn;
            if (!cover.IsNone)
                cover.LayOver<L, V, TForm>(at, ref a, ref b, ref c);
            if (end == i + turn)
                planes.Store<L, V, TForm, TStores>(at, a, b, c);
            else
                planes.Store<L, V, TForm, CachedStores>(at, a, b, c);
        }
    }
}
