using System.Net;
using Cutwork.Studies;

namespace Cutwork.Cli.Tests;

public sealed class PublishedResultsTests
{
    [Fact]
    public void Every_result_says_where_it_is_from_and_is_there_once()
    {
        PublishedResult[] all =
        [
            .. PublishedResults.Effects,
            .. ((double[])[0.2, 0.5, 0.8]).SelectMany(PublishedResults.CorruptLabels),
        ];
        Assert.Distinct(all);
        Assert.All(all, result => Assert.InRange(result.Error, 2, result.BaselineError + 0.1));
        Assert.All(
            all,
            result =>
                Assert.All(
                    (string[])[result.Paper, result.Source, result.Network, result.Data, result.Method],
                    Assert.NotEmpty
                )
        );
    }

    [Theory]
    [InlineData("CIFAR-10", "cutmix cutout mixup random-erasing")]
    [InlineData("cifar-100", "cutmix cutout mixup random-erasing")]
    [InlineData("Fashion-MNIST", "random-erasing")]
    [InlineData("shapes", "")]
    public void A_data_set_has_the_methods_that_were_reported_on_it(string data, string methods) =>
        Assert.Equal(
            methods,
            string.Join(' ', PublishedResults.On(data).Select(result => result.Method).Distinct().Order())
        );

    [Fact]
    public void Methods_are_named_as_the_studies_arms_are()
    {
        string[] arms =
        [
            .. Arms.Effects(new Size(32, 32)).Concat(Arms.CorruptLabels(1, 8, 32)).Select(arm => arm.Name),
        ];
        Assert.All(PublishedResults.Effects, result => Assert.Contains(result.Method, arms));
        Assert.All(
            ((double[])[0.2, 0.5, 0.8])
                .SelectMany(PublishedResults.CorruptLabels)
                .Where(result => !result.Method.StartsWith("dropout")),
            result => Assert.Contains(result.Method, arms)
        );
        Assert.Empty(PublishedResults.CorruptLabels(0.3));
    }

    [Fact]
    public void Ours_are_shown_beside_theirs_of_the_same_epoch()
    {
        StudyDescription study = StudyRuns.Description with
        {
            Published = PublishedResults.CorruptLabels(0.2),
            Arms = ["none", "mixup 8"],
        };
        StudyRun Run(string arm, double best, double last) =>
            StudyRuns.Of(arm, 0, last) with
            {
                Epochs = [new StudyEpoch(1, 0.5, best), new StudyEpoch(1, 0.5, last)],
            };
        string html = WebUtility.HtmlDecode(
            StudyReport.ToHtml(study, [Run("none", 0.9, 0.8), Run("mixup 8", 0.93, 0.92)])
        );
        Assert.Contains("What the papers report", html);
        Assert.Contains("not comparable number by number", html);
        Assert.Contains("<td class=\"n\">10.00 → 7.00</td><td class=\"short\">(1)</td>", html);
        Assert.Contains("<td class=\"n\">20.00 → 8.00</td><td class=\"short\">(2)</td>", html);
        Assert.Contains("<li>(1) best epoch</li>\n<li>(2) last epoch</li>", html);
        Assert.Contains("<td class=\"n\">—</td><td class=\"short\">(1)</td>", html);
    }
}
