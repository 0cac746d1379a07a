using System.Globalization;
using System.Xml.Linq;
using Cutwork.Imaging;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Cutwork.Cli;

/// <summary>A chart being drawn: shapes by ScottPlot, words by the reader's own fonts.</summary>
/// <remarks>
/// ScottPlot measures and places words by the fonts of the machine it runs on, glyph by glyph, and leaves them out on one without fonts. So it draws the
/// shapes alone, in a frame that no word can move, and words are added to its SVG: the same on every machine, and text that can be found and copied.
/// </remarks>
internal sealed class ChartCanvas
{
    public const int TextSize = 13;

    private const int LongestName = 36;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly ChartFrame frame;
    private readonly string title;
    private readonly List<XElement> words = [];

    public ChartCanvas(string title, ChartFrame frame)
    {
        this.frame = frame;
        this.title = SafeName.Show(title);
        Plot.Axes.SetLimits(frame.X.Low, frame.X.High, frame.Y.Low, frame.Y.High);
        Plot.Layout.Fixed(new PixelPadding(frame.Left, frame.Right, frame.Bottom, frame.Top));
        Plot.FigureBackground.Color = ChartInk.Paper;
        Plot.DataBackground.Color = ChartInk.Paper;
        Plot.Grid.MajorLineColor = ChartInk.Grid;
        Plot.HideLegend();
        foreach (IAxis axis in Plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.IsVisible = false;
            axis.TickGenerator = new NumericManual();
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Length = 0;
            axis.FrameLineStyle.Width = 0;
        }
    }

    public Plot Plot { get; } = new();

    /// <summary>A name no wider than a chart can hold.</summary>
    public static string Cut(string name)
    {
        string shown = SafeName.Show(name);
        var text = new StringInfo(shown);
        return text.LengthInTextElements <= LongestName
            ? shown
            : text.SubstringByTextElements(0, LongestName - 1) + "…";
    }

    /// <summary>More than most fonts need, as none can be asked: 0.6 of the size for a letter of Latin, Greek or Cyrillic, all of it for others.</summary>
    public static int WidthOf(string text) =>
        (int)Math.Ceiling(TextSize * text.EnumerateRunes().Sum(rune => rune.Value < 0x1100 ? 0.6 : 1));

    public void Heading(string below)
    {
        Write(title, 16, 24, "start", 16, isStrong: true);
        Write(below, 16, 45, "start", TextSize, ChartInk.Faint);
    }

    public void TicksX(string label)
    {
        Plot.Axes.Bottom.FrameLineStyle.Width = 1;
        Plot.Axes.Bottom.FrameLineStyle.Color = ChartInk.Axis;
        Plot.Axes.Bottom.TickGenerator = Marks(frame.X);
        int bottom = frame.Height - frame.Bottom;
        foreach (double tick in frame.X.Ticks())
            Write(frame.X.Say(tick), frame.PixelX(tick), bottom + 19, "middle", TextSize, ChartInk.Faint);
        Write(label, (frame.Left + frame.Width - frame.Right) / 2.0, bottom + 42, "middle", TextSize, ChartInk.Faint);
    }

    public void TicksY()
    {
        Plot.Axes.Left.TickGenerator = Marks(frame.Y);
        foreach (double tick in frame.Y.Ticks())
            Write(frame.Y.Say(tick), frame.Left - 8, frame.PixelY(tick) + 4.5, "end", TextSize, ChartInk.Faint);
    }

    /// <summary>Writes a line of text whose baseline is at y; what is longer than the name is shown by pointing at it.</summary>
    public void Write(
        string text,
        double x,
        double y,
        string anchor,
        int size = TextSize,
        string color = ChartInk.Text,
        bool isStrong = false,
        string? whole = null
    )
    {
        string shown = SafeName.Show(text);
        words.Add(
            new XElement(
                Svg + "text",
                new XAttribute("x", Pixel(x)),
                new XAttribute("y", Pixel(y)),
                new XAttribute("text-anchor", anchor),
                new XAttribute("font-size", size),
                new XAttribute("fill", color),
                isStrong ? new XAttribute("font-weight", "600") : null,
                whole is null || SafeName.Show(whole) == shown
                    ? null
                    : new XElement(Svg + "title", SafeName.Show(whole)),
                new XText(shown)
            )
        );
    }

    /// <summary>A stroke like a line's, left of its name in a legend.</summary>
    public void Key(int line, double x, double y) =>
        words.Add(
            new XElement(
                Svg + "path",
                new XAttribute("d", $"M{Pixel(x)} {Pixel(y)}h24"),
                new XAttribute("stroke", ChartInk.Of(line).ToHex()),
                new XAttribute("stroke-width", ChartInk.WidthOf(line).ToString(CultureInfo.InvariantCulture))
            )
        );

    public string ToSvg()
    {
        XElement root = XDocument.Parse(Plot.GetSvgXml(frame.Width, frame.Height)).Root!;
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Name != "xmlns").Remove();
        // Nothing lies outside of the axes, and a page with several charts would have each name of a clip several times.
        root.Descendants(Svg + "clipPath").Remove();
        root.Descendants().Attributes("clip-path").Remove();
        root.Add(
            new XAttribute("viewBox", $"0 0 {frame.Width} {frame.Height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            new XAttribute("font-family", "sans-serif")
        );
        root.Add(words);
        return root.ToString().ReplaceLineEndings("\n");
    }

    private static NumericManual Marks(ChartScale scale)
    {
        double[] ticks = scale.Ticks();
        return new NumericManual(ticks, [.. ticks.Select(_ => "")]);
    }

    private static string Pixel(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
