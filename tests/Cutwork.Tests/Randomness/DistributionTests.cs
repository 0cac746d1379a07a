using MathNet.Numerics;

namespace Cutwork.Tests.Randomness;

public class DistributionTests
{
    /// <summary>Critical value of χ² at six standard errors, by Wilson and Hilferty.</summary>
    private static double ChiSquaredLimit(int freedom) =>
        freedom * Math.Pow(1 - 2.0 / (9 * freedom) + 6 * Math.Sqrt(2.0 / (9 * freedom)), 3);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1)]
    [InlineData(1.001)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Beta_passes_Kolmogorov_and_Smirnov(double alpha)
    {
        const int n = 200_000;
        Rng rng = new Key(11, sample: (int)(alpha * 1000)).Open();
        double[] draws = new double[n];
        foreach (ref double draw in draws.AsSpan())
            draw = rng.Beta(alpha);
        Array.Sort(draws);

        Assert.InRange(draws[0], 0, 1);
        Assert.InRange(draws[^1], 0, 1);
        // Near 1 doubles end at steps of 10⁻¹⁶, so only the half below ½ is compared, and its mirror by symmetry.
        double distance = 0;
        for (int i = 0; i < n && draws[i] < 0.5; i++)
        {
            // An exact 0 stands for everything below the least double.
            double expected = draws[i] == 0 ? 0 : SpecialFunctions.BetaRegularized(alpha, alpha, draws[i]);
            if (draws[i] > 0)
                distance = Math.Max(
                    distance,
                    Math.Max(Math.Abs((i + 1.0) / n - expected), Math.Abs((double)i / n - expected))
                );
        }
        Assert.InRange(distance * Math.Sqrt(n), 0, 2.6); // P(above) = 2 e^(−2 · 2.6²) = 3·10⁻⁶
        double above = draws.Count(draw => draw > 0.5) + 0.5 * draws.Count(draw => draw == 0.5);
        Assert.Equal(0.5, above / n, 6 * 0.5 / Math.Sqrt(n));
        double variance = draws.Average(draw => (draw - 0.5) * (draw - 0.5));
        double fourth = draws.Average(draw => Math.Pow(draw - 0.5, 4));
        Assert.Equal(1 / (4 * (2 * alpha + 1)), variance, 6 * Math.Sqrt((fourth - variance * variance) / n) + 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(97)]
    public void Integers_are_uniform_with_first_and_last(int count)
    {
        const int n = 200_000;
        Rng rng = new Key(12, sample: count).Open();
        int[] seen = new int[count];
        for (int i = 0; i < n; i++)
            seen[rng.Below(count)]++;

        double expected = (double)n / count;
        double chiSquared = seen.Sum(times => (times - expected) * (times - expected) / expected);
        Assert.InRange(chiSquared, 0, ChiSquaredLimit(Math.Max(1, count - 1)));
    }

    [Fact]
    public void Large_bounds_have_no_modulo_bias()
    {
        // 2³² draws on 3 · 2²⁹ values: eight on three, so that without redrawing every third value comes two times of eight.
        const int bound = 3 << 29;
        const int n = 100_000;
        Rng rng = new Key(13).Open();
        int[] seen = new int[3];
        for (int i = 0; i < n; i++)
            seen[rng.Below(bound) % 3]++;

        Assert.All(seen, times => Assert.Equal(1.0 / 3, (double)times / n, 6 * Math.Sqrt(2.0 / 9 / n)));
    }

    [Fact]
    public void Nothing_to_choose_from_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            Rng rng = new Key(0).Open();
            return rng.Below(0);
        });

    [Fact]
    public void Chances_are_exact_at_0_and_1()
    {
        Rng rng = new Key(14).Open();
        for (int i = 0; i < 10_000; i++)
        {
            Assert.False(rng.Chance(0));
            Assert.True(rng.Chance(1));
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Chances_hold(double probability)
    {
        const int n = 200_000;
        Rng rng = new Key(15).Open();
        int hits = 0;
        for (int i = 0; i < n; i++)
            hits += rng.Chance(probability) ? 1 : 0;

        Assert.Equal(probability, (double)hits / n, 6 * Math.Sqrt(probability * (1 - probability) / n));
    }

    [Fact]
    public void Normals_pass_Kolmogorov_and_Smirnov()
    {
        const int n = 200_000;
        Rng rng = new Key(16).Open();
        double[] draws = new double[n];
        foreach (ref double draw in draws.AsSpan())
            draw = rng.Normal();

        Assert.InRange(NormalDistance(draws), 0, 2.6);
    }

    [Fact]
    public void Log_uniform_is_uniform_in_the_logarithm_and_stays_in_range()
    {
        const int n = 100_000;
        Rng rng = new Key(17).Open();
        double low = Math.Log(0.3);
        double span = Math.Log(3.3) - low;
        double[] logs = new double[n];
        foreach (ref double log in logs.AsSpan())
        {
            double value = rng.LogUniform((0.3, 3.3));
            Assert.InRange(value, 0.3, 3.3);
            log = (Math.Log(value) - low) / span;
        }

        Array.Sort(logs);
        double distance = logs.Select(
                (log, i) => Math.Max(Math.Abs(log - (i + 1.0) / n), Math.Abs(log - (double)i / n))
            )
            .Max();
        Assert.InRange(distance * Math.Sqrt(n), 0, 2.6);
    }

    [Fact]
    public void Elementary_functions_agree_with_the_C_library()
    {
        Rng rng = new Key(18).Open();
        for (int i = 0; i < 100_000; i++)
        {
            double x = Math.Exp(1400 * (rng.NextDouble() - 0.5));
            Assert.Equal(1, Elementary.Log(x) / Math.Log(x), 1e-14);
            double y = 1400 * (rng.NextDouble() - 0.5);
            Assert.Equal(1, Elementary.Exp(y) / Math.Exp(y), 2e-15 + 2e-16 * Math.Abs(y));
        }
        Assert.Equal(0, Elementary.Log(1));
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(800));
        Assert.Equal(0, Elementary.Exp(-800));
    }

    /// <summary>√n · sup |F_n − Φ|.</summary>
    internal static double NormalDistance(double[] draws)
    {
        Array.Sort(draws);
        double distance = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double expected = 0.5 * SpecialFunctions.Erfc(-draws[i] / Math.Sqrt(2));
            distance = Math.Max(
                distance,
                Math.Max(Math.Abs((i + 1.0) / draws.Length - expected), Math.Abs((double)i / draws.Length - expected))
            );
        }
        return distance * Math.Sqrt(draws.Length);
    }
}
