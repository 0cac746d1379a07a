using System.Collections.Immutable;

namespace Cutwork;

/// <summary>
/// What fill, color and noise mean in the numbers at hand, so that the same plan erases with the same color before and after
/// normalization.
/// </summary>
/// <remarks>
/// With mean μ and standard deviation σ per channel, in unit floats u, a paint becomes
/// <code>
///               bytes                          unit              normalized
/// mean          round(255 μ)                   μ                 0
/// constant u    round(255 u)                   u                 (u − μ) / σ
/// uniform       each of 0 … 255 alike          u in [0, 1)       (u − μ) / σ
/// normal z      round(255 (μ + σ z)), cut to   μ + σ z, cut to   z
///               0 … 255                        0 … 1
/// raw           rounded, cut to 0 … 255        as it is          as it is
/// </code>
/// </remarks>
public sealed class Palette
{
    // Below, numbers of normalized pixels come near the largest of a float, and sums of them to infinity.
    private const float LeastDeviation = 1e-30f;

    private Palette? bytes;

    private Palette(PixelDomain domain, ImmutableArray<float> mean, ImmutableArray<float> deviation)
    {
        Domain = domain;
        Mean = mean;
        StandardDeviation = deviation;
    }

    private static ReadOnlySpan<float> ImageNetMean => [0.485f, 0.456f, 0.406f];

    private static ReadOnlySpan<float> ImageNetDeviation => [0.229f, 0.224f, 0.225f];

    /// <summary>RGB bytes, with ImageNet's mean and standard deviation.</summary>
    public static Palette Bytes { get; } = BytesOf(ImageNetMean, ImageNetDeviation);

    /// <summary>RGB floats from 0 to 1, with ImageNet's mean and standard deviation.</summary>
    public static Palette Unit { get; } = UnitOf(ImageNetMean, ImageNetDeviation);

    /// <summary>RGB floats normalized by ImageNet's mean and standard deviation.</summary>
    public static Palette ImageNet { get; } = Normalized(ImageNetMean, ImageNetDeviation);

    /// <summary>The numbers of the pixels.</summary>
    public PixelDomain Domain { get; }

    /// <summary>The data set's mean per channel, in unit floats. One value serves all channels.</summary>
    public ImmutableArray<float> Mean { get; }

    /// <summary>The data set's standard deviation per channel, in unit floats.</summary>
    public ImmutableArray<float> StandardDeviation { get; }

    /// <summary>Bytes of a data set with this mean and standard deviation (in unit floats; one value, or one per channel).</summary>
    /// <exception cref="ArgumentException">The two differ in length, or a value is out of range.</exception>
    public static Palette BytesOf(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation) =>
        Create(PixelDomain.Bytes, mean, deviation);

    /// <summary>Floats from 0 to 1 of a data set with this mean and standard deviation.</summary>
    /// <exception cref="ArgumentException">The two differ in length, or a value is out of range.</exception>
    public static Palette UnitOf(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation) =>
        Create(PixelDomain.Unit, mean, deviation);

    /// <summary>Floats normalized by this mean and standard deviation.</summary>
    /// <exception cref="ArgumentException">The two differ in length, or a value is out of range.</exception>
    public static Palette Normalized(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation) =>
        Create(PixelDomain.Normalized, mean, deviation);

    /// <summary>The same data set's bytes; made once, as every batch from a list asks for it.</summary>
    internal Palette ToBytes() =>
        Domain == PixelDomain.Bytes ? this : bytes ??= new(PixelDomain.Bytes, Mean, StandardDeviation);

    /// <summary>The same domain for one gray channel: mean and standard deviation averaged over the channels.</summary>
    public Palette ToGray() => new(Domain, [Mean.Average()], [StandardDeviation.Average()]);

    private static Palette Create(PixelDomain domain, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        if (mean.IsEmpty || mean.Length != deviation.Length)
            throw new ArgumentException(
                $"A palette needs one mean and one standard deviation per channel; given {mean.Length} and {deviation.Length}."
            );
        foreach (float value in mean)
            if (!(value is >= 0 and <= 1))
                throw new ArgumentException(
                    $"A mean is in unit floats, from 0 to 1; {value} is not. Divide bytes by 255."
                );
        foreach (float value in deviation)
            if (!(value is >= LeastDeviation and <= 1))
                throw new ArgumentException(
                    $"A standard deviation is in unit floats, from {LeastDeviation} to 1; {value} is not. "
                        + "Divide bytes by 255; for a channel that is the same everywhere, give 1."
                );
        return new Palette(domain, [.. mean], [.. deviation]);
    }

