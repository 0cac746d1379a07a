namespace Cutwork.Cli.Tests;

public sealed class MarkdownPageTests
{
    private static string PageOf(Action<MarkdownPage> write, string folder = "")
    {
        var page = new MarkdownPage(folder);
        write(page);
        return page.ToString();
    }

    [Fact]
    public void A_cell_cannot_end_its_column_nor_hold_markup()
    {
        string[] lines = PageOf(page =>
                page.Table(
                    ["a|b", "n"],
                    [
                        ["*x* <b>\n|", "1.5"],
                        [new PageCell("y", true), "−2"],
                    ]
                )
            )
            .TrimEnd()
            .Split('\n');
        Assert.Equal(["| a\\|b | n |", "|---|--:|", "| \\*x\\* \\<b\\> \\| | 1.5 |", "| **y** | −2 |"], lines);
    }

    [Fact]
    public void A_fence_is_longer_than_what_it_holds()
    {
        string[] lines = PageOf(page => page.Code("```\nx")).TrimEnd().Split('\n');
        Assert.Equal(["````", "```", "x", "````"], lines);
    }

    [Theory]
    [InlineData("", "](a.svg)")]
    [InlineData("figures/", "](figures/a.svg)")]
    public void A_figure_is_a_file_beside_the_page(string folder, string link) =>
        Assert.Contains(link, PageOf(page => page.Figure(new PageFigure("a.svg", "<svg/>", "A.")), folder));
}
