using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cutwork.Imaging;

/// <summary>The taps of a row as vectors take them: in blocks of up to sixteen elements of the result, four pixels of the source at a time.</summary>
/// <remarks>
/// A vector's part of 16 bytes makes four elements: it loads 16 bytes of the row, brings four taps of each element together, and adds
/// their products. Where the processor picks from 64 bytes at once, a block is sixteen elements that follow each other; else a part is
/// as many whole pixels as four elements and 16 bytes hold. No window reaches over the row's ends.
/// </remarks>
internal sealed unsafe class TapBlocks
{
    /// <summary>Bytes of the table for four taps of a block: places, and the four quarters of <see cref="Taps.Packed"/>.</summary>
    public const int Entry = 5 * Line;

    /// <summary>Bytes between two of them.</summary>
    public const int Line = 64;

    /// <summary>The least bytes of a row that can be loaded from.</summary>
    public const int LeastRow = 16;

    private readonly Reused<int> starts = new();
    private readonly Reused<byte> table = new();
    private (Taps? Taps, int Version, bool Mirrored, int Channels, int PixelStride, int RowBytes, bool MayPick) known;

    /// <summary>Blocks in a row; an even number where they pick.</summary>
    public int Blocks { get; private set; }

    /// <summary>Steps of four taps.</summary>
    public int Chunks { get; private set; }

    /// <summary>Elements of a part, from 1 to 4.</summary>
    public int Part { get; private set; }

    /// <summary>True where blocks pick from 64 bytes.</summary>
    public bool Picks { get; private set; }

    /// <summary>Where windows begin in the row: four per block and step, one of them used where blocks pick.</summary>
    public int* Starts { get; private set; }

    /// <summary>One <see cref="Entry"/> per block and step.</summary>
    public byte* Table { get; private set; }

    /// <summary>Elements that are written for a row, those after its end included.</summary>
    public int Written => Blocks * 4 * Part + 16;

    /// <summary>Lays out a row's taps.</summary>
    /// <param name="taps">The taps.</param>
    /// <param name="mirrored">Whether the result's first place is the taps' last.</param>
    /// <param name="channels">From 1 to 4.</param>
    /// <param name="pixelStride">Bytes from a pixel to the next, at most 4.</param>
    /// <param name="rowBytes">From the row's first byte to its last, at least <see cref="LeastRow"/>.</param>
    /// <param name="mayPick">Whether the processor picks.</param>
    public void Fill(Taps taps, bool mirrored, int channels, int pixelStride, int rowBytes, bool mayPick)
    {
        if (known == (taps, taps.Version, mirrored, channels, pixelStride, rowBytes, mayPick))
            return;
        known = default;
        Chunks = (taps.Most + 3) / 4;
        Picks = mayPick && rowBytes >= Line && Fits(taps, 16, Line, mirrored, channels, pixelStride);
        Part =
            Picks ? 4
            : channels == 1 && Fits(taps, 4, LeastRow, mirrored, channels, pixelStride) ? 4
            : channels == 2 && Fits(taps, 4, LeastRow, mirrored, channels, pixelStride) ? 4
            : channels;
        int outputs = taps.Outputs * channels;
        Blocks = (outputs + 4 * Part - 1) / (4 * Part);
        Blocks += Picks ? Blocks & 1 : 0;
        long entries = (long)Blocks * Chunks;
        Starts = starts.Take(entries * 4);
        Table = table.Take(entries * Entry);

        Lay(taps, mirrored, channels, pixelStride, rowBytes);
        known = (taps, taps.Version, mirrored, channels, pixelStride, rowBytes, mayPick);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lay(Taps taps, bool mirrored, int channels, int pixelStride, int rowBytes)
    {
        int window = Picks ? 16 : Part;
        int most = rowBytes - (Picks ? Line : LeastRow);
        int place = 0;
        int channel = 0;
        int first = 0;
        for (int part = 0; part < 4 * Blocks; part++)
        {
            long entry = (part >> 2) * (long)Chunks;
            byte* to = Table + entry * Entry + (part & 3) * 16;
            int* starts = Starts + entry * 4 + (part & 3);
            if (!Picks || (part & 3) == 0)
                (first, _) = Firsts(taps, part * Part, window, mirrored, channels);
            for (int chunk = 0; chunk < Chunks; chunk++)
                starts[chunk * 4] = Math.Min((first + 4 * chunk) * pixelStride, most);

            for (int lane = 0; lane < 4; lane++, to += 4)
            {
                bool used = lane < Part && place < taps.Outputs;
                int from = mirrored ? taps.Outputs - 1 - place : place;
                for (int chunk = 0; chunk < Chunks; chunk++)
                    Lay(
                        to + (long)chunk * Entry,
                        used ? taps.Packed + (long)from * taps.Stride + 4 * chunk : null,
                        used ? taps.Count[from] - 4 * chunk : 0,
                        used ? (taps.First[from] + 4 * chunk) * pixelStride + channel - starts[chunk * 4] : 0,
                        pixelStride
                    );
                if (used && ++channel == channels)
                {
                    channel = 0;
                    place++;
                }
            }
        }
    }

    /// <summary>One element's places and weights of four taps, of which so many are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lay(byte* to, int* packed, int left, int at, int pixelStride)
    {
        // Beyond the taps that are left, places that are carried over are cut off again.
        uint places = (uint)at * 0x01010101u + (uint)pixelStride * 0x03020100u;
        *(uint*)to =
            left >= 4 ? places
            : left <= 0 ? 0
            : places & ((1u << (8 * left)) - 1);
        Vector128<int> weights = packed != null ? Vector128.Load(packed) : default;
        for (int quarter = 0; quarter < 4; quarter++)
            *(int*)(to + (quarter + 1) * Line) = weights[quarter];
    }

    /// <summary>Whether runs of so many elements take four taps each from a window of so many bytes.</summary>
    private static bool Fits(Taps taps, int run, int window, bool mirrored, int channels, int pixelStride)
    {
        for (int from = 0; from < taps.Outputs * channels; from += run)
        {
            (int first, int last) = Firsts(taps, from, run, mirrored, channels);
            if ((last - first + 3) * pixelStride + channels > window)
                return false;
        }
        return true;
    }

    /// <summary>The lowest and the highest first tap of a run of elements; firsts never fall from place to place.</summary>
    private static (int First, int Last) Firsts(Taps taps, int from, int run, bool mirrored, int channels)
    {
        int last = taps.Outputs - 1;
        int left = Math.Min(from / channels, last);
        int right = Math.Min((from + run - 1) / channels, last);
        return mirrored ? (taps.First[last - right], taps.First[last - left]) : (taps.First[left], taps.First[right]);
    }
}
