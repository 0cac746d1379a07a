using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork;

/// <summary>
/// Noise as a function of place: the value at (channel, y, x) of a region depends on the stroke's seed and on nothing else, so
/// it is the same in any layout, for any part of the region, on any thread.
/// </summary>
/// <remarks>
/// Philox4x32-7, counter = (⌊x / 4⌋, y, channel, 0), key = seed; word x mod 4 is the pixel's. Normals by Box and Muller:
/// words 0 and 1 make the normals of pixels 0 and 1, words 2 and 3 those of pixels 2 and 3. Everything is additions,
/// multiplications, one division and one square root in float, none fused, so that every processor gives the same bits.
/// </remarks>
internal static class NoiseField
{
    /// <summary>Uniform in [0, 1), multiples of 2⁻²⁴, for the columns first … first + length − 1 of a row.</summary>
    public static void Uniform(Span<float> row, ulong seed, int channel, int y, int first = 0) =>
        Uniform(row, row.Length, 1, row.Length, seed, channel, y, first);

    /// <summary>Standard normals, for the columns first … first + length − 1 of a row.</summary>
    public static void Normal(Span<float> row, ulong seed, int channel, int y, int first = 0) =>
        Normal(row, row.Length, 1, row.Length, seed, channel, y, first);

    /// <summary>
    /// As <see cref="Uniform(Span{float}, ulong, int, int, int)"/>, for the rows y … y + rows − 1, each
    /// <paramref name="stride"/> floats after the one above. Faster than row by row where rows are short.
    /// </summary>
    public static void Uniform(
        Span<float> destination,
        int stride,
        int rows,
        int width,
        ulong seed,
        int channel,
        int y,
        int first = 0
    )
    {
        if (rows == 0 || width == 0)
            return;
        var region = new NoiseRows(destination, stride, rows, width, y, first);
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            StackPhase.Uniform(region, new PhiloxKeys(seed, channel));
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported)
            Noise256.Uniform(region, new PhiloxKeys(seed, channel));
        else if (Vector128.IsHardwareAccelerated)
            Noise128.Uniform(region, new PhiloxKeys(seed, channel));
        else
            for (int row = 0; row < rows; row++)
                NoiseReference.Uniform(destination.Slice(row * stride, width), seed, channel, y + row, first);
    }

    /// <summary>
    /// As <see cref="Normal(Span{float}, ulong, int, int, int)"/>, for the rows y … y + rows − 1, each
    /// <paramref name="stride"/> floats after the one above. Faster than row by row where rows are short.
    /// </summary>
    public static void Normal(
        Span<float> destination,
        int stride,
        int rows,
        int width,
        ulong seed,
        int channel,
        int y,
        int first = 0
    )
    {
        if (rows == 0 || width == 0)
            return;
        var region = new NoiseRows(destination, stride, rows, width, y, first);
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            StackPhase.Normal(region, new PhiloxKeys(seed, channel));
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported)
            Noise256.Normal(region, new PhiloxKeys(seed, channel));
        else if (Vector128.IsHardwareAccelerated)
            Noise128.Normal(region, new PhiloxKeys(seed, channel));
        else
            for (int row = 0; row < rows; row++)
                NoiseReference.Normal(destination.Slice(row * stride, width), seed, channel, y + row, first);
    }
}
