namespace Cutwork;

internal static class Distributions
{
    /// <summary>Beta(α, α) as a ratio of two gammas, G₁ / (G₁ + G₂), kept as logarithms.</summary>
    /// <remarks>
    /// At α = 0.001 a gamma is typically e⁻¹⁰⁰⁰: as a number it is 0, and 0 / (0 + 0) is not one. As logarithms the ratio is
    /// 1 / (1 + e^(g₂ − g₁)), which ends at exactly 0 or 1 only where the true value is closer to them than a double can say.
    /// </remarks>
    public static double Beta(ref Rng rng, double alpha)
    {
        if (alpha == 1)
            return rng.NextDouble();
        double first = LogGamma(ref rng, alpha);
        double second = LogGamma(ref rng, alpha);
        return 1 / (1 + Elementary.Exp(second - first));
    }

    /// <summary>ln G, G ~ Gamma(shape, 1).</summary>
    /// <remarks>Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; below shape 1 their boost
    /// G(a) = G(a + 1) · U^(1/a).</remarks>
    private static double LogGamma(ref Rng rng, double shape)
    {
        double boost = 0;
        if (shape < 1)
        {
            boost = Elementary.Log(rng.NextOpenDouble()) / shape;
            shape += 1;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = rng.Normal();
            double v = 1 + c * x;
            if (v <= 0)
                continue;
            v = v * v * v;
            double logV = Elementary.Log(v);
            if (Elementary.Log(rng.NextOpenDouble()) < 0.5 * x * x + d - d * v + d * logV)
                return Elementary.Log(d) + logV + boost;
        }
    }
}
