using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cutwork.Imaging;

/// <summary>What a file's segments say of how its one scan is coded; its memory is used again from file to file, its content is not.</summary>
internal sealed unsafe class JpegTables
{
    private const int Most = 4;
    private const int Block = 64;

    private readonly HuffmanTable[] differences = [new(), new(), new(), new()];
    private readonly HuffmanTable[] coefficients = [new(), new(), new(), new()];
    private readonly int[] factors = GC.AllocateUninitializedArray<int>(Most * Block, pinned: true);
    private readonly JpegComponent[] components = new JpegComponent[3];
    private uint known; // one bit for each table that this file has

    /// <summary>One component, or three.</summary>
    public ReadOnlySpan<JpegComponent> Components => components.AsSpan(0, ComponentCount);

    private int ComponentCount { get; set; }

    /// <summary>Blocks in a row of the unit in which colors take turns.</summary>
    public int UnitAcross { get; private set; }

    /// <summary>Rows of blocks in it.</summary>
    public int UnitDown { get; private set; }

    /// <summary>Units between restarts; 0 where there are none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Where the coded data begin.</summary>
    public int Scan { get; private set; }

    /// <summary>The entries of a component's table.</summary>
    public uint* DifferencesOf(in JpegComponent component) => differences[component.Differences].Entries;

    /// <inheritdoc cref="DifferencesOf"/>
    public uint* CoefficientsOf(in JpegComponent component) => coefficients[component.Coefficients].Entries;

    /// <summary>64 factors, row by row.</summary>
    public int* FactorsOf(in JpegComponent component) =>
        (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(factors)) + Block * component.Quantization;

    /// <summary>
    /// Reads the segments before the scan. False for whatever is not the usual: sequential Huffman codes of 8-bit samples in one scan, gray or
    /// YCbCr, with all its tables in the file.
    /// </summary>
    public bool Read(ReadOnlySpan<byte> file)
    {
        (known, RestartInterval, ComponentCount) = (0, 0, 0);
        scoped ReadOnlySpan<byte> frame = default;
        (bool isJfif, int? adobe) = (false, null);
        int at = 2;
        while (JpegHeader.Segment(file, ref at, out int marker, out ReadOnlySpan<byte> content))
            switch (marker)
            {
                case 0xC0 or 0xC1:
                    frame = content;
                    break;
                case 0xCC: // of arithmetic codes; libjpeg reads it all the same
                case 0xC4 when !ReadHuffman(content):
                case 0xDB when !ReadQuantization(content):
                    return false;
                case 0xDD:
                    if (content.Length != 2)
                        return false;
                    RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                    break;
                case 0xE0:
                    isJfif |= content.Length >= 14 && content.StartsWith("JFIF\0"u8);
                    break;
                case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                    adobe = content[11];
                    break;
                case 0xDA:
                    Scan = at;
                    return !frame.IsEmpty && ReadScan(frame, content) && IsKnownColor(frame, isJfif, adobe);
                default:
                    break;
            }
        return false;
    }

    // Class and number (4 bits each), 16 counts, symbols; and again.
    private bool ReadHuffman(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            if (content.Length < 17)
                return false;
            ReadOnlySpan<byte> counts = content.Slice(1, 16);
            int symbols = 0;
            foreach (byte count in counts)
                symbols += count;
            int number = content[0] & 15;
            if (content[0] >> 4 > 1 || number >= Most || symbols > 256 || content.Length < 17 + symbols)
                return false;
            bool isDc = content[0] < 16;
            if (!(isDc ? differences : coefficients)[number].Set(counts, content.Slice(17, symbols), isDc))
                return false;
            known |= isDc ? DifferencesBit(number) : CoefficientsBit(number);
            content = content[(17 + symbols)..];
        }
        return true;
    }

    // Precision and number (4 bits each), 64 factors in zigzag order; and again. 16 bits a factor are no baseline's.
    private bool ReadQuantization(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            int number = content[0];
            if (number >= Most || content.Length < 1 + Block)
                return false;
            for (int i = 0; i < Block; i++)
                factors[Block * number + EntropyReader.Places[i]] = content[1 + i];
            known |= FactorsBit(number);
            content = content[(1 + Block)..];
        }
        return true;
    }

    // Frame: precision, height (2), width (2), components, and for each: id, sampling factors (4 bits each), factors' number.
    // Scan: components, and for each: id, tables (4 bits each); then which coefficients (2 bytes) and bits (1) of them.
    private bool ReadScan(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> scan)
    {
        int count = frame[5];
        if (count is not (1 or 3) || scan.Length != 4 + 2 * count || scan[0] != count)
            return false;
        if (!scan[(1 + 2 * count)..].SequenceEqual((ReadOnlySpan<byte>)[0, 63, 0]))
            return false;
        for (int i = 0; i < count; i++)
        {
            (byte id, byte sampling, byte quantization) = (frame[6 + 3 * i], frame[7 + 3 * i], frame[8 + 3 * i]);
            (byte scanned, byte tables) = (scan[1 + 2 * i], scan[2 + 2 * i]);
            if (scanned != id || quantization >= Most || tables >> 4 >= Most || (tables & 15) >= Most)
                return false;
            uint needed = DifferencesBit(tables >> 4) | CoefficientsBit(tables & 15) | FactorsBit(quantization);
            if ((known & needed) != needed)
                return false;
            components[i] = new JpegComponent(sampling >> 4, sampling & 15, quantization, tables >> 4, tables & 15);
        }
        ComponentCount = count;
        (UnitAcross, UnitDown) = (components[0].Across, components[0].Down);
        return true;
    }

    // As libjpeg tells YCbCr, where it is certain of it.
    private static bool IsKnownColor(ReadOnlySpan<byte> frame, bool isJfif, int? adobe)
    {
        if (frame[5] == 1 || isJfif)
            return true;
        return adobe is { } transform ? transform == 1 : (frame[6], frame[9], frame[12]) == (1, 2, 3);
    }

    private static uint DifferencesBit(int number) => 1u << number;

    private static uint CoefficientsBit(int number) => 1u << (Most + number);

    private static uint FactorsBit(int number) => 1u << (2 * Most + number);
}
