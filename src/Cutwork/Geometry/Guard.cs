using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Cutwork;

internal static class Guard
{
    /// <summary>Small enough to be inlined: it stands in front of every drawn integer and every region.</summary>
    public static int AtLeast(int value, int least, string name, string unit)
    {
        if (value < least)
            ThrowBelow(value, least, name, unit);
        return value;
    }

    /// <summary>The share of an object that its view shows.</summary>
    public static double InView(double value, string name) =>
        value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                "The share of an object that its view shows is above 0, to 1."
            );

    public static double Probability(double value, string name) => Between(value, 0, 1, name, "a probability");

    public static double Between(double value, double low, double high, string name, string what) =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                string.Create(CultureInfo.InvariantCulture, $"{name} is {what}: it must be from {low} to {high}.")
            );

    public static Interval Within(Interval value, double low, double high, string name, string what) =>
        value.Low >= low && value.High <= high
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                string.Create(CultureInfo.InvariantCulture, $"{name} is {what}: it must lie from {low} to {high}.")
            );

    public static TEnum Defined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}."
            );

    [DoesNotReturn]
    private static void ThrowBelow(int value, int least, string name, string unit) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least} {unit}.");
}
