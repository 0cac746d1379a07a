using Cutwork.Tests.Randomness;

namespace Cutwork.Tests.Kernels;

public class NoiseFieldTests
{
    private const int Rows = 400;
    private const int Columns = 500;

    [Fact]
    public void Normals_have_the_moments_and_tails_of_the_normal_distribution()
    {
        double[] field = Field(normal: true, seed: 41);
        int n = field.Length;

        Assert.Equal(0, field.Average(), 6 / Math.Sqrt(n));
        Assert.Equal(1, field.Average(z => z * z), 6 * Math.Sqrt(2.0 / n));
        Assert.Equal(0, field.Average(z => z * z * z), 6 * Math.Sqrt(15.0 / n));
        Assert.Equal(3, field.Average(z => z * z * z * z), 6 * Math.Sqrt(96.0 / n));
        foreach ((double beyond, double p) in ((double, double)[])[(2, 0.04550026), (3, 0.002699796), (4, 6.334248e-5)])
            Assert.Equal(p, (double)field.Count(z => Math.Abs(z) > beyond) / n, 6 * Math.Sqrt(p / n));
        Assert.InRange(DistributionTests.NormalDistance(field), 0, 2.6);
    }

    [Fact]
    public void Uniforms_fill_every_level_alike()
    {
        double[] field = Field(normal: false, seed: 42);
        int[] levels = new int[256];
        foreach (double u in field)
            levels[(int)(256 * u)]++;

        double p = 1.0 / 256;
        Assert.All(levels, count => Assert.Equal(p, (double)count / field.Length, 6 * Math.Sqrt(p / field.Length)));
        Assert.All(field, u => Assert.InRange(u, 0, 1 - 1.0 / (1 << 24)));
    }

    /// <summary>Neighbors as far as a set of lanes reaches and one more; rows, channels and single bits of the seed.</summary>
    public static TheoryData<int, int, int, ulong> Distances =>
        [
            .. Enumerable.Range(1, 65).Select(dx => (dx, 0, 0, 0UL)),
            (0, 1, 0, 0UL),
            (0, 2, 0, 0UL),
            (0, 0, 1, 0UL),
            (0, 0, 2, 0UL),
            (4, -1, 0, 0UL),
            (0, 1, -1, 0UL),
            (0, 0, 0, 1UL),
            (0, 0, 0, 1UL << 31),
            (0, 0, 0, 1UL << 32),
            (0, 0, 0, 1UL << 63),
        ];

    [Theory]
    [MemberData(nameof(Distances))]
    public void Neighbors_rows_channels_and_seeds_are_uncorrelated(int dx, int dy, int dchannel, ulong seed)
    {
        float[] first = new float[Columns + dx];
        float[] second = new float[Columns + dx];
        double products = 0;
        double squares = 0;
        for (int y = 0; y < Rows; y++)
        {
            NoiseField.Normal(first, 43, 1, y);
            NoiseField.Normal(second, 43 ^ seed, 1 + dchannel, y + dy);
            for (int x = 0; x < Columns; x++)
            {
                products += first[x] * second[x + dx];
                squares += first[x] * first[x] * (double)second[x + dx] * second[x + dx];
            }
        }
        int n = Rows * Columns;

        Assert.Equal(0, products / n, 6 / Math.Sqrt(n));
        Assert.Equal(1, squares / n, 6 * Math.Sqrt(8.0 / n)); // E z₁² z₂² = 1: no dependence through the radius
    }

    [Fact]
    public void A_row_begins_the_same_whatever_its_length()
    {
        float[] whole = new float[300];
        NoiseField.Normal(whole, 44, 2, 5);
        for (int length = 0; length < 300; length++)
        {
            float[] part = new float[length];
            NoiseField.Normal(part, 44, 2, 5);
            Assert.Equal(whole[..length], part);
        }
    }

    /// <summary>A lane of its own law would be lost among the others in the whole field.</summary>
    [Fact]
    public void Every_column_within_a_set_of_lanes_is_normal_by_itself()
    {
        const int lanes = 64;
        double[][] columns = [.. Enumerable.Range(0, lanes).Select(_ => new double[4000])];
        float[] row = new float[lanes];
        for (int y = 0; y < 4000; y++)
        {
            NoiseField.Normal(row, 45, 1, y);
            for (int x = 0; x < lanes; x++)
                columns[x][y] = row[x];
        }

        Assert.All(columns, column => Assert.InRange(DistributionTests.NormalDistance(column), 0, 2.6));
        Assert.All(columns, column => Assert.Equal(1, column.Average(z => z * z), 6 * Math.Sqrt(2.0 / 4000)));
    }

    /// <summary>Box and Muller's formula in double precision, from the same words.</summary>
    [Fact]
    public void Normals_are_the_formula_to_float_s_precision()
    {
        const ulong seed = 0x123456789ABCDEF;
        float[] row = new float[4 * 20_000];
        NoiseField.Normal(row, seed, 3, 7);
        for (uint block = 0; block < row.Length / 4; block++)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block(
                block,
                7,
                3,
                0,
                unchecked((uint)seed),
                (uint)(seed >> 32),
                Philox.NoiseRounds
            );
            double[] expected = [.. BoxMuller(a, b), .. BoxMuller(c, d)];
            for (int word = 0; word < 4; word++)
                Assert.Equal(expected[word], row[4 * block + word], 1e-6);
        }
    }

    private static double[] BoxMuller(uint first, uint second)
    {
        double radius = Math.Sqrt(-2 * Math.Log(((first >> 9) + 0.5) / (1 << 23)));
        double angle = 2 * Math.PI * second / 4294967296.0;
        return [radius * Math.Cos(angle), radius * Math.Sin(angle)];
    }

    [Fact]
    public void Two_seeds_make_two_fields()
    {
        float[] first = new float[64];
        float[] second = new float[64];
        NoiseField.Normal(first, 1, 0, 0);
        NoiseField.Normal(second, 1UL << 32 | 1, 0, 0);

        Assert.Empty(first.Intersect(second));
    }

    private static double[] Field(bool normal, ulong seed)
    {
        double[] field = new double[Rows * Columns];
        float[] row = new float[Columns];
        for (int y = 0; y < Rows; y++)
        {
            if (normal)
                NoiseField.Normal(row, seed, 0, y);
            else
                NoiseField.Uniform(row, seed, 0, y);
            for (int x = 0; x < Columns; x++)
                field[y * Columns + x] = row[x];
        }
        return field;
    }
}
