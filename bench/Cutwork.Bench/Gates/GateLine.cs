using System.Globalization;

namespace Cutwork.Bench;

/// <summary>A figure as a line of a table.</summary>
internal static class GateLine
{
    public static string Of(Figure figure) =>
        Text(
            $"{Verdict(figure), -6} {figure.Name, -58} {figure.Threads}t {Value(figure, figure.Value), 12} {Bound(figure), -12} {Between(figure), -19} {Times(figure)}"
        );

    public static string Verdict(Figure figure) =>
        figure.Passes switch
        {
            true => "kept",
            false => "MISSED",
            null => "",
        };

    public static string Bound(Figure figure) =>
        figure switch
        {
            { AtLeast: { } least } => $"≥ {Value(figure, least)}",
            { AtMost: { } most } => $"≤ {Value(figure, most)}",
            _ => "",
        };

    public static string Value(Figure figure, double value) =>
        figure.Unit switch
        {
            "of the limit" => Text($"{100 * value:0.0} %"),
            "×" => Text($"×{value:0.0}"),
            "GB/s" or "µs" => Text($"{value:0.0} {figure.Unit}"),
            "bytes" => Text($"{value:0.##} {figure.Unit}"),
            _ => Text($"{value:0.00} {figure.Unit}"),
        };

    /// <summary>The middle half of the repetitions.</summary>
    public static string Between(Figure figure) =>
        figure.Spread is { } spread
            ? $"{Value(figure, spread.LowerQuartile)} … {Value(figure, spread.UpperQuartile)}"
            : "";

    public static string Times(Figure figure) =>
        figure.Milliseconds is not { } own ? ""
        : figure.AgainstMilliseconds is { } against ? Text($"{own:0.###} ms against {against:0.###} ms")
        : Text($"{own:0.###} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
