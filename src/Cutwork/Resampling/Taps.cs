namespace Cutwork;

/// <summary>For each place along one side of the result: which pixels of the source it is made of, and their weights.</summary>
/// <remarks>
/// The formulas are Pillow's and OpenCV's, operation for operation, so that rounding falls where theirs does. What was computed last is
/// kept, and not computed again for the same side.
/// </remarks>
internal sealed unsafe class Taps
{
    /// <summary>Bits behind the point of a weight in Pillow's fixed point: 32 less a byte and two bits for overshoot.</summary>
    public const int Bits = 32 - 8 - 2;

    /// <summary>The weight 1 in OpenCV's fixed point, of 11 bits.</summary>
    public const int PlainOne = 1 << 11;

    private readonly Scratch<int> firsts = new();
    private readonly Scratch<int> counts = new();
    private readonly Scratch<int> weights = new();
    private readonly Scratch<int> packed = new();
    private readonly Scratch<double> exact = new();
    private (int Source, float From, float To, int Outputs, Filter Filter, bool Repeats) known;

    /// <summary>Places along the side.</summary>
    public int Outputs { get; private set; }

    /// <summary>The most pixels that a place is made of.</summary>
    public int Most { get; private set; }

    /// <summary>Weights from a place's first to the next place's, a multiple of 4; those beyond a place's count are 0.</summary>
    public int Stride { get; private set; }

    /// <summary>The first pixel of each place.</summary>
    public int* First { get; private set; }

    /// <summary>The pixels of each place, at least 1.</summary>
    public int* Count { get; private set; }

    /// <summary>The weights, <see cref="Stride"/> to a place.</summary>
    public int* Weights { get; private set; }

    /// <summary>
    /// The weights once more, by fours as vectors take them: upper halves of weights 0 and 2, their lower bytes, and the same of 1 and 3.
    /// </summary>
    public int* Packed { get; private set; }

    /// <summary>Weights that fall with the distance, over a support that grows with the scale.</summary>
    /// <returns>False where they are those that were computed last.</returns>
    public bool FillAntialiased(int source, float from, float to, int outputs, Filter filter)
    {
        if (!Renew((source, from, to, outputs, filter, false)))
            return false;
        double scale = (double)(to - from) / outputs;
        double stretch = Math.Max(scale, 1);
        double support = (filter == Filter.Bicubic ? 2 : 1) * stretch;
        Take(outputs, (int)Math.Min((long)Math.Ceiling(support) * 2 + 1, source));
        double* place = exact.Take(Stride);
        double narrowing = 1 / stretch;
        int most = 1;
        for (int i = 0; i < outputs; i++)
        {
            double center = from + (i + 0.5) * scale;
            int first = Math.Max((int)(center - support + 0.5), 0);
            int count = Math.Min((int)(center + support + 0.5), source) - first;
            double sum = 0;
            for (int t = 0; t < count; t++)
            {
                double distance = Math.Abs((t + first - center + 0.5) * narrowing);
                place[t] = filter == Filter.Bicubic ? Cubic(distance) : Math.Max(1 - distance, 0);
                sum += place[t];
            }
            int* fixedPoint = Weights + (long)i * Stride;
            for (int t = 0; t < count; t++)
            {
                double weight = (sum != 0 ? place[t] / sum : place[t]) * (1 << Bits);
                fixedPoint[t] = (int)(weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            for (int t = count; t < Stride; t++)
                fixedPoint[t] = 0;
            First[i] = first;
            Count[i] = count;
            most = Math.Max(most, count);
        }
        Most = most;
        for (long i = 0; i < (long)outputs * Stride; i += 4)
        {
            Packed[i] = Pair(Weights[i] >> 8, Weights[i + 2] >> 8);
            Packed[i + 1] = Pair(Weights[i] & 0xFF, Weights[i + 2] & 0xFF);
            Packed[i + 2] = Pair(Weights[i + 1] >> 8, Weights[i + 3] >> 8);
            Packed[i + 3] = Pair(Weights[i + 1] & 0xFF, Weights[i + 3] & 0xFF);
        }
        return true;
    }

    /// <summary>The two neighbors, weighed in float and rounded to 11 bits.</summary>
    /// <param name="source">Pixels of the part's side.</param>
    /// <param name="outputs">Places of the result's.</param>
    /// <param name="repeats">
    /// Over the border, true gives the border's pixel both weights (OpenCV's rows), false the whole weight once (its columns).
    /// </param>
    /// <returns>False where they are those that were computed last.</returns>
    public bool FillPlain(int source, int outputs, bool repeats)
    {
        if (!Renew((source, 0, source, outputs, Filter.BilinearPlain, repeats)))
            return false;
        Take(outputs, 2);
        double scale = 1 / ((double)outputs / source);
        for (int i = 0; i < outputs; i++)
        {
            float position = (float)((i + 0.5) * scale - 0.5);
            int below = (int)MathF.Floor(position);
            float fraction = position - below;
            if (!repeats && (below < 0 || below >= source - 1))
                fraction = 0;
            int first = Math.Clamp(below, 0, source - 1);
            First[i] = first;
            Count[i] = Math.Clamp(below + 1, 0, source - 1) - first + 1;
            int* pair = Weights + (long)i * Stride;
            pair[0] = (int)MathF.Round((1 - fraction) * PlainOne);
            pair[1] = (int)MathF.Round(fraction * PlainOne);
            pair[2] = 0;
            pair[3] = 0;
            int* quarters = Packed + (long)i * Stride;
            quarters[0] = pair[0];
            quarters[1] = 0;
            quarters[2] = pair[1];
            quarters[3] = 0;
        }
        Most = 2;
        return true;
    }

    /// <summary>Keys 1981, equation 15, a = −0.5.</summary>
    private static double Cubic(double x) =>
        x < 1 ? ((-0.5 + 2.0) * x - (-0.5 + 3.0)) * x * x + 1
        : x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5
        : 0;

    private static int Pair(int even, int odd) => (even & 0xFFFF) | (odd << 16);

    private bool Renew((int, float, float, int, Filter, bool) asked)
    {
        if (known == asked)
            return false;
        known = asked;
        return true;
    }

    private void Take(int outputs, int most)
    {
        Outputs = outputs;
        Stride = (most + 3) & ~3;
        try
        {
            First = firsts.Take(outputs);
            Count = counts.Take(outputs);
            Weights = weights.Take((long)outputs * Stride);
            Packed = packed.Take((long)outputs * Stride);
        }
        catch
        {
            known = default;
            throw;
        }
    }
}
