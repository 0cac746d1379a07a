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
    /// <summary>out = byte · scale + shift.</summary>
    public static void Convert<TForm, TOut>(
        ByteRows source,
        nint length,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        bool streams
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported)
            Convert<Lanes512, Vector512<float>, TForm, TOut>(source, length, rows, table, planes, streams);
        else if (Lanes256.IsSupported)
            Convert<Lanes256, Vector256<float>, TForm, TOut>(source, length, rows, table, planes, streams);
        else if (Lanes128.IsSupported)
            Convert<Lanes128, Vector128<float>, TForm, TOut>(source, length, rows, table, planes, streams);
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
        bool streams
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
        nint step = TForm.Splits ? L.Count : turn;
        nint group = TForm.Splits ? Tone.Group : L.Count;
        float* entries = table.Entries;
        V shift0 = L.Load(entries);
        V shift1 = L.Load(entries + group);
        V shift2 = L.Load(entries + 2 * group);
        V scale0 = L.Load(entries + Tone.Half);
        V scale1 = L.Load(entries + Tone.Half + group);
        V scale2 = L.Load(entries + Tone.Half + 2 * group);
        nint head = length < reach + turn ? 0 : table.Head<L, V, TForm, TOut>(planes.Row(0, 0));
        bool aligned = streams && head == 0 && planes.IsAligned<L, V, TForm>(rows);
        for (nint row = 0; row < rows; row++)
        {
            byte* from = source.First + row * source.Stride;
            nint at = row * planes.RowStride;
            nint i = 0;
            if (head > 0)
            {
                TForm.Read<L, V>(from, 0, length, out V a, out V b, out V c);
                planes.Store<L, V, TForm>(
                    at,
                    L.Fuse(a, scale0, shift0),
                    L.Fuse(b, scale1, shift1),
                    L.Fuse(c, scale2, shift2)
                );
                i = head;
                at += TForm.Splits ? head / 3 : head;
            }
            if (aligned)
                for (; i <= length - reach; i += turn, at += step)
                {
                    TForm.Read<L, V>(from, i, length, out V a, out V b, out V c);
                    planes.Stream<L, V, TForm>(
                        at,
                        L.Fuse(a, scale0, shift0),
                        L.Fuse(b, scale1, shift1),
                        L.Fuse(c, scale2, shift2)
                    );
                }
            else
                for (; i <= length - reach; i += turn, at += step)
                {
                    TForm.Read<L, V>(from, i, length, out V a, out V b, out V c);
                    planes.Store<L, V, TForm>(
                        at,
                        L.Fuse(a, scale0, shift0),
                        L.Fuse(b, scale1, shift1),
                        L.Fuse(c, scale2, shift2)
                    );
                }
            for (; i < length; i += turn)
            {
                nint end = Math.Min(i + turn, length);
                TForm.ReadBefore<L, V>(from, end, length, out V a, out V b, out V c);
                nint last = row * planes.RowStride + (TForm.Splits ? (end - turn) / 3 : end - turn);
                if (aligned && last == at)
                    planes.Stream<L, V, TForm>(
                        last,
                        L.Fuse(a, scale0, shift0),
                        L.Fuse(b, scale1, shift1),
                        L.Fuse(c, scale2, shift2)
                    );
                else
                    planes.Store<L, V, TForm>(
                        last,
                        L.Fuse(a, scale0, shift0),
                        L.Fuse(b, scale1, shift1),
                        L.Fuse(c, scale2, shift2)
                    );
            }
        }
    }
}
