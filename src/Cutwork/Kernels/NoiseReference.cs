namespace Cutwork;

/// <summary>The noise of <see cref="NoiseField"/>, one pixel after the other: what the vectors are held to, bit for bit.</summary>
internal static class NoiseReference
{
    private const float Step = 1f / (1 << 24);

    public static void Uniform(Span<float> row, ulong seed, int channel, int y, int first)
    {
        Span<uint> words = stackalloc uint[4];
        for (int i = 0; i < row.Length; i++)
        {
            int x = first + i;
            if (i == 0 || (x & 3) == 0)
                Block(words, seed, channel, y, x >> 2);
            row[i] = (words[x & 3] >> 8) * Step;
        }
    }

    public static void Normal(Span<float> row, ulong seed, int channel, int y, int first)
    {
        Span<uint> words = stackalloc uint[4];
        Span<float> normals = stackalloc float[4];
        for (int i = 0; i < row.Length; i++)
        {
            int x = first + i;
            if (i == 0 || (x & 3) == 0)
            {
                Block(words, seed, channel, y, x >> 2);
                (normals[0], normals[1]) = BoxMuller(words[0], words[1]);
                (normals[2], normals[3]) = BoxMuller(words[2], words[3]);
            }
            row[i] = normals[x & 3];
        }
    }

    private static void Block(Span<uint> words, ulong seed, int channel, int y, int block) =>
        (words[0], words[1], words[2], words[3]) = Philox.Block(
            (uint)block,
            (uint)y,
            (uint)channel,
            0,
            (uint)seed,
            (uint)(seed >> 32),
            Philox.NoiseRounds
        );

    /// <summary>r cos 2πv and r sin 2πv with r = √(−2 ln u); |r| ≤ 5.77.</summary>
    private static (float, float) BoxMuller(uint first, uint second)
    {
        float u = ((first >> 9) + 0.5f) * (1f / (1 << 23)); // the middles of 2²³ steps: never 0, never 1
        float radius = MathF.Sqrt(-2 * Log(u));
        (float cosine, float sine) = CosineSine(second);
        return (radius * cosine, radius * sine);
    }

    /// <summary>ln u for u in (0, 1), absolute error below 2·10⁻⁷.</summary>
    private static float Log(float u)
    {
        uint bits = BitConverter.SingleToUInt32Bits(u);
        // Moves the mantissa to [√½, √2): 0x3F3504F3 is √½.
        uint shifted = bits - 0x3F3504F3;
        int exponent = (int)shifted >> 23;
        float m = BitConverter.UInt32BitsToSingle((shifted & 0x007FFFFF) + 0x3F3504F3);
        // ln m = 2 artanh s, |s| ≤ 0.1716: the first term left out, 2 s¹¹/11, is below 10⁻⁹.
        float s = (m - 1) / (m + 1);
        float z = s * s;
        float series = ((((z * (1f / 9)) + (1f / 7)) * z + (1f / 5)) * z + (1f / 3)) * z;
        return exponent * 0.693147181f + (2 * s + 2 * s * series);
    }

    /// <summary>cos and sin of 2π · word / 2³².</summary>
    private static (float, float) CosineSine(uint word)
    {
        // The quarter turn that is nearest, and the rest of at most an eighth of a turn to either side.
        uint quarter = (word + 0x20000000) >> 30;
        int rest = (int)(word - (quarter << 30));
        float t = (rest >> 7) * (1.57079637f / (1 << 23)); // |t| ≤ π/4
        float z = t * t;
        // Taylor: the first terms left out are t¹¹/11! < 2·10⁻⁹ and t¹⁰/10! < 3·10⁻⁸.
        float sine = t + t * z * (-1f / 6 + z * (1f / 120 + z * (-1f / 5040 + z * (1f / 362880))));
        float cosine = 1 + z * (-0.5f + z * (1f / 24 + z * (-1f / 720 + z * (1f / 40320))));
        return quarter switch
        {
            0 => (cosine, sine),
            1 => (-sine, cosine),
            2 => (-cosine, -sine),
            _ => (sine, -cosine),
        };
    }
}
