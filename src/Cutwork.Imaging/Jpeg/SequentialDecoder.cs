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
        // Of reductions that give the same size libjpeg's callers ask for the least.
        while (part.Reduction > 1 && part.Size == JpegHeader.Reduce(part.Stored, part.Reduction / 2))
            part = part with { Reduction = part.Reduction / 2 };
        int count = tables.Components.Length;
        JpegPlane* planes = stackalloc JpegPlane[count];
        long length = 0;
        for (int i = 0; i < count; i++)
            length += PlaneOf(i, null).Length;
        if (length > Array.MaxLength)
            return false;
        byte[] samples = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            fixed (byte* memory = samples)
            fixed (byte* scan = bits.Bytes)
            fixed (byte* to = pixels)
            {
                byte* next = memory;
                for (int i = 0; i < count; i++)
                {
                    planes[i] = PlaneOf(i, next);
                    next += planes[i].Length;
                }
                transform = default;
                if (!ReadUnits(scan, part.Stored, new ReadOnlySpan<JpegPlane>(planes, count)) || transform.IsWide)
                    return false;
                for (int i = 0; i < count; i++)
                    planes[i].Close();
                WritePixels(planes, count, part.Region, to, part.Channels);
                return true;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(samples);
        }

        JpegPlane PlaneOf(int component, byte* memory) =>
            new(tables.Components[component], tables.UnitAcross, tables.UnitDown, part, memory);
    }

    private bool ReadUnits(byte* scan, Size stored, ReadOnlySpan<JpegPlane> planes)
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
        return needed == down ? reader.IsAtEnd : !reader.IsBeyond;
    }

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

    private static void WritePixels(JpegPlane* planes, int count, Region part, byte* to, int channels)
    {
        int length = part.Width + 2 * ColorRows.Margin + 2;
        byte[] rented = ArrayPool<byte>.Shared.Rent(4 * length); // two doubled rows, and one of sums
        fixed (byte* memory = rented)
        {
            byte* blue = memory + ColorRows.Margin / 2;
            byte* red = blue + length;
            var sums = (ushort*)(red + length);
            for (int y = part.Top; y < part.Bottom; y++, to += part.Width * channels)
            {
                byte* luma = planes[0].Row(y, part, null, null);
                if (channels == 1)
                    Unsafe.CopyBlockUnaligned(to, luma, (uint)part.Width);
                else if (count == 1)
                    ColorRows.Gray(luma, to, part.Width);
                else
                    ColorRows.Rgb(
                        luma,
                        planes[1].Row(y, part, blue, sums),
                        planes[2].Row(y, part, red, sums),
                        to,
                        part.Width
                    );
            }
        }
        ArrayPool<byte>.Shared.Return(rented);
    }
}
