namespace Cutwork.Imaging;

/// <summary>The coded bits of a file's scan, as they are before FF is stuffed with zeros; its memory is used again.</summary>
internal sealed class ScanBits
{
    private readonly List<int> ends = []; // of the parts between restarts
    private byte[] bytes = [];

    /// <summary>All parts, one behind the other, and <see cref="EntropyReader.Margin"/> zeros.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Parts between restarts.</summary>
    public int Parts => ends.Count;

    /// <summary>Where a part begins.</summary>
    public int StartOf(int part) => part == 0 ? 0 : ends[part - 1];

    /// <summary>Bytes of a part.</summary>
    public int LengthOf(int part) => ends[part] - StartOf(part);

    /// <summary>
    /// Reads from the scan's first byte to the end of the image. False where something else comes before, or the end does not: other scans, or a
    /// file that was cut.
    /// </summary>
    public bool Read(ReadOnlySpan<byte> scan)
    {
        ends.Clear();
        if (bytes.Length < scan.Length + EntropyReader.Margin)
            bytes = GC.AllocateUninitializedArray<byte>(scan.Length + scan.Length / 2 + EntropyReader.Margin);
        int used = 0;
        while (true)
        {
            int plain = scan.IndexOf((byte)0xFF);
            if (plain < 0 || plain + 1 == scan.Length)
                return false;
            scan[..(plain + 1)].CopyTo(bytes.AsSpan(used));
            byte marker = scan[plain + 1];
            used += plain;
            scan = scan[(plain + 2)..];
            if (marker == 0)
            {
                used++;
                continue;
            }
            ends.Add(used);
            if (marker == 0xD9)
                break;
            if (marker != 0xD0 + (ends.Count - 1) % 8)
                return false;
        }
        bytes.AsSpan(used, EntropyReader.Margin).Clear();
        return true;
    }
}
