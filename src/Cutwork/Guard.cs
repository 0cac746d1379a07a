using System.Globalization;

namespace Cutwork;

internal static class Guard
{
    public static int AtLeast(int value, int least, string name, string unit) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least} {unit}.");

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
}
