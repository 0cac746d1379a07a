using System.Globalization;
using System.Text.Json.Serialization;

namespace Cutwork;

/// <summary>A closed range of real numbers from which a value is drawn. In JSON: <c>[low, high]</c>, or one number.</summary>
[JsonConverter(typeof(IntervalConverter))]
public readonly record struct Interval
{
    /// <summary>From <paramref name="low"/> to <paramref name="high"/>; equal ends are a fixed value.</summary>
    /// <exception cref="ArgumentException">An end is not finite, or the ends are reversed.</exception>
    public Interval(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
            throw new ArgumentException($"A range needs two finite numbers; given {Text(low)} to {Text(high)}.");
        if (low > high)
            throw new ArgumentException(
                $"The range {Text(low)} to {Text(high)} is reversed: write the lower number first."
            );
        Low = low;
        High = high;
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The greatest value.</summary>
    public double High { get; }

    /// <summary>True where only one value is left.</summary>
    public bool IsFixed => Low == High;

    /// <summary>(low, high).</summary>
    public static implicit operator Interval((double Low, double High) ends) => new(ends.Low, ends.High);

    /// <summary>A fixed value.</summary>
    public static implicit operator Interval(double value) => new(value, value);

    /// <summary>"low to high", or the one value.</summary>
    public override string ToString() => IsFixed ? Text(Low) : $"{Text(Low)} to {Text(High)}";

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
