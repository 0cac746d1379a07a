using System.Runtime.Intrinsics;

namespace Cutwork;

/// <summary>
/// Logarithm and exponential from additions, multiplications, divisions and bit moves alone. IEEE 754 fixes those to the
/// bit, while <see cref="Math.Log(double)"/> and <see cref="Math.Exp"/> are the C library's and differ between systems; so
/// a draw is the same on every machine. Errors stay below 4 units in the last place.
/// </summary>
internal static class Elementary
{
    // ln 2 in two parts; the first has 21 low zero bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double TwoTo52 = 1L << 52;

    // The bits of the double after √½ rounded down: √2's neighbor above, halved.
    private const long RootHalf = 0x3FE6A09E667F3BCE;

    /// <summary>ln x for a normal positive x.</summary>
    public static double Log(double x)
    {
        // x = m · 2^exponent with m from √½ to √2, split without a branch, which would be guessed wrongly every other time.
        long shifted = BitConverter.DoubleToInt64Bits(x) - RootHalf;
        int exponent = (int)(shifted >> 52);
        double m = BitConverter.Int64BitsToDouble((shifted & 0xFFFFFFFFFFFFF) + RootHalf);
        // ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), |s| ≤ 0.1716: the first term left out is below 10⁻¹⁹.
        double s = (m - 1) / (m + 1);
        double z = s * s;
        // The loop n = 23, 21, …, 3 of series = (series + 1/n) · z, written out: the eleven divisions are constants.
        double series = 1.0 / 23 * z;
        series = (series + 1.0 / 21) * z;
        series = (series + 1.0 / 19) * z;
        series = (series + 1.0 / 17) * z;
        series = (series + 1.0 / 15) * z;
        series = (series + 1.0 / 13) * z;
        series = (series + 1.0 / 11) * z;
        series = (series + 1.0 / 9) * z;
        series = (series + 1.0 / 7) * z;
        series = (series + 1.0 / 5) * z;
        series = (series + 1.0 / 3) * z;
        return exponent * Ln2High + (exponent * Ln2Low + (2 * s + 2 * s * series));
    }

    /// <summary>ln x of four numbers, each to the bit what it is alone.</summary>
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<long> shifted = x.AsInt64() - Vector256.Create(RootHalf);
        // An integer n below 2⁵² is turned into a double by way of 2⁵² + n, whose lowest bits are those of n.
        Vector256<long> biased = (shifted + Vector256.Create(1023L << 52)) >>> 52;
        Vector256<double> exponent =
            (biased | Vector256.Create(TwoTo52).AsInt64()).AsDouble() - Vector256.Create(TwoTo52 + 1023);
        Vector256<double> m = ((shifted & Vector256.Create(0xFFFFFFFFFFFFF)) + Vector256.Create(RootHalf)).AsDouble();
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> s = (m - one) / (m + one);
        Vector256<double> z = s * s;
        Vector256<double> series = Vector256.Create(1.0 / 23) * z;
        series = (series + Vector256.Create(1.0 / 21)) * z;
        series = (series + Vector256.Create(1.0 / 19)) * z;
        series = (series + Vector256.Create(1.0 / 17)) * z;
        series = (series + Vector256.Create(1.0 / 15)) * z;
        series = (series + Vector256.Create(1.0 / 13)) * z;
        series = (series + Vector256.Create(1.0 / 11)) * z;
        series = (series + Vector256.Create(1.0 / 9)) * z;
        series = (series + Vector256.Create(1.0 / 7)) * z;
        series = (series + Vector256.Create(1.0 / 5)) * z;
        series = (series + Vector256.Create(1.0 / 3)) * z;
        Vector256<double> twice = s + s;
        return exponent * Ln2High + (exponent * Ln2Low + (twice + twice * series));
    }

    /// <summary>eˣ of four numbers, each to the bit what it is alone.</summary>
    public static Vector256<double> Exp(Vector256<double> x)
    {
        if (Vector256.GreaterThanAny(Vector256.Abs(x), Vector256.Create(707.0))) // 2ᵏ is not a normal number for all
            return Vector256.Create(Exp(x[0]), Exp(x[1]), Exp(x[2]), Exp(x[3]));
        Vector256<double> k = Vector256.Round(x * 1.4426950408889634);
        Vector256<double> r = (x - k * Ln2High) - k * Ln2Low;
        Vector256<double> series = Series(r);
        // The lowest bits of 1.5 · 2⁵² + k are those of k, a negative one too; they become the exponent of 2ᵏ.
        Vector256<long> bits = (k + Vector256.Create(1.5 * TwoTo52)).AsInt64();
        return series * ((bits + Vector256.Create(1023L)) << 52).AsDouble();
    }

    /// <summary>eˣ; 0 and ∞ where it under- or overflows.</summary>
    public static double Exp(double x)
    {
        if (x > 709.78)
            return double.PositiveInfinity;
        if (x < -708.39)
            return 0;
        double k = Math.Round(x * 1.4426950408889634);
        double r = (x - k * Ln2High) - k * Ln2Low; // |r| ≤ 0.347: the Taylor series ends below 10⁻¹⁷ with r¹⁴/14!
        double series = Series(r);
        // 2ᵏ as a double where it and the product are normal numbers, which they are but for k = 1024 and the deepest ones.
        return k is >= -1021 and <= 1023
            ? series * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52)
            : Math.ScaleB(series, (int)k);
    }

    /// <summary>Σ rⁿ / n!, n from 0 to 13, in pairs of pairs (Estrin): a chain of 6 products and sums instead of one of 13 divisions.</summary>
    private static double Series(double r)
    {
        double square = r * r;
        double fourth = square * square;
        double low = (1 + r) + (1.0 / 2 + 1.0 / 6 * r) * square;
        double middle = (1.0 / 24 + 1.0 / 120 * r) + (1.0 / 720 + 1.0 / 5040 * r) * square;
        double high = (1.0 / 40320 + 1.0 / 362880 * r) + (1.0 / 3628800 + 1.0 / 39916800 * r) * square;
        double highest = 1.0 / 479001600 + 1.0 / 6227020800 * r;
        return (low + middle * fourth) + (high + highest * fourth) * (fourth * fourth);
    }

    /// <summary>The same of four numbers, in the same order.</summary>
    private static Vector256<double> Series(Vector256<double> r)
    {
        Vector256<double> square = r * r;
        Vector256<double> fourth = square * square;
        Vector256<double> low =
            (Vector256<double>.One + r) + (Vector256.Create(1.0 / 2) + Vector256.Create(1.0 / 6) * r) * square;
        Vector256<double> middle =
            (Vector256.Create(1.0 / 24) + Vector256.Create(1.0 / 120) * r)
            + (Vector256.Create(1.0 / 720) + Vector256.Create(1.0 / 5040) * r) * square;
        Vector256<double> high =
            (Vector256.Create(1.0 / 40320) + Vector256.Create(1.0 / 362880) * r)
            + (Vector256.Create(1.0 / 3628800) + Vector256.Create(1.0 / 39916800) * r) * square;
        Vector256<double> highest = Vector256.Create(1.0 / 479001600) + Vector256.Create(1.0 / 6227020800) * r;
        return (low + middle * fourth) + (high + highest * fourth) * (fourth * fourth);
    }
}
