namespace Cutwork.Studies;

/// <summary>Confidence against accuracy, in equal bins (Guo et al. 2017, §2).</summary>
internal sealed class Calibration
{
    public const int Bins = 15;

    private readonly double[] confidence = new double[Bins];
    private readonly long[] right = new long[Bins];
    private readonly long[] count = new long[Bins];

    /// <summary>One image: the probability of the predicted class, from 0 to 1, and whether it is the image's.</summary>
    public void Add(double probability, bool isRight)
    {
        // Bin b holds the confidences in (b / 15, (b + 1) / 15].
        int bin = Math.Clamp((int)Math.Ceiling(probability * Bins) - 1, 0, Bins - 1);
        confidence[bin] += probability;
        right[bin] += isRight ? 1 : 0;
        count[bin]++;
    }

    /// <summary>Σ |B| / n · |accuracy(B) − confidence(B)|.</summary>
    public double Error =>
        Enumerable.Range(0, Bins).Sum(bin => Math.Abs(right[bin] - confidence[bin])) / Math.Max(1, count.Sum());
}
