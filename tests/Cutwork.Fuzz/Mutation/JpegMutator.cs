namespace Cutwork.Fuzz;

/// <summary>Changes a JPEG file in its segments: tables of codes, factors, sizes, samplings, restarts; whole segments lost, repeated or moved.</summary>
internal sealed class JpegMutator : IMutator
{
    public byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        List<(int Start, int End)> segments = Segments(input);
        if (segments.Count == 0)
            return input;
        (int start, int end) = random.Of(segments);
        byte[] segment = input[start..end];
        byte[] before = input[..start];
        byte[] behind = input[end..];
        switch (random.Below(8))
        {
            case 0:
                return [.. before, .. behind];
            case 1:
                return [.. before, .. segment, .. segment, .. behind];
            case 2:
                (int to, _) = random.Of(segments);
                return to < start
                    ? [.. input[..to], .. segment, .. input[to..start], .. behind]
                    : [.. before, .. behind];
            case 3:
                List<(int Start, int End)> others = Segments(other);
                return others.Count == 0
                    ? input
                    : [.. before, .. random.Of(others) is var (from, until) ? other[from..until] : [], .. behind];
            case 4 when end < input.Length && segment[1] == 0xDA:
                int coded = end + random.Below(input.Length - end);
                input[coded] = random.OneIn(4) ? (byte)0xFF : random.Byte();
                return input;
            default:
                // One number of the segment: small changes keep it plausible.
                int at = start + 2 + random.Below(end - start - 2);
                input[at] = random.Below(4) switch
                {
                    0 => (byte)(input[at] + random.Below(5) - 2),
                    1 => random.Of<byte>([0, 1, 2, 0x11, 0x21, 0x22, 0x12, 0x41, 3, 63]),
                    2 => (byte)(input[at] ^ (1 << random.Below(8))),
                    _ => random.Byte(),
                };
                return input;
        }
    }

    private static List<(int Start, int End)> Segments(byte[] file)
    {
        List<(int, int)> segments = [];
        int at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF || file[at + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD9))
            {
                at++;
                continue;
            }
            int end = at + 2 + file[at + 2] * 256 + file[at + 3];
            if (end > file.Length || end < at + 4)
            {
                at += 2;
                continue;
            }
            segments.Add((at, end));
            at = end;
        }
        return segments;
    }
}
