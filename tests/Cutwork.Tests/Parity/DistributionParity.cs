using System.Globalization;
using System.Text.Json;

namespace Cutwork.Tests.Parity;

/// <summary>
/// What each reference draws, against what its preset draws: means, variances, quantiles and frequencies, at six standard
/// errors of the difference.
/// </summary>
public class DistributionParity
{
    private const int Draws = 100_000;
    private const int Batch = 500;
    private const double Errors = 6;

    /// <summary>torchvision draws λ in float32, never above 1 − 2⁻²⁴; we and numpy draw doubles. See docs/formulas.md.</summary>
    private const double FloatStep = 1.0 / (1 << 23);
    private const string FloatLambda = "torchvision-random-cutmix";

    public static TheoryData<string> Ids => Goldens.Ids("distributions");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Draws_have_the_reference_s_distribution(string id)
    {
        JsonElement reference = Goldens.Case("distributions", id);
        int[] sides = GoldenCase.Ints(reference.GetProperty("image"));
        DrawnSample sample = DrawnSample.Of(
            PolicyOf(reference.GetProperty("reference").GetString()!, reference.GetProperty("params")),
            new Size(sides[0], sides[1]),
            Draws,
            Batch
        );

        var differences = new List<string>();
        foreach (JsonProperty stat in reference.GetProperty("stats").EnumerateObject())
            Compare(stat.Name, stat.Value, sample.Values(stat.Name), differences);
        foreach (JsonProperty frequency in reference.GetProperty("frequencies").EnumerateObject())
            if (frequency.Name != "lam_drawn_1" || reference.GetProperty("reference").GetString() != FloatLambda)
                Compare(frequency.Name, frequency.Value, sample.Frequency(frequency.Name), differences);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static void Compare(string name, JsonElement reference, double[] drawn, List<string> differences)
    {
        double mean = drawn.Average();
        double[] squares = [.. drawn.Select(value => (value - mean) * (value - mean))];
        double variance = squares.Average();
        double fourth = squares.Average(square => (square - variance) * (square - variance));
        Check($"mean of {name}", mean, Math.Sqrt(variance / drawn.Length), reference, "mean", "mean_se", differences);
        Check(
            $"variance of {name}",
            variance,
            Math.Sqrt(fourth / drawn.Length),
            reference,
            "variance",
            "variance_se",
            differences
        );

        Array.Sort(drawn);
        foreach (JsonProperty quantile in reference.GetProperty("quantiles").EnumerateObject())
        {
            // The values between our own sample quantiles, six standard errors of q to either side, must meet the reference's.
            double q = double.Parse(quantile.Name, CultureInfo.InvariantCulture);
            double spread = Errors * Math.Sqrt(q * (1 - q) / drawn.Length);
            double low = drawn[(int)Math.Clamp((q - spread) * drawn.Length, 0, drawn.Length - 1)];
            double high = drawn[(int)Math.Clamp((q + spread) * drawn.Length, 0, drawn.Length - 1)];
            double slack = FloatStep * Math.Max(1, Math.Abs(high));
            if (
                quantile.Value.GetProperty("high").GetDouble() < low - slack
                || quantile.Value.GetProperty("low").GetDouble() > high + slack
            )
                differences.Add(
                    $"quantile {q} of {name}: {low} to {high}, reference {quantile.Value.GetProperty("value").GetDouble()}"
                );
        }
    }

    private static void Compare(
        string name,
        JsonElement reference,
        (long Count, long Of) drawn,
        List<string> differences
    )
    {
        double p = (double)drawn.Count / drawn.Of;
        double expected = reference.GetProperty("p").GetDouble();
        long n = reference.GetProperty("n").GetInt64();
        // The pooled estimate: where one side saw no case at all, its own error would be 0.
        double pooled = (drawn.Count + expected * n) / (drawn.Of + n);
        double error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / drawn.Of + 1.0 / n));
        if (Math.Abs(p - expected) > Errors * error + 1e-12)
            differences.Add($"frequency of {name}: {p} ± {error}, reference {expected}");
    }

    private static void Check(
        string name,
        double value,
        double error,
        JsonElement reference,
        string key,
        string errorKey,
        List<string> differences
    )
    {
        double expected = reference.GetProperty(key).GetDouble();
        double other = reference.GetProperty(errorKey).GetDouble();
        if (Math.Abs(value - expected) > Errors * Math.Sqrt(error * error + other * other) + 1e-9)
            differences.Add($"{name}: {value} ± {error}, reference {expected} ± {other}");
    }

    /// <summary>The preset, with the case's parameters, one draw per image, always applied.</summary>
    private static Policy PolicyOf(string reference, JsonElement given)
    {
        double Of(string name) => given.GetProperty(name).GetDouble();
        Interval Range(string name) => (given.GetProperty(name)[0].GetDouble(), given.GetProperty(name)[1].GetDouble());
        Policy policy = reference switch
        {
            "cutout-official" => (Cutout)First("cutout-cifar10") with
            {
                Holes = given.GetProperty("n_holes").GetInt32(),
                Height = Length.Pixels(given.GetProperty("length").GetInt32()),
                Width = Length.Pixels(given.GetProperty("length").GetInt32()),
            },
            "random-erasing-official" => (RandomErasing)First("random-erasing-paper") with
            {
                Area = (Of("sl"), Of("sh")),
                Aspect = (Of("r1"), 1 / Of("r1")),
            },
            "torchvision-random-erasing" => (RandomErasing)First("torchvision-random-erasing") with
            {
                Area = Range("scale"),
                Aspect = Range("ratio"),
            },
            "timm-random-erasing" => (RandomErasing)First("timm-random-erasing") with
            {
                Area = (Of("min_area"), Of("max_area")),
                Aspect = (Of("min_aspect"), Of("max_aspect")),
                Count = (given.GetProperty("min_count").GetInt32(), given.GetProperty("max_count").GetInt32()),
            },
            "cutmix-official" => (CutMix)First("cutmix-paper") with { Alpha = Of("beta") },
            "torchvision-random-cutmix" => (CutMix)First("torchvision-cutmix") with { Alpha = Of("alpha") },
            "timm-mixup" when given.TryGetProperty("cutmix_minmax", out _) => (CutMix)First("timm-cutmix-minmax") with
            {
                SideRange = Range("cutmix_minmax"),
            },
            "timm-mixup" => (CutMix)First("timm-cutmix") with { Alpha = Of("cutmix_alpha") },
            _ => throw new ArgumentException($"no preset for {reference}"),
        };
        return policy with { Probability = 1, Scope = Scope.Sample };
    }

    private static Policy First(string preset) => Presets.Get(preset).Recipe.Policies[0];
}
