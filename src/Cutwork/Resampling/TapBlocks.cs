namespace Cutwork;

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

    private readonly Scratch<int> starts = new();
    private readonly Scratch<byte> table = new();

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

        int window = Picks ? 4 * Part : Part;
        int size = Picks ? Line : LeastRow;
        for (int block = 0; block < Blocks; block++)
        for (int chunk = 0; chunk < Chunks; chunk++)
        {
            long entry = (long)block * Chunks + chunk;
            for (int part = 0; part < 4; part++)
            {
                int from = Picks ? block * 16 : (block * 4 + part) * Part;
                (int first, _) = Firsts(taps, from, window, mirrored, channels);
                int start = Math.Min((first + 4 * chunk) * pixelStride, rowBytes - size);
                Starts[entry * 4 + part] = start;
                int output = (block * 4 + part) * Part;
                for (int lane = 0; lane < 4; lane++)
                {
                    byte* to = Table + entry * Entry + part * 16 + lane * 4;
                    if (lane < Part && output + lane < outputs)
                        Lay(taps, output + lane, chunk, mirrored, channels, pixelStride, start, to);
                    else
                        for (int vector = 0; vector < 5; vector++)
                            *(int*)(to + vector * Line) = 0;
                }
            }
        }
    }

    /// <summary>One element's four places and weights.</summary>
    private static void Lay(
        Taps taps,
        int output,
        int chunk,
        bool mirrored,
        int channels,
        int pixelStride,
        int start,
        byte* to
    )
    {
        int place = output / channels;
        int channel = output - place * channels;
        if (mirrored)
            place = taps.Outputs - 1 - place;
        int tap = 4 * chunk;
        int left = taps.Count[place] - tap;
        int at = (taps.First[place] + tap) * pixelStride + channel - start;
        for (int t = 0; t < 4; t++)
            to[t] = t < left ? (byte)(at + t * pixelStride) : (byte)0;
        int* quarters = taps.Packed + (long)place * taps.Stride + tap;
        for (int quarter = 0; quarter < 4; quarter++)
            *(int*)(to + (quarter + 1) * Line) = quarters[quarter];
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
