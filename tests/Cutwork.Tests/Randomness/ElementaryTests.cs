using System.Runtime.Intrinsics;
using CsCheck;

namespace Cutwork.Tests.Randomness;

/// <summary>Four or eight numbers at a time are to the bit what each is alone.</summary>
public class ElementaryTests
{
    private static readonly Gen<double> Positive = Gen.OneOf(
        Gen.Double[0.5, 2],
        Gen.Double[0, 1e-12].Select(below => 1 - below),
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1022, 1023], Math.ScaleB),
        Gen.OneOf(1, Math.BitIncrement(1), Math.Sqrt(0.5), Math.BitIncrement(Math.Sqrt(2)), double.MaxValue)
    );

    private static readonly Gen<double> Exponent = Gen.OneOf(
        Gen.Double[-1, 1],
        Gen.Double[-720, 720],
        Gen.OneOf(0, -0.0, 707, -707, 709.78, -708.39, 1e6, -1e6)
    );

    [Fact]
    public void Four_logarithms_are_each_alone() =>
        Positive.Array[4].Sample(x => Same(x, Elementary.Log(Vector256.Create(x)), Elementary.Log), iter: 10_000);

    [Fact]
    public void Four_exponentials_are_each_alone() =>
        Exponent.Array[4].Sample(x => Same(x, Elementary.Exp(Vector256.Create(x)), Elementary.Exp), iter: 10_000);

    [Fact]
    public void The_logarithm_is_the_loop_that_it_is_written_out_from()
    {
        Positive.Sample(x => Elementary.Log(x).Equals(LoopedLog(x)), iter: 10_000);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.03)]
    [InlineData(0.2)]
    [InlineData(0.999)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(40)]
    [InlineData(1000)]
    public void Beta_draws_beside_each_other_are_each_alone_and_leave_the_streams_where_they_would_be(double alpha)
    {
        var law = new BetaLaw(alpha);
        for (int round = 0; round < 500; round++)
        for (int streams = 0; streams <= BetaLaw.Together; streams += streams == 3 ? BetaLaw.Together - 3 : 1)
        {
            Rng[] together = [.. Enumerable.Range(0, streams).Select(sample => new Key(1, round, sample).Open())];
            Rng[] alone = [.. together];
            double[] values = new double[streams];
            law.Draw(together, values);
            for (int stream = 0; stream < streams; stream++)
            {
                Assert.Equal(alone[stream].Beta(alpha), values[stream]);
                Assert.Equal(alone[stream].NextUInt64(), together[stream].NextUInt64());
            }
        }
    }

    [Fact]
    public void Words_and_double_words_may_alternate()
    {
        Rng words = new Key(11).Open();
        Rng mixed = new Key(11).Open();
        Rng choice = new Key(12).Open();
        for (int draw = 0; draw < 1000; draw++)
            if (choice.Chance(0.5))
                Assert.Equal(words.NextUInt32(), mixed.NextUInt32());
            else
                Assert.Equal(words.NextUInt32() | ((ulong)words.NextUInt32() << 32), mixed.NextUInt64());
    }

    private static bool Same(double[] x, Vector256<double> together, Func<double, double> alone) =>
        Enumerable.Range(0, 4).All(lane => together[lane].Equals(alone(x[lane])));

    private static double LoopedLog(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            exponent++;
        }
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double series = 0;
        for (int n = 23; n >= 3; n -= 2)
            series = (series + 1.0 / n) * z;
        return exponent * 0.693147180369123816490 + (exponent * 1.90821492927058770002e-10 + (2 * s + 2 * s * series));
    }
}
