namespace Cutwork;

/// <summary>Rows of noise in a palette's domain.</summary>
internal static class NoiseRow
{
    public static void Draw(Span<float> row, RandomLaw law, ulong seed, int channel, int y, int first, Palette palette)
    {
        Span<float> whole = new float[row.Length + first];
        if (law == RandomLaw.Uniform)
            NoiseField.Uniform(whole, seed, channel, y);
        else
            NoiseField.Normal(whole, seed, channel, y);
        for (int x = 0; x < row.Length; x++)
            row[x] =
                law == RandomLaw.Uniform
                    ? palette.FromUniform(channel, whole[first + x])
                    : palette.FromNormal(channel, whole[first + x]);
    }
}
