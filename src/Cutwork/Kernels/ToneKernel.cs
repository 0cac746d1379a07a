using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Bytes into the numbers of a batch: the inner loop of collation.</summary>
/// <remarks>
/// A turn takes three vectors: of a row that is split, the three channels of as many pixels; else three vectors that follow each other.
/// Lengths are in bytes of a source's row. What a row leaves over is done by a last turn that ends where the row ends, over elements that
/// are written already; rows shorter than a turn, element by element. Rows are looped over in here, so that a segment of a few columns
/// pays the tables' loading once.
/// </remarks>
internal static unsafe class ToneKernel
{
    private const int RowsTogether = 1;

    /// <summary>out = byte · scale + shift.</summary>
    public static void Convert<TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        bool streams,
        in Ahead ahead = default
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported)
            Convert<Lanes512, Vector512<float>, TForm, TOut>(source, length, rows, table, planes, streams, ahead);
        else if (Lanes256.IsSupported)
            Convert<Lanes256, Vector256<float>, TForm, TOut>(source, length, rows, table, planes, streams, ahead);
        else if (Lanes128.IsSupported)
            Convert<Lanes128, Vector128<float>, TForm, TOut>(source, length, rows, table, planes, streams, ahead);
        else
            ConvertEach<TForm, TOut>(source, length, rows, table, planes);
    }

    /// <summary>The reference: element by element.</summary>
    public static void ConvertEach<TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes
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
                *to++ = Planes<TOut>.Narrow(
                    Tone.One(from[TForm.Place(i, length)], table.Entries[entry], table.Entries[Tone.Half + entry])
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
        in Ahead ahead = default
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
    {
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn; // bytes that a turn reads
        if (length < reach)
        {
            ConvertEach<TForm, TOut>(source, length, rows, table, planes);
            return;
        }
        nint head = length < reach + turn ? 0 : table.Head<L, V, TForm, TOut>(planes.Row(0, 0));
        bool whole = streams && planes.IsAligned<L, V, TForm>(rows);
        // Rows without a gap are one run; a few at a time, so that asking for others is spread over the work.
        bool joins =
            source.Stride == length
            && TForm.Place(0, length) == 0
            && planes.RowStride == (TForm.Splits ? length / 3 : length);
        nint together = joins ? RowsTogether : 1;
        for (nint row = 0; row < rows; row += together)
        {
            nint count = Math.Min(together, rows - row);
            for (nint next = row; next < row + count; next++)
                ahead.Ask(next);
            byte* first = source.First + row * source.Stride;
            if (whole)
                Row<L, V, TForm, TOut, StreamedStores>(first, count * length, table.Entries, head, planes.Below(row));
            else
                Row<L, V, TForm, TOut, CachedStores>(first, count * length, table.Entries, head, planes.Below(row));
        }
    }

    /// <summary>One row. A method of its own, small enough for its tables to stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row<L, V, TForm, TOut, TStores>(
        byte* row,
        nint length,
        float* entries,
        nint head,
        Planes<TOut> planes
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
        where TStores : IStores
    {
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn;
        nint step = TForm.Splits ? L.Count : turn;
        nint group = TForm.Splits ? Tone.Group : L.Count;
        V shift0 = L.Load(entries);
        V shift1 = L.Load(entries + group);
        V shift2 = L.Load(entries + 2 * group);
        V scale0 = L.Load(entries + Tone.Half);
        V scale1 = L.Load(entries + Tone.Half + group);
        V scale2 = L.Load(entries + Tone.Half + 2 * group);
        nint i = 0;
        nint at = 0;
        if (head > 0)
        {
            TForm.Read<L, V>(row, 0, length, out V a, out V b, out V c);
            planes.Store<L, V, TForm, CachedStores>(
                0,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
            i = head;
            at = TForm.Splits ? head / 3 : head;
        }
        for (; i <= length - reach; i += turn, at += step)
        {
            TForm.Read<L, V>(row, i, length, out V a, out V b, out V c);
            planes.Store<L, V, TForm, TStores>(
                at,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
        }
        if (i == length - turn)
        {
            TForm.ReadBefore<L, V>(row, length, length, out V a, out V b, out V c);
            planes.Store<L, V, TForm, TStores>(
                at,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
            return;
        }
        for (; i < length; i += turn)
        {
            nint end = Math.Min(i + turn, length);
            TForm.ReadBefore<L, V>(row, end, length, out V a, out V b, out V c);
            planes.Store<L, V, TForm, CachedStores>(
                TForm.Splits ? (end - turn) / 3 : end - turn,
                L.Fuse(a, scale0, shift0),
                L.Fuse(b, scale1, shift1),
                L.Fuse(c, scale2, shift2)
            );
        }
    }
}
