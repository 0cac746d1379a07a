using System.Globalization;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>
/// A side length that says its unit: pixels, or a fraction of the image's side. Written "16px" or "50%", in JSON too.
/// </summary>
[JsonConverter(typeof(LengthConverter))]
public readonly record struct Length
{
    private readonly double value;
    private readonly bool isFraction;

    private Length(double value, bool isFraction)
    {
        this.value = value;
        this.isFraction = isFraction;
    }

    /// <summary>A length in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1: a length of 0 erases nothing.</exception>
    public static Length Pixels(int pixels) =>
        new(Guard.AtLeast(pixels, 1, nameof(pixels), "pixels"), isFraction: false);

    /// <summary>A fraction of the image's side along the same axis, in (0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public static Length Fraction(double fraction) =>
        double.IsFinite(fraction) && fraction > 0 && fraction <= 1
            ? new(fraction, isFraction: true)
            : throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                "A fraction of a side must be above 0 and at most 1; for pixels use Length.Pixels."
            );

    /// <summary>The length in pixels along a side of <paramref name="side"/> pixels, rounded to the nearest, at least 1.</summary>
    public int Resolve(int side) =>
        isFraction
            ? Math.Max(1, (int)Math.Round(value * side, MidpointRounding.AwayFromZero))
            : (int)Math.Max(1, value);

    /// <summary>Reads "16px" or "50%".</summary>
    /// <exception cref="FormatException">The text is neither, or out of range.</exception>
    public static Length Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string trimmed = text.Trim();
        if (
            trimmed.EndsWith("px", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(trimmed.AsSpan(0, trimmed.Length - 2), NumberStyles.Integer, invariant, out int pixels)
            && pixels >= 1
        )
            return Pixels(pixels);
        if (
            trimmed.EndsWith('%')
            && double.TryParse(trimmed.AsSpan(0, trimmed.Length - 1), NumberStyles.Float, invariant, out double percent)
            && percent > 0
            && percent <= 100
        )
            return Fraction(percent / 100);
        throw new FormatException(
            $"\"{text}\" is not a length. Write pixels (at least 1) as \"16px\" or a fraction of the side as \"50%\"."
        );
    }

    /// <summary>"16px" or "50%"; <see cref="Parse"/> reads it back to the same value.</summary>
    public override string ToString()
    {
        if (!isFraction)
            return string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Max(1, value)}px");
        // 100 · fraction is not always the decimal that divides back to the same fraction; then more digits are.
        string percent = (value * 100).ToString("0.###", CultureInfo.InvariantCulture);
        if (double.Parse(percent, CultureInfo.InvariantCulture) / 100 != value)
            percent = Percent(value);
        return percent + "%";
    }

    private static string Percent(double fraction)
    {
        double percent = fraction * 100;
        for (int step = 0; step <= 4; step++)
            foreach (double candidate in (ReadOnlySpan<double>)[Step(percent, step), Step(percent, -step)])
                if (candidate / 100 == fraction)
                    return candidate.ToString("R", CultureInfo.InvariantCulture);
        return percent.ToString("R", CultureInfo.InvariantCulture);
    }

    private static double Step(double number, int ulps) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(number) + ulps);
}
