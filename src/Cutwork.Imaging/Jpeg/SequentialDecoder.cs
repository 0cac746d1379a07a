using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>
/// Decodes the usual JPEG files, and of them only what is needed: rows down to the last one of a part, and of these the samples of the
/// part's blocks. To the byte what every libjpeg makes of them.
/// </summary>
/// <remarks>
/// <code>
/// scan ┌──────────────┐   coded bits have to be read in their order,
///      │ · · · · · · ·│   · is read, and not transformed
///      │ · · ┌────┐ · │   part: read, transformed, smoothed, made RGB
///      │ · · └────┘ · │
///      │              │   is not read
///      └──────────────┘
/// </code>
/// What is in any way odd is left to another decoder, by <c>false</c>: it decodes the file, or says what is wrong with it. So damage below a
/// part is not noticed, except that the file is cut; all else is, as it is in the whole picture. An object serves one thread at a time.
/// </remarks>
internal sealed unsafe class SequentialDecoder
{
    private readonly JpegTables tables = new();
    private readonly ScanBits bits = new();
    private EntropyReader reader;
    private InverseDct transform;

    /// <inheritdoc cref="IJpegDecoder.TryDecode"/>
    public bool TryDecode(ReadOnlySpan<byte> file, JpegPart part, Span<byte> pixels)
    {
        if (!tables.Read(file) || !bits.Read(file[tables.Scan..]))
            return false;
        int count = tables.Components.Length;
        JpegPlane* planes = stackalloc JpegPlane[count];
        int length = 0;
        for (int i = 0; i < count; i++)
            length += PlaneOf(i, null).Length;
        byte[] samples = ArrayPool<byte>.Shared.Rent(length);
        byte[] rows = ArrayPool<byte>.Shared.Rent(PixelRows.MemoryFor(part.Region.Width));
        try
        {
            fixed (byte* memory = samples)
            fixed (byte* scan = bits.Bytes)
            fixed (byte* doubled = rows)
            fixed (byte* to = pixels)
            {
                byte* next = memory;
                for (int i = 0; i < count; i++)
                {
                    planes[i] = PlaneOf(i, next);
                    next += planes[i].Length;
                }
                transform = default;
                var wanted = new PixelRows(part, doubled, to);
                return Decode(scan, part.Stored, new ReadOnlySpan<JpegPlane>(planes, count), wanted)
                    && !transform.IsWide;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
            ArrayPool<byte>.Shared.Return(samples);
        }

        JpegPlane PlaneOf(int component, byte* memory) =>
            new(tables.Components[component], tables.UnitAcross, tables.UnitDown, part, memory);
    }

    // Row of units by row of units, so that samples are still in the cache when they become pixels.
    private bool Decode(byte* scan, Size stored, ReadOnlySpan<JpegPlane> planes, PixelRows wanted)
    {
        int across = (stored.Width - 1) / (8 * tables.UnitAcross) + 1;
        int down = (stored.Height - 1) / (8 * tables.UnitDown) + 1;
        int interval = tables.RestartInterval == 0 ? across * down : tables.RestartInterval;
        if (bits.Parts != (across * (long)down - 1) / interval + 1)
            return false;
        int needed = 0;
        for (int i = 0; i < planes.Length; i++)
            needed = Math.Max(needed, (planes[i].Blocks.Bottom - 1) / tables.Components[i].Down + 1);

        int* predictions = stackalloc int[planes.Length];
        short* block = stackalloc short[EntropyReader.BlockLength];
        int part = 0;
        int left = 0;
        for (int row = 0; row < needed; row++)
        {
            for (int column = 0; column < across; column++)
            {
                if (left == 0)
                {
                    if (part > 0 && !reader.IsAtEnd)
                        return false;
                    reader.Begin(scan + bits.StartOf(part), bits.LengthOf(part));
                    part++;
                    left = interval;
                    new Span<int>(predictions, planes.Length).Clear();
                }
                left--;
                for (int i = 0; i < planes.Length; i++)
                    if (!ReadUnit(tables.Components[i], planes[i], row, column, ref predictions[i], block))
                        return false;
            }
            int ready = int.MaxValue;
            foreach (ref readonly JpegPlane plane in planes)
            {
                plane.Close(row);
                ready = Math.Min(ready, plane.ReadyAfter(row));
            }
            wanted.Write(planes, row == needed - 1 ? int.MaxValue : ready);
        }
        return needed == down ? reader.IsAtEnd : !reader.IsBeyond;
    }

    // Compiled at once for good, as the loops below it: by way of a profile, runs of five seconds lost 4 % of their images (augment).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadUnit(
        in JpegComponent component,
        in JpegPlane plane,
        int unitRow,
        int unitColumn,
        ref int prediction,
        short* block
    )
    {
        uint* differences = tables.DifferencesOf(component);
        uint* coefficients = tables.CoefficientsOf(component);
        for (int y = unitRow * component.Down; y < (unitRow + 1) * component.Down; y++)
        for (int x = unitColumn * component.Across; x < (unitColumn + 1) * component.Across; x++)
        {
            bool isNeeded =
                (uint)(y - plane.Blocks.Top) < (uint)plane.Blocks.Height
                && (uint)(x - plane.Blocks.Left) < (uint)plane.Blocks.Width;
            if (isNeeded)
                Clear(block);
            if (!reader.TryRead(differences, coefficients, block, EntropyReader.Places, out int last))
                return false;
            prediction += block[0];
            if (!isNeeded)
                continue;
            if (prediction != (short)prediction)
                return false;
            block[0] = (short)prediction;
            transform.Write(block, tables.FactorsOf(component), last, plane.Side, plane.At(y, x), plane.Stride);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(short* block)
    {
        for (int i = 0; i < 64; i += Vector256<short>.Count)
            Vector256<short>.Zero.Store(block + i);
    }
}
