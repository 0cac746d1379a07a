namespace Cutwork.Imaging.Tests;

/// <summary>Gray progressive JPEG files of a few bytes a scan, however large the picture: black blocks, in runs.</summary>
internal static class ProgressiveFiles
{
    /// <summary>One scan of first coefficients, then one for each of the others, bit after bit.</summary>
    public static byte[] Gray(int height, int width, int scans)
    {
        List<byte> file =
        [
            .. (byte[])[0xFF, 0xD8],
            .. JpegFiles.Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. JpegFiles.Segment(
                0xC2,
                [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]
            ),
            .. JpegFiles.Segment(0xC4, [0x00, 1, .. new byte[15], 0]), // a difference of 0: the bit 0
            .. JpegFiles.Segment(0xC4, [0x10, 1, .. new byte[15], 0xE0]), // 2^14 and more blocks that end: 0, and 14 bits
        ];
        int blocks = ((height + 7) / 8) * ((width + 7) / 8);
        for (int scan = 0; scan < scans; scan++)
        {
            // 63 coefficients by 14 bits: the first time from bit 13 on, then the next lower one.
            (byte at, int low) = scan == 0 ? ((byte)0, 0) : ((byte)(1 + (scan - 1) % 63), 13 - (scan - 1) / 63);
            int high = scan == 0 || low == 13 ? 0 : low + 1;
            file.AddRange(JpegFiles.Segment(0xDA, [1, 1, 0x00, at, at, (byte)((high << 4) | low)]));
            file.AddRange(scan == 0 ? new byte[(blocks + 7) / 8] : Runs(blocks));
        }
        return [.. file, 0xFF, 0xD9];
    }

    // Whole runs, each 2^15 - 1 blocks; the last is longer than what is left, as a decoder does not mind.
    private static byte[] Runs(int blocks)
    {
        int runs = blocks / 32767 + 1;
        List<byte> bytes = [];
        (int held, int count) = (0, 0);
        for (int bit = 0; bit < 15 * runs; bit++)
        {
            held = (held << 1) | (bit % 15 == 0 ? 0 : 1);
            if (++count < 8)
                continue;
            bytes.Add((byte)held);
            if ((byte)held == 0xFF)
                bytes.Add(0);
            (held, count) = (0, 0);
        }
        if (count > 0)
            bytes.Add((byte)((held << (8 - count)) | ((1 << (8 - count)) - 1)));
        if (bytes[^1] == 0xFF)
            bytes.Add(0);
        return [.. bytes];
    }
}
