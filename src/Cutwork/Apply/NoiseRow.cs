using System.Numerics;

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
        for (int row = 0; row < rows; row++)
            Convert(destination.Slice(row * stride, width), law, channel, palette);
    }

    /// <summary>As <see cref="Draw"/> for a palette of bytes.</summary>
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
        float mean = palette.MeanOf(channel);
        float deviation = palette.DeviationOf(channel);
        int i = 0;
        switch (law, palette.Domain)
        {
            case (RandomLaw.Uniform, PixelDomain.Unit):
            case (RandomLaw.Normal, PixelDomain.Normalized):
                return;
            case (RandomLaw.Uniform, PixelDomain.Bytes):
                for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
                    Vector.Floor(new Vector<float>(row[i..]) * 256f).CopyTo(row[i..]);
                break;
            case (RandomLaw.Uniform, PixelDomain.Normalized):
                for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
                    ((new Vector<float>(row[i..]) - new Vector<float>(mean)) / new Vector<float>(deviation)).CopyTo(
                        row[i..]
                    );
                break;
            case (RandomLaw.Normal, PixelDomain.Bytes):
                for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
                    Cut(Vector.Round(InUnits(row[i..], mean, deviation) * 255f), 255).CopyTo(row[i..]);
                break;
            case (RandomLaw.Normal, PixelDomain.Unit):
                for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
                    Cut(InUnits(row[i..], mean, deviation), 1).CopyTo(row[i..]);
                break;
        }
        for (; i < row.Length; i++)
            row[i] =
                law == RandomLaw.Uniform ? palette.FromUniform(channel, row[i]) : palette.FromNormal(channel, row[i]);
    }

    private static Vector<float> InUnits(ReadOnlySpan<float> draws, float mean, float deviation) =>
        new Vector<float>(mean) + new Vector<float>(deviation) * new Vector<float>(draws);

    private static Vector<float> Cut(Vector<float> values, float most)
    {
        var top = new Vector<float>(most);
        values = Vector.ConditionalSelect(Vector.LessThan(values, Vector<float>.Zero), Vector<float>.Zero, values);
        return Vector.ConditionalSelect(Vector.GreaterThan(values, top), top, values);
    }

    /// <summary>Whole numbers from 0 to 255 as bytes.</summary>
    private static void Narrow(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        int i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector<ushort> low = Vector.Narrow(Whole(values[i..]), Whole(values[(i + Vector<float>.Count)..]));
            Vector<ushort> high = Vector.Narrow(
                Whole(values[(i + 2 * Vector<float>.Count)..]),
                Whole(values[(i + 3 * Vector<float>.Count)..])
            );
            Vector.Narrow(low, high).CopyTo(bytes[i..]);
        }
        for (; i < bytes.Length; i++)
            bytes[i] = (byte)values[i];
    }

    private static Vector<uint> Whole(ReadOnlySpan<float> values) =>
        Vector.AsVectorUInt32(Vector.ConvertToInt32(new Vector<float>(values)));
}
