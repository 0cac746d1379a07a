using System.Net;
using System.Text.RegularExpressions;

namespace Cutwork.Cli.Tests;

public sealed class HtmlPageTests
{
    private const string Hostile = "<script>alert('x')</script>\" onload=\"y & \u202Ekcab\0";

    private static string PageOf(Action<HtmlPage> write)
    {
        var page = new HtmlPage("a page");
        write(page);
        return page.ToString();
    }

    public static TheoryData<string> Pages =>
        [
            new HtmlPage(Hostile).ToString(),
            PageOf(page => page.Heading(1, Hostile)),
            PageOf(page => page.Paragraph(Hostile)),
            PageOf(page => page.Note(Hostile)),
            PageOf(page => page.List([Hostile])),
            PageOf(page => page.Code(Hostile)),
            PageOf(page =>
                page.Table(
                    [Hostile],
                    [
                        [Hostile],
                        [new PageCell(Hostile, IsBold: true)],
                    ]
                )
            ),
            PageOf(page => page.Definitions([(Hostile, Hostile)])),
            PageOf(page => page.Picture(new byte[] { 1, 2, 3 }, Hostile, Hostile)),
            PageOf(page =>
                page.Figure(Chart.Lines(Hostile, Hostile, Hostile, [new ChartLine(Hostile, [1, 2], [1, 2])]), Hostile)
            ),
            PageOf(page =>
                page.Matrix(
                    [Hostile, "b"],
                    new long[2, 2]
                    {
                        { 3, 1 },
                        { 0, 4 },
                    },
                    Hostile
                )
            ),
        ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Pages))]
    public void Whatever_is_written_stays_text(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<[^<>]*\" onload=", html);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('\0', html);
        Assert.Contains("\\u202Ekcab\\u0000", html);
        Assert.Contains("<script>alert('x')</script>", WebUtility.HtmlDecode(html));
        Assert.DoesNotMatch(@"(src|href|url\()=?[""']?(?!data:)\w+:", html);
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/2000/svg)", html);
    }

    [Fact]
    public void Only_columns_of_numbers_are_aligned_right()
    {
        string html = PageOf(page =>
            page.Table(
                ["arm", "accuracy", "difference", "empty"],
                [
                    ["none", "92.10 ± 0.20", "", ""],
                    ["255", "91.00", new PageCell("−1.10 ± 0.30", IsBold: true), ""],
                    ["mixup", "—", "+0.50", ""],
                ]
            )
        );
        Assert.Equal(
            ["accuracy", "difference"],
            Regex.Matches(html, "<th scope=\"col\" class=\"n\">(\\w+)").Select(match => match.Groups[1].Value)
        );
        Assert.Contains("<td class=\"n\"><strong>−1.10 ± 0.30</strong></td>", html);
        Assert.Contains("<td class=\"short\">255</td>", html);
        Assert.Contains("<div class=\"wide\"><table", html);
    }

    [Fact]
    public void A_picture_is_in_the_page()
    {
        byte[] png = Pngs.Of(4, 5);
        string html = PageOf(page => page.Picture(png, "four by five", "A picture."));
        string data = Regex.Match(html, "src=\"data:image/png;base64,([^\"]+)\"").Groups[1].Value;
        Assert.Equal(png, Convert.FromBase64String(data));
        Assert.Contains("alt=\"four by five\"", html);
    }

    [Fact]
    public void Code_keeps_its_lines() => Assert.Contains("a\n\tb &lt; c", PageOf(page => page.Code("a\r\n\tb < c")));

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"x\"/></svg>")]
    [InlineData("<div/>")]
    public void A_figure_that_is_no_chart_is_refused(string svg) =>
        Assert.Throws<ArgumentException>(() => PageOf(page => page.Figure(svg, "")));

    [Theory]
    [InlineData(2, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    [InlineData(100, false)]
    public void A_matrix_names_both_sides_and_numbers_its_cells_where_they_have_room(int classes, bool hasNumbers)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(number => $"class {number}")];
        var counts = new long[classes, classes];
        for (int row = 0; row < classes; row++)
            (counts[row, row], counts[row, (row + 1) % classes]) = (750, 250);
        string html = PageOf(page => page.Matrix(names, counts, "What is taken for what."));
        Assert.Equal(2 * classes, Regex.Count(html, "<th scope"));
        Assert.Equal(classes * classes, Regex.Count(html, "<td[ >]"));
        Assert.Equal(hasNumbers ? classes : 0, Regex.Count(html, ">750</td>"));
        Assert.Contains($"title=\"class 1 predicted as class {2 % classes}: 250 (25.0 %)\"", html);
        Assert.Contains("rgba(0,114,178,0.87)", html);
        Assert.Contains("rgba(213,94,0,0.5)", html);
    }

    [Fact]
    public void A_matrix_has_a_row_and_a_column_for_each_class()
    {
        Assert.Throws<ArgumentException>(() => PageOf(page => page.Matrix(["a"], new long[1, 2], "")));
        // A class without samples has no shares, and no cell is tinted.
        Assert.DoesNotContain("rgba", PageOf(page => page.Matrix(["a", "b"], new long[2, 2], "")));
    }
}
