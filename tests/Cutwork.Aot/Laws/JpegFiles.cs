namespace Cutwork.Aot;

/// <summary>Baseline JPEG files of blocks by chance, for decoders: no picture is transformed, its coefficients are made up.</summary>
internal sealed class JpegFiles
{
    private const int ShortCodes = 100; // of 8 bits; the others have 12, beyond a decoder's first table

    private readonly List<byte> file = [];
    private readonly byte[] symbols;
    private uint state;
    private uint held;
    private int count;

    private JpegFiles(uint seed)
    {
        state = seed;
        symbols =
        [
            0x00,
            0xF0,
            .. from size in Enumerable.Range(1, 10) from run in Enumerable.Range(0, 16) select (byte)(run * 16 + size),
        ];
    }

    /// <summary>A file.</summary>
    /// <param name="size">Height and width.</param>
    /// <param name="channels">1, or 3.</param>
    /// <param name="across">1, or 2 where colors have half the width.</param>
    /// <param name="down">1, or 2 where they have half the height.</param>
    /// <param name="restart">Units between restarts; 0 for none.</param>
    /// <param name="seed">What decides the blocks.</param>
    public static byte[] Make(Size size, int channels, int across, int down, int restart, uint seed)
    {
        var maker = new JpegFiles(seed);
        maker.Head(size, channels, across, down, restart);
        maker.Scan(
            (size.Width - 1) / (8 * across) + 1,
            (size.Height - 1) / (8 * down) + 1,
            channels,
            across * down,
            restart
        );
        return [.. maker.file, 0xFF, 0xD9];
    }

    private void Head(Size size, int channels, int across, int down, int restart)
    {
        file.AddRange([0xFF, 0xD8]);
        Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(0xDB, [0, .. Enumerable.Range(0, 64).Select(i => (byte)(2 + i / 8))]);
        byte[] components = [1, (byte)(across * 16 + down), 0, 2, 0x11, 0, 3, 0x11, 0];
        Segment(
            0xC0,
            [
                8,
                (byte)(size.Height >> 8),
                (byte)size.Height,
                (byte)(size.Width >> 8),
                (byte)size.Width,
                (byte)channels,
                .. components[..(3 * channels)],
            ]
        );
        Segment(0xC4, [0x00, 0, 0, 0, 12, .. new byte[12], .. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        byte[] counts = new byte[16];
        (counts[7], counts[11]) = (ShortCodes, (byte)(symbols.Length - ShortCodes));
        Segment(0xC4, [0x10, .. counts, .. symbols]);
        if (restart > 0)
            Segment(0xDD, [(byte)(restart >> 8), (byte)restart]);
        Segment(
            0xDA,
            [(byte)channels, .. Enumerable.Range(1, channels).SelectMany(id => (byte[])[(byte)id, 0]), 0, 63, 0]
        );
    }

    private void Scan(int across, int down, int channels, int lumaBlocks, int restart)
    {
        int[] predictions = new int[channels];
        for (int unit = 0; unit < across * down; unit++)
        {
            if (restart > 0 && unit > 0 && unit % restart == 0)
            {
                Fill();
                file.AddRange([0xFF, (byte)(0xD0 + (unit / restart - 1) % 8)]);
                Array.Clear(predictions);
            }
            for (int channel = 0; channel < channels; channel++)
            for (int block = 0; block < (channel == 0 ? lumaBlocks : 1); block++)
                Block(ref predictions[channel]);
        }
        Fill();
    }

    private void Block(ref int prediction)
    {
        int first = Below(500) - 250;
        int difference = first - prediction;
        prediction = first;
        int size = SizeOf(difference);
        Put((uint)size, 4);
        PutNumber(difference, size);
        int left = Below(3) == 0 ? Below(40) : Below(6);
        for (int at = 0; left > 0; left--)
        {
            int run = Below(left > 6 ? 2 : 20);
            if (at + run >= 63)
                break;
            for (; run > 15; run -= 16, at += 16)
                PutSymbol(0xF0);
            int most = Below(3) == 0 ? 60 : 4;
            int number = Below(2) == 0 ? 1 + Below(most) : -1 - Below(most);
            PutSymbol((byte)(run * 16 + SizeOf(number)));
            PutNumber(number, SizeOf(number));
            at += run + 1;
            if (at == 63)
                return;
        }
        PutSymbol(0x00);
    }

    private void PutSymbol(byte symbol)
    {
        int at = Array.IndexOf(symbols, symbol);
        if (at < ShortCodes)
            Put((uint)at, 8);
        else
            Put((uint)((ShortCodes << 4) + at - ShortCodes), 12);
    }

    private void PutNumber(int number, int size) => Put((uint)(number < 0 ? number + (1 << size) - 1 : number), size);

    private static int SizeOf(int number) => 32 - int.LeadingZeroCount(Math.Abs(number));

    private void Put(uint bits, int length)
    {
        for (int bit = length - 1; bit >= 0; bit--)
        {
            held = held << 1 | bits >> bit & 1;
            if (++count < 8)
                continue;
            file.Add((byte)held);
            if ((byte)held == 0xFF)
                file.Add(0);
            (held, count) = (0, 0);
        }
    }

    private void Fill()
    {
        while (count != 0)
            Put(1, 1);
    }

    private void Segment(byte marker, byte[] content) =>
        file.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);

    private int Below(int limit) => (int)((state = state * 1664525 + 1013904223) >> 16) % limit;
}
