using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cutwork.Imaging;

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

    private readonly Reused<int> firsts = new();
    private readonly Reused<int> counts = new();
    private readonly Reused<int> weights = new();
    private readonly Reused<int> packed = new();
    private readonly Reused<double> exact = new();
    private (int Side, float From, float To, int Outputs, Filter Filter, bool Repeats) known;

    /// <summary>Another number whenever the taps are others.</summary>
    public int Version { get; private set; }

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
    public void FillAntialiased(int source, float from, float to, int outputs, Filter filter)
    {
        if (!Renew((source, from, to, outputs, filter, false)))
            return;
        double scale = (double)(to - from) / outputs;
        double support = (filter == Filter.Bicubic ? 2 : 1) * Math.Max(scale, 1);
        Take(outputs, (int)Math.Min((long)Math.Ceiling(support) * 2 + 1, source));
        Weigh(source, from, scale, support, filter == Filter.Bicubic);
    }

    /// <summary>Four taps at a time; only the sum goes one by one, in the order of the taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(int source, float from, double scale, double support, bool cubic)
    {
        double* place = exact.Take(Stride);
        double narrowing = 1 / Math.Max(scale, 1);
        Most = 1;
        for (int i = 0; i < Outputs; i++)
        {
            double center = from + (i + 0.5) * scale;
            int first = Math.Max((int)(center - support + 0.5), 0);
            int count = Math.Min((int)(center + support + 0.5), source) - first;
            double sum = 0;
            for (int t = 0; t < count; t += 4)
            {
                Vector256<double> places = Vector256.Create(0.0, 1, 2, 3) + Vector256.Create((double)(first + t));
                Vector256<double> distance = Vector256.Abs(
                    (places - Vector256.Create(center) + Vector256.Create(0.5)) * Vector256.Create(narrowing)
                );
                Vector256<double> weight = cubic ? Cubic(distance) : Linear(distance);
                weight &= Vector256.LessThan(places, Vector256.Create((double)(first + count)));
                weight.Store(place + t);
                sum += weight[0];
                sum += weight[1];
                sum += weight[2];
                sum += weight[3];
            }
            int* whole = Weights + (long)i * Stride;
            int* pairs = Packed + (long)i * Stride;
            Vector256<double> divisor = Vector256.Create(sum != 0 ? sum : 1);
            for (int t = 0; t < Stride; t += 4)
            {
                Vector128<int> weights = t < count ? Round(Vector256.Load(place + t) / divisor) : default;
                weights.Store(whole + t);
                Pack(weights).Store(pairs + t);
            }
            First[i] = first;
            Count[i] = count;
            Most = Math.Max(Most, count);
        }
    }

    /// <summary>The two neighbors, weighed in float and rounded to 11 bits.</summary>
    /// <param name="source">Pixels of the part's side.</param>
    /// <param name="outputs">Places of the result's.</param>
    /// <param name="repeats">
    /// Over the border, true gives the border's pixel both weights (OpenCV's rows), false the whole weight once (its columns).
    /// </param>
    public void FillPlain(int source, int outputs, bool repeats)
    {
        if (!Renew((source, 0, source, outputs, Filter.BilinearPlain, repeats)))
            return;
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Linear(Vector256<double> x) =>
        Vector256.Max(Vector256<double>.One - x, Vector256<double>.Zero);

    /// <summary>Keys 1981, equation 15, a = −0.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Cubic(Vector256<double> x)
    {
        Vector256<double> near = (Vector256.Create(1.5) * x - Vector256.Create(2.5)) * x * x + Vector256<double>.One;
        Vector256<double> far =
            (((x - Vector256.Create(5.0)) * x + Vector256.Create(8.0)) * x - Vector256.Create(4.0))
            * Vector256.Create(-0.5);
        far &= Vector256.LessThan(x, Vector256.Create(2.0));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.One), near, far);
    }

    /// <summary>In fixed point, halves away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round(Vector256<double> weights)
    {
        weights *= Vector256.Create((double)(1 << Bits));
        weights += Vector256.ConditionalSelect(
            Vector256.LessThan(weights, Vector256<double>.Zero),
            Vector256.Create(-0.5),
            Vector256.Create(0.5)
        );
        return Avx.IsSupported
            ? Avx.ConvertToVector128Int32WithTruncation(weights)
            : Vector128.Create((int)weights[0], (int)weights[1], (int)weights[2], (int)weights[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Pack(Vector128<int> weights)
    {
        Vector128<int> odd = Vector128.Create(0, -1, 0, -1);
        Vector128<int> high = weights >> 8;
        Vector128<int> low = weights & Vector128.Create(0xFF);
        Vector128<int> former = Vector128.ConditionalSelect(
            odd,
            Vector128.Shuffle(low, Vector128.Create(0, 0, 1, 1)),
            Vector128.Shuffle(high, Vector128.Create(0, 0, 1, 1))
        );
        Vector128<int> latter = Vector128.ConditionalSelect(
            odd,
            Vector128.Shuffle(low, Vector128.Create(2, 2, 3, 3)),
            Vector128.Shuffle(high, Vector128.Create(2, 2, 3, 3))
        );
        return (former & Vector128.Create(0xFFFF)) | (latter << 16);
    }

    private bool Renew((int, float, float, int, Filter, bool) asked)
    {
        if (known == asked)
            return false;
        known = asked;
        Version++;
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
