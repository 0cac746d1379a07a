using System.Xml.Linq;

namespace Cutwork.Cli.Tests;

public sealed class ChartTests
{
    private static readonly ChartDifference[] Rows =
    [
        new("mixup", [0.5, 0.7, 0.9], 0.7, 0.3),
        new("cutmix <b>&\"", [-0.4, 0.2, 0.3], 0.03, 0.9),
        new("cutout", [0.4], 0.4, double.PositiveInfinity),
        new("broken", [double.NaN], double.NaN, double.NaN),
    ];

    private static readonly ChartLine[] Lines =
    [
        new("none", [1, 2, 3], [2, 1, 0.5], [0.1, 0.2, 0.1]),
        new("mixup", [1, 2, 3], [2, double.NaN, 0.7], [0.1, double.NaN, double.PositiveInfinity]),
        new("single", [2], [1.5]),
        new("empty", [], []),
    ];

    private static string Differences => Chart.Differences("A title", "points", Rows);

    private static string Curves => Chart.Lines("A title", "epoch", "loss", Lines);

    public static TheoryData<string> Charts =>
        [
            Differences,
            Curves,
            Chart.Lines("nothing", "x", "y", []),
            Chart.Differences("nothing", "x", []),
            Chart.Lines("flat", "x", "y", [new ChartLine("zero", [0, 0], [0, 0])]),
            Chart.Lines("large", "x", "y", [new ChartLine("large", [0, 1e9], [-1e12, 1e12])]),
            Chart.Lines("\e[31m\u202E\0", "x", "y", [new ChartLine("\uD800 \uFFFF </text>", [1, 2], [1, 2])]),
        ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Charts))]
    public void A_chart_is_well_formed_needs_nothing_else_and_shows_finite_numbers(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(space + "svg", root.Name);
        Assert.Equal(svg.IndexOf("http", StringComparison.Ordinal), svg.LastIndexOf("http", StringComparison.Ordinal));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName == "id");
        Assert.DoesNotMatch("(?i)nan|infinity|∞", string.Join(' ', root.Descendants().Attributes()));
        Assert.All(
            root.DescendantsAndSelf().Attributes("font-family"),
            family => Assert.Equal("sans-serif", family.Value)
        );
        // Words are ours alone: those that ScottPlot writes are of the machine's fonts.
        Assert.All(root.Descendants(space + "text"), text => Assert.NotNull(text.Attribute("text-anchor")));
    }

    [Fact]
    public void The_same_numbers_give_the_same_chart()
    {
        Assert.Equal(Differences, Differences);
        Assert.Equal(Curves, Curves);
        Assert.NotEqual(Curves, Chart.Lines("A title", "epoch", "loss", Lines[..1]));
    }

    [Fact]
    public void Every_name_is_written_once_and_within_the_picture()
    {
        foreach (
            (string svg, string[] names) in ((string, string[])[])
                [(Differences, [.. Rows.Select(row => row.Name)]), (Curves, [.. Lines.Select(line => line.Name)])]
        )
        {
            XElement root = XDocument.Parse(svg).Root!;
            foreach (string name in names)
                Assert.Single(root.Descendants(), text => text.Name.LocalName == "text" && text.Value == name);
            double width = (double)root.Attribute("width")!;
            double height = (double)root.Attribute("height")!;
            foreach (XElement text in root.Descendants().Where(text => text.Name.LocalName == "text"))
            {
                double size = ChartCanvas.WidthOf(text.Value);
                double left =
                    (double)text.Attribute("x")!
                    - text.Attribute("text-anchor")!.Value switch
                    {
                        "start" => 0,
                        "middle" => size / 2,
                        _ => size,
                    };
                Assert.InRange(left, 0, width - size);
                Assert.InRange((double)text.Attribute("y")!, ChartCanvas.TextSize, height);
            }
        }
    }

    [Fact]
    public void A_very_long_name_is_cut_and_shown_whole_when_pointed_at()
    {
        string name = new string('w', 200);
        XElement root = XDocument.Parse(Chart.Lines("t", "x", "y", [new ChartLine(name, [1, 2], [1, 2])])).Root!;
        XElement text = Assert.Single(
            root.Descendants(),
            text => text.Name.LocalName == "text" && text.Value.Contains("www")
        );
        Assert.Equal(name, text.Elements().Single().Value);
        Assert.Equal(36, text.Nodes().OfType<XText>().Single().Value.Length);
    }

    [Fact]
    public void Rows_are_from_the_top_and_an_interval_that_is_infinite_is_not_drawn()
    {
        XElement root = XDocument.Parse(Differences).Root!;
        double[] heights =
        [
            .. Rows.Select(row =>
                (double)
                    root.Descendants()
                        .Single(text => text.Name.LocalName == "text" && text.Value == row.Name)
                        .Attribute("y")!
            ),
        ];
        Assert.Equal(heights.Order(), heights);
        // A pair and its mean each: without an interval, the row of one pair still has its dots.
        static int Strokes(string svg) =>
            XDocument.Parse(svg).Descendants().Count(path => path.Attribute("stroke-width")?.Value == "3");
        Assert.Equal(2, Strokes(Differences));
        Assert.Equal(0, Strokes(Chart.Differences("t", "x", Rows[2..])));
    }

    [Fact]
    public void A_line_needs_a_value_for_each_point() =>
        Assert.Contains(
            "\"short\"",
            Assert
                .Throws<ArgumentException>(() => Chart.Lines("t", "x", "y", [new ChartLine("short", [1, 2], [1])]))
                .Message
        );

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.7, 12.2)]
    [InlineData(91.3, 91.4)]
    [InlineData(1e-7, 3e-7)]
    [InlineData(5, 5)]
    [InlineData(-2e6, 7e6)]
    public void Ticks_are_round_told_apart_and_within_the_axis(double low, double high)
    {
        var scale = ChartScale.Of([low, high, double.NaN, double.PositiveInfinity], 6);
        double[] ticks = scale.Ticks();
        Assert.InRange(ticks.Length, 3, 13);
        Assert.True(scale.Low < low && scale.High > high);
        Assert.All(ticks, tick => Assert.InRange(tick, scale.Low, scale.High));
        Assert.Distinct(ticks.Select(scale.Say));
        Assert.Contains(scale.Step.ToString("E0")[..1], (string[])["1", "2", "5"]);
    }

    [Fact]
    public void Epochs_have_no_ticks_between_them() =>
        Assert.All(ChartScale.Of([1, 2, 3], 10, isWhole: true).Ticks(), tick => Assert.Equal(Math.Round(tick), tick));
}
