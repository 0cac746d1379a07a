using ScottPlot;

namespace Cutwork.Cli;

/// <summary>The colors of charts, which stay apart for color-blind eyes: Okabe and Ito's, without the yellow that white paper swallows.</summary>
internal static class ChartInk
{
    public const string Text = "#222222";
    public const string Faint = "#666666";

    public static readonly Color Paper = Colors.White;
    public static readonly Color Grid = Color.FromHex("#E4E4E4");
    public static readonly Color Axis = Color.FromHex("#888888");
    public static readonly Color Unclear = Color.FromHex("#777777");
    public static readonly Color Better = Color.FromHex("#0072B2");
    public static readonly Color Worse = Color.FromHex("#D55E00");

    private static readonly string[] Lines =
    [
        "#222222",
        "#0072B2",
        "#D55E00",
        "#009E73",
        "#CC79A7",
        "#E69F00",
        "#56B4E9",
    ];

    /// <summary>Of a line; the first, what others are compared with, is the dark one.</summary>
    public static Color Of(int line) => Color.FromHex(Lines[line % Lines.Length]);

    /// <summary>Of a line: what tells apart those that have one color, where there are more lines than colors. Skia writes no dashes into SVG.</summary>
    public static float WidthOf(int line) =>
        (line / Lines.Length % 3) switch
        {
            0 => 2,
            1 => 0.8f,
            _ => 4,
        };
}
