using System.Runtime.CompilerServices;

namespace Cutwork;

/// <summary>
/// How bytes become the numbers of a batch: byte · scale + shift. A table of 48 shifts and 48 scales, one for each element of three
/// of the widest vectors.
/// </summary>
/// <remarks>
/// <code>
/// planar             c c c c …                          one channel
/// interleaved RGB    r g b r g b r g b …                element i is of channel i mod C; C divides 48
/// split RGB          r × 16 · g × 16 · b × 16           interleaved bytes that become planes
/// </code>
/// A product and a sum, rounded once: IEEE 754 fixes a fused multiply-add to the bit, so every processor gives the same. It also costs
/// one instruction where a subtraction and a product cost two: 93 % instead of 85 % of the memory's speed for a blend (Zen 4, 1 thread).
/// Processors without the instruction (x64 before 2013) call the C library for it.
/// </remarks>
internal static unsafe class Tone
{
    /// <summary>Floats of a table: shifts, scales, and where rows are split, the places of pixels and of pixels in reverse.</summary>
    public const int Length = Mirrored + 4 * Group;

    /// <summary>Where the places of pixels in their order begin.</summary>
    public const int Straight = 2 * Half;

    /// <summary>Where the places of pixels in reverse begin.</summary>
    public const int Mirrored = Straight + 4 * Group;

    public const int Half = 48;

    /// <summary>From a group of the split pattern to the next.</summary>
    public const int Group = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float One(byte value, float shift, float scale) => MathF.FusedMultiplyAdd(value, scale, shift);

    /// <summary>The entry for the element of byte i of a row; of a row that is split, for a channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Entry<TForm>(nint i, int channel)
        where TForm : IForm => TForm.Splits ? channel * Group : i % Half;

    /// <summary>A run of interleaved elements has a table where the pattern closes with every width of vector.</summary>
    public static bool Closes(int channels) => channels is 1 or 2 or 3 or 4 or 6 or 12;

    public static void FillPlanar(float* table, float shift, float scale)
    {
        new Span<float>(table, Half).Fill(shift);
        new Span<float>(table + Half, Half).Fill(scale);
    }

    public static void FillInterleaved(float* table, ReadOnlySpan<float> shifts, ReadOnlySpan<float> scales)
    {
        for (int i = 0; i < Half; i++)
            (table[i], table[Half + i]) = (shifts[i % shifts.Length], scales[i % scales.Length]);
    }

    public static void FillSplit(float* table, ReadOnlySpan<float> shifts, ReadOnlySpan<float> scales)
    {
        for (int i = 0; i < Half; i++)
            (table[i], table[Half + i]) = (shifts[i / Group], scales[i / Group]);
        if (Lanes512.IsSupported)
            Lanes512.FillPlaces(table + Straight, table + Mirrored);
    }
}
