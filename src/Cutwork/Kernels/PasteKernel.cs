using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>Several images' bytes side by side into the numbers of a batch; built as <see cref="ToneKernel"/>.</summary>
/// <remarks>
/// Which image is read is chosen turn by turn, so that whole vectors are written to whole lines wherever a run begins. A turn with pixels
/// of two images is put together as bytes first:
/// <code>
/// own     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│               │▒▒▒▒▒▒▒▒▒▒
/// partner                     │░░░░░░░░░░░░░░░│
/// turns   ├───────┼───────┼──╫────┼───────┼──╫────┼──────   ╫ put together
/// </code>
/// </remarks>
internal static unsafe class PasteKernel
{
    private const int Buffer = 256;

    /// <summary>Bytes that a whole load takes.</summary>
    private const int Loaded = 64;

    /// <summary>Rows of a width of at least <see cref="LeastWidth"/> pixels.</summary>
    public static void Paste<TForm, TOut>(
        in PastedRows pasted,
        nint width,
        nint rows,
        ToneTable table,
        Planes<TOut> planes,
        bool streams
    )
        where TForm : IForm
        where TOut : unmanaged
    {
        if (Lanes512.IsSupported)
            Paste<Lanes512, Vector512<float>, TForm, TOut>(pasted, width, rows, table, planes, streams);
        else if (Lanes256.IsSupported)
            Paste<Lanes256, Vector256<float>, TForm, TOut>(pasted, width, rows, table, planes, streams);
        else
            Paste<Lanes128, Vector128<float>, TForm, TOut>(pasted, width, rows, table, planes, streams);
    }

    /// <summary>The fewest pixels of a row: a turn must be readable from it.</summary>
    public static int LeastWidth =>
        Lanes512.IsSupported ? 22
        : Lanes256.IsSupported ? 11
        : Lanes128.IsSupported ? 6
        : int.MaxValue;

    private static void Paste<L, V, TForm, TOut>(
        in PastedRows pasted,
        nint width,
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
        if (streams && planes.IsAligned<L, V, TForm>(rows))
            PasteRows<L, V, TForm, TOut, StreamedStores>(pasted, 3 * width, rows, table.Entries, planes);
        else
            PasteRows<L, V, TForm, TOut, CachedStores>(pasted, 3 * width, rows, table.Entries, planes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PasteRows<L, V, TForm, TOut, TStores>(
        in PastedRows pasted,
        nint length,
        nint rows,
        float* entries,
        Planes<TOut> planes
    )
        where L : ILanes<V>
        where V : struct
        where TForm : IForm
        where TOut : unmanaged
        where TStores : IStores
    {
        byte* buffer = stackalloc byte[Buffer];
        nint turn = 3 * L.Count;
        nint reach = TForm.Splits ? 4 * L.Count : turn;
        nint step = TForm.Splits ? L.Count : turn;
        nint group = TForm.Splits ? Tone.Group : L.Count;
        Places<V> places = TForm.Places<L, V>(entries);
        V shift0 = L.Load(entries);
        V shift1 = L.Load(entries + group);
        V shift2 = L.Load(entries + 2 * group);
        V scale0 = L.Load(entries + Tone.Half);
        V scale1 = L.Load(entries + Tone.Half + group);
        V scale2 = L.Load(entries + Tone.Half + 2 * group);
        for (nint row = 0; row < rows; row++)
        {
            nint i = 0;
            nint at = row * planes.RowStride;
            for (int number = 0; number < pasted.Count; number++)
            {
                PastedRows.Run run = pasted[number];
                byte* from = run.Row(row);
                byte* ahead = from + Ahead.Rows * run.Stride;
                nint whole = Math.Min(run.End - turn, length - reach);
                V a;
                V b;
                V c;
                for (; i <= whole; i += turn, at += step)
                {
                    TForm.Read<L, V>(from, i, length, places, out a, out b, out c);
                    Ahead.Ask(ahead + i);
                    planes.Store<L, V, TForm, TStores>(
                        at,
                        L.Fuse(a, scale0, shift0),
                        L.Fuse(b, scale1, shift1),
                        L.Fuse(c, scale2, shift2)
                    );
                }
                if (i >= run.End || i > length - turn)
                    continue;
                // A turn of two images is all that is read of a narrow margin's row.
                Ahead.Ask(ahead + i);
                Ahead.Ask(ahead + i + turn - 1);
                if (number + 1 < pasted.Count)
                {
                    byte* next = pasted[number + 1].Row(row + Ahead.Rows) + i;
                    Ahead.Ask(next);
                    Ahead.Ask(next + turn - 1);
                }
                if (run.End == length)
                    TForm.ReadBefore<L, V>(from, i + turn, length, places, out a, out b, out c);
                else
                {
                    byte* put = Assemble(pasted, number, row, i, turn, length, buffer);
                    TForm.Read<L, V>(put, 0, reach, places, out a, out b, out c);
                }
                planes.Store<L, V, TForm, TStores>(
                    at,
                    L.Fuse(a, scale0, shift0),
                    L.Fuse(b, scale1, shift1),
                    L.Fuse(c, scale2, shift2)
                );
                i += turn;
                at += step;
            }
            if (i == length)
                continue;
            // What is left over is done by a last turn that ends where the row ends.
            i = length - turn;
            at = row * planes.RowStride + (TForm.Splits ? i / 3 : i);
            byte* rest = Assemble(pasted, 0, row, i, turn, length, buffer);
            TForm.Read<L, V>(rest, 0, reach, places, out V d, out V e, out V f);
            planes.Store<L, V, TForm, CachedStores>(
                at,
                L.Fuse(d, scale0, shift0),
                L.Fuse(e, scale1, shift1),
                L.Fuse(f, scale2, shift2)
            );
        }
    }

    /// <summary>
    /// The bytes of one turn, each from its image: two images by a whole load of each, more of them byte by byte. Returns where the turn
    /// begins.
    /// </summary>
    /// <remarks>No call in here: a call in the loop would put its tables from registers into memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Assemble(
        in PastedRows pasted,
        int number,
        nint row,
        nint first,
        nint count,
        nint length,
        byte* buffer
    )
    {
        while (first >= pasted[number].End)
            number++;
        // A load may begin before the turn, where it would reach over the row's end otherwise.
        nint start = Math.Min(first, length - Loaded);
        nint end = pasted[number].End;
        bool isPair = number + 1 < pasted.Count && pasted[number + 1].End >= first + count;
        if (start >= 0 && Vector512.IsHardwareAccelerated && (end >= first + count || isPair))
        {
            Vector512<byte> bytes = Vector512.Load(pasted[number].Row(row) + start);
            if (end < first + count)
                bytes = Vector512.ConditionalSelect(
                    Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)(end - start))),
                    bytes,
                    Vector512.Load(pasted[number + 1].Row(row) + start)
                );
            bytes.Store(buffer);
            return buffer + (first - start);
        }
        for (nint i = 0; i < count; i++)
        {
            while (first + i >= pasted[number].End)
                number++;
            buffer[i] = pasted[number].Row(row)[first + i];
        }
        return buffer;
    }
}
