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

    /// <summary>A fraction of the image's side along the same axis, from 10⁻⁶ to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 10⁻⁶ to 1.</exception>
    public static Length Fraction(double fraction) =>
        fraction is >= 1e-6 and <= 1
            ? new(fraction, isFraction: true)
            : throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                "A fraction of a side must be from 0.000001 to 1; for pixels use Length.Pixels."
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
            && decimal.TryParse(
                trimmed.AsSpan(0, trimmed.Length - 1),
                NumberStyles.Float,
                invariant,
                out decimal percent
            )
            && percent is >= 0.0001m and <= 100
        )
            return Fraction(double.Parse((percent / 100).ToString(invariant), invariant));
        throw new FormatException(
            $"\"{text}\" is not a length. Write pixels (at least 1) as \"16px\" or a fraction of the side as \"50%\"."
        );
    }

    /// <summary>"16px" or "50%"; <see cref="Parse"/> reads it back to the same value.</summary>
    /// <remarks>The decimal point is moved in decimal: 100 · 0.07 is 7.000000000000001 in binary.</remarks>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return isFraction
            ? (decimal.Parse(value.ToString("R", invariant), NumberStyles.Float, invariant) * 100).ToString(
                "0.############################",
                invariant
            ) + "%"
            : string.Create(invariant, $"{(int)Math.Max(1, value)}px");
    }
}
