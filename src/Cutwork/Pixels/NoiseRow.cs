using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cutwork;

/// <summary>Noise in the numbers of a palette: <see cref="NoiseField"/> brought into the domain, a whole vector at a time.</summary>
/// <remarks>
/// Bit for bit <see cref="Palette.FromUniform"/> and <see cref="Palette.FromNormal"/> of every draw. Cutting by comparison
/// and not by minimum and maximum, because those would turn a −0 into 0.
/// </remarks>
internal static class NoiseRow
{
    /// <summary>Floats drawn before they become bytes: a multiple of four, so that the pieces share no block.</summary>
    private const int Piece = 1024;

    /// <summary>The columns first … first + length − 1 of the row y.</summary>
    public static void Draw(
        Span<float> row,
        RandomLaw law,
        ulong seed,
        int channel,
        int y,
        int first,
        Palette palette
    ) => DrawRows(row, row.Length, 1, row.Length, law, seed, channel, y, first, palette);

    /// <summary>
    /// The same columns of the rows y … y + rows − 1, each <paramref name="stride"/> floats after the one above; faster than
    /// row by row where rows are short.
    /// </summary>
    public static void DrawRows(
        Span<float> destination,
        int stride,
        int rows,
        int width,
        RandomLaw law,
        ulong seed,
        int channel,
        int y,
        int first,
        Palette palette
    )
    {
        if (law == RandomLaw.Uniform)
            NoiseField.Uniform(destination, stride, rows, width, seed, channel, y, first);
        else
            NoiseField.Normal(destination, stride, rows, width, seed, channel, y, first);
        if (stride == width)
            (stride, rows, width) = (0, Math.Min(rows, 1), rows * width);
        for (int row = 0; row < rows; row++)
            Convert(destination.Slice(row * stride, width), law, channel, palette);
    }

    /// <summary>As <see cref="Draw"/> for a palette of bytes.</summary>
    [SkipLocalsInit]
    public static void DrawBytes(
        Span<byte> row,
        RandomLaw law,
        ulong seed,
        int channel,
        int y,
        int first,
        Palette palette
    )
    {
        Span<float> draws = stackalloc float[Math.Min(row.Length, Piece)];
        for (int x = 0; x < row.Length; x += Piece)
        {
            Span<byte> piece = row.Slice(x, Math.Min(Piece, row.Length - x));
            Draw(draws[..piece.Length], law, seed, channel, y, first + x, palette);
            Narrow(draws, piece);
        }
    }

    private static void Convert(Span<float> row, RandomLaw law, int channel, Palette palette)
    {
        var mean = new Vector<float>(palette.MeanOf(channel));
        var deviation = new Vector<float>(palette.DeviationOf(channel));
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        switch (law, palette.Domain)
        {
            case (RandomLaw.Uniform, PixelDomain.Unit):
            case (RandomLaw.Normal, PixelDomain.Normalized):
                return;
            case (RandomLaw.Uniform, PixelDomain.Bytes):
                foreach (ref Vector<float> values in vectors)
                    values = Vector.Floor(values * 256f);
                break;
            case (RandomLaw.Uniform, PixelDomain.Normalized):
                foreach (ref Vector<float> values in vectors)
                    values = (values - mean) / deviation;
                break;
            case (RandomLaw.Normal, PixelDomain.Bytes):
                foreach (ref Vector<float> values in vectors)
                    values = Cut(Vector.Round((mean + deviation * values) * 255f), 255);
                break;
            case (RandomLaw.Normal, PixelDomain.Unit):
                foreach (ref Vector<float> values in vectors)
                    values = Cut(mean + deviation * values, 1);
                break;
        }
        foreach (ref float value in row[(vectors.Length * Vector<float>.Count)..])
            value = law == RandomLaw.Uniform ? palette.FromUniform(channel, value) : palette.FromNormal(channel, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Cut(Vector<float> values, float most)
    {
        var top = new Vector<float>(most);
        values = Vector.ConditionalSelect(Vector.LessThan(values, Vector<float>.Zero), Vector<float>.Zero, values);
        return Vector.ConditionalSelect(Vector.GreaterThan(values, top), top, values);
    }

    /// <summary>Whole numbers from 0 to 255 as bytes.</summary>
    private static void Narrow(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<byte>> narrow = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        for (int i = 0; i < narrow.Length; i++)
            narrow[i] = Vector.Narrow(
                Vector.Narrow(Whole(wide[4 * i]), Whole(wide[4 * i + 1])),
                Vector.Narrow(Whole(wide[4 * i + 2]), Whole(wide[4 * i + 3]))
            );
        for (int i = narrow.Length * Vector<byte>.Count; i < bytes.Length; i++)
            bytes[i] = (byte)values[i];
    }

    private static Vector<uint> Whole(Vector<float> values) => Vector.AsVectorUInt32(Vector.ConvertToInt32(values));
}
