namespace Cutwork.Tests.Kernels;

public class BlendTests
{
    /// <summary>Every length from 0 to 257, at every offset within a vector.</summary>
    public static IEnumerable<(int Length, int Offset)> Shapes =>
        from length in Enumerable.Range(0, 258)
        from offset in (int[])[0, 1, 3, 7, 16, 31]
        select (length, offset);

    [Fact]
    public void Float_rows_are_the_reference_element_by_element()
    {
        Rng rng = new Key(31).Open();
        foreach ((int length, int offset) in Shapes)
        {
            float[] own = Floats(ref rng, length + offset + 8);
            float[] partner = Floats(ref rng, length + offset + 8);
            float lambda = (float)rng.NextDouble();
            float[] painted = [.. own];

            Blended(painted.AsSpan(offset, length), partner.AsSpan(offset, length), lambda, 1 - lambda);

            for (int i = 0; i < painted.Length; i++)
            {
                bool inside = i >= offset && i < offset + length;
                float expected = inside ? Blend.One(own[i], partner[i], lambda, 1 - lambda) : own[i];
                Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(painted[i]));
            }
        }
    }

    [Fact]
    public void Byte_rows_are_the_reference_element_by_element()
    {
        Rng rng = new Key(32).Open();
        foreach ((int length, int offset) in Shapes)
        {
            byte[] own = Bytes(ref rng, length + offset + 8);
            byte[] partner = Bytes(ref rng, length + offset + 8);
            float lambda = (float)rng.NextDouble();
            byte[] painted = [.. own];

            Blended(painted.AsSpan(offset, length), partner.AsSpan(offset, length), lambda, 1 - lambda);

            for (int i = 0; i < painted.Length; i++)
            {
                bool inside = i >= offset && i < offset + length;
                Assert.Equal(inside ? Blend.One(own[i], partner[i], lambda, 1 - lambda) : own[i], painted[i]);
            }
        }
    }

    [Fact]
    public void Every_pair_of_bytes_rounds_to_the_nearest_level()
    {
        byte[] own = new byte[256];
        byte[] partner = new byte[256];
        for (int i = 0; i < 256; i++)
            partner[i] = (byte)i;
        foreach (float lambda in (float[])[0, 0.25f, 1f / 3, 0.5f, 0.7f, 1])
            for (int level = 0; level < 256; level++)
            {
                own.AsSpan().Fill((byte)level);
                Blended<byte>(own, partner, lambda, 1 - lambda);
                for (int i = 0; i < 256; i++)
                    // Float's own error, 2⁻²⁴ · 255 · 2, can turn a near half.
                    Assert.InRange(
                        own[i],
                        (lambda * (double)level + (1 - lambda) * (double)i) - 0.5001,
                        (lambda * (double)level + (1 - lambda) * (double)i) + 0.5001
                    );
            }
    }

    [Fact]
    public void Not_a_number_and_infinity_come_through()
    {
        float[] own = [float.NaN, float.PositiveInfinity, 1, 1, 0];
        float[] partner = [1, 1, float.NaN, float.NegativeInfinity, 0];

        Blended<float>(own, partner, 0.5f, 0.5f);

        Assert.Equal([float.NaN, float.PositiveInfinity, float.NaN, float.NegativeInfinity, 0], own);
    }

    private static unsafe void Blended<T>(Span<T> own, ReadOnlySpan<T> partner, float ownWeight, float partnerWeight)
        where T : unmanaged
    {
        fixed (T* first = own)
        fixed (T* second = partner)
            Blend.Run(first, second, first, own.Length, ownWeight, partnerWeight);
    }

    private static float[] Floats(ref Rng rng, int length)
    {
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = (float)rng.Normal();
        return values;
    }

    private static byte[] Bytes(ref Rng rng, int length)
    {
        byte[] values = new byte[length];
        foreach (ref byte value in values.AsSpan())
            value = (byte)rng.Below(256);
        return values;
    }
}