    /// <summary>Refuses an image whose channels it does not know, or whose elements can't hold its domain.</summary>
    /// <typeparam name="T">The image's elements: bytes, or floats of any kind.</typeparam>
    /// <exception cref="ArgumentException">It does not fit; the message says which palette would.</exception>
    public void Check<T>(int channels)
    {
        if (Mean.Length != 1 && Mean.Length != channels)
            throw new ArgumentException(
                $"The palette knows {Mean.Length} channels, but the image has {channels}; use a palette with one value, or one per channel (Palette.ToGray for gray images)."
            );
        if (typeof(T) == typeof(byte) != (Domain == PixelDomain.Bytes))
            throw new ArgumentException(
                $"The palette is for {Domain} pixels, but the image holds elements of type {typeof(T).Name}: bytes need Palette.Bytes, floats Palette.Unit or a normalized palette."
            );
    }

    /// <summary>The largest number, by its amount, of any pixel from 0 to 1 and of a paint that fills: for elements that end below floats'.</summary>
    /// <param name="channel">The channel, from 0.</param>
    /// <param name="paint">A paint; of one that is random, or of none, pixels alone count.</param>
    public float Largest(int channel, Paint? paint)
    {
        float largest = Domain switch
        {
            PixelDomain.Bytes => 255,
            PixelDomain.Unit => 1,
            _ => Math.Max(Math.Abs(FromUnit(channel, 0)), Math.Abs(FromUnit(channel, 1))),
        };
        return paint is { Source: Source.Fill } ? Math.Max(largest, Math.Abs(Fill(paint, channel))) : largest;
    }

    /// <summary>A byte's number in this domain is byte · Scale + <see cref="Shift"/>, rounded once: (byte / 255 − μ) / σ.</summary>
    internal float Scale(int channel) =>
        Domain switch
        {
            PixelDomain.Bytes => 1,
            PixelDomain.Unit => (float)(1 / 255.0),
            _ => (float)(1 / (255.0 * At(StandardDeviation, channel))),
        };

    /// <summary>See <see cref="Scale"/>.</summary>
    internal float Shift(int channel) =>
        Domain == PixelDomain.Normalized ? (float)(-(double)At(Mean, channel) / At(StandardDeviation, channel)) : 0;

    /// <summary>The color of a <see cref="Source.Fill"/>.</summary>
    internal float Fill(Paint paint, int channel) =>
        paint.Kind switch
        {
            PaintKind.Mean => FromUnit(channel, At(Mean, channel)),
            PaintKind.Constant => FromUnit(channel, (float)paint.ValueOf(channel)),
            _ => Domain == PixelDomain.Bytes ? Byte((float)paint.ValueOf(channel)) : (float)paint.ValueOf(channel),
        };

    /// <summary>A constant color.</summary>
    internal float FromUnit(int channel, float value) =>
        Domain switch
        {
            PixelDomain.Bytes => Byte(255 * value),
            PixelDomain.Unit => value,
            _ => (value - At(Mean, channel)) / At(StandardDeviation, channel),
        };

    /// <summary>A uniform draw in [0, 1), a multiple of 2⁻²⁴.</summary>
    internal float FromUniform(int channel, float draw) =>
        Domain == PixelDomain.Bytes ? MathF.Floor(256 * draw) : FromUnit(channel, draw);

    /// <summary>A standard normal draw.</summary>
    internal float FromNormal(int channel, float draw)
    {
        if (Domain == PixelDomain.Normalized)
            return draw;
        float unit = At(Mean, channel) + At(StandardDeviation, channel) * draw;
        return Domain == PixelDomain.Bytes ? Byte(255 * unit) : Math.Clamp(unit, 0, 1);
    }

    internal float MeanOf(int channel) => At(Mean, channel);

    internal float DeviationOf(int channel) => At(StandardDeviation, channel);

    private static float Byte(float value) => Math.Clamp(MathF.Round(value), 0, 255);

    private static float At(ImmutableArray<float> values, int channel) =>
        values.Length == 1 ? values[0] : values[channel];
}
