using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cutwork.Studies;

namespace Cutwork.Cli.Tests;

public sealed class StudyReportTests
{
    private static readonly StudyDescription Study = StudyRuns.Description;

    private static string Html(IReadOnlyList<StudyRun> runs) => WebUtility.HtmlDecode(StudyReport.ToHtml(Study, runs));

    /// <summary>Runs of two arms that differ by so many points, seed by seed.</summary>
    private static StudyRun[] Pairs(params double[] differences) =>
        [
            .. differences.SelectMany(
                (difference, seed) =>
                    (StudyRun[])
                        [
                            StudyRuns.Of("none", (ulong)seed, 0.9 + 0.01 * seed),
                            StudyRuns.Of("mixup", (ulong)seed, 0.9 + 0.01 * seed + difference / 100),
                        ]
            ),
        ];

    private static string VerdictOf(IReadOnlyList<StudyRun> runs) =>
        Verdict.Of(ArmSummary.Of(["none", "mixup"], runs)[1], "none");

    [Fact]
    public void A_verdict_says_what_the_interval_says()
    {
        // Means and Student's intervals by hand: s / √3 · 4.303 is 0.2484 for a deviation of 0.1.
        Assert.Equal(
            "mixup: +0.70 points (95 % interval +0.45 to +0.95, 3 pairs): better than none.",
            VerdictOf(Pairs(0.6, 0.7, 0.8))
        );
        Assert.Equal(
            "mixup: −0.70 points (95 % interval −0.95 to −0.45, 3 pairs): worse than none.",
            VerdictOf(Pairs(-0.6, -0.7, -0.8))
        );
        Assert.Equal(
            "mixup: +0.10 points (95 % interval −0.15 to +0.35, 3 pairs): no difference shown; the interval holds 0.",
            VerdictOf(Pairs(0, 0.1, 0.2))
        );
        Assert.Equal("mixup: +5.00 points (2 pairs): too few pairs to say.", VerdictOf(Pairs(5, 5.001)));
        Assert.Equal("mixup: +5.00 points (one pair): too few pairs to say.", VerdictOf(Pairs(5)));
        Assert.Equal("mixup: not run yet.", VerdictOf([StudyRuns.Of("none", 0, 0.9)]));
        Assert.Contains(
            "nothing to compare",
            VerdictOf([StudyRuns.Of("none", 0, 0.9), StudyRuns.Of("mixup", 1, 0.95)])
        );
    }

    [Fact]
    public void Differences_are_those_of_pairs_whatever_the_order_of_runs()
    {
        StudyRun[] runs = StudyRuns.Effects();
        foreach (StudyRun[] order in (StudyRun[][])[runs, [.. runs.Reverse()], [.. runs, .. runs]])
        foreach (ArmSummary arm in ArmSummary.Of(Study.Arms, order).Skip(1))
        {
            var expected = PairedDifference.Of([
                .. Enumerable
                    .Range(0, 5)
                    .Select(seed =>
                        100
                        * (
                            runs.Single(run => run.Arm == arm.Name && run.Seed == (ulong)seed).TestAccuracy
                            - runs.Single(run => run.Arm == "none" && run.Seed == (ulong)seed).TestAccuracy
                        )
                    ),
            ]);
            Assert.Equal(5, arm.Difference!.Value.Pairs);
            Assert.Equal(expected.Mean, arm.Difference.Value.Mean, 9);
            Assert.Equal(expected.HalfWidth, arm.Difference.Value.HalfWidth, 9);
            string said = $"{ReportNumber.Signed(expected.Mean)} ± {ReportNumber.Of(expected.HalfWidth)}";
            Assert.Contains(
                expected.IsClear ? $"<strong>{said}</strong>" : $"<td class=\"n\">{said}</td>",
                Html(order)
            );
            Assert.Contains(expected.IsClear ? $"**{said}**" : $"| {said} |", StudyReport.ToMarkdown(Study, order));
        }
    }

    [Fact]
    public void Runs_of_other_training_are_no_pairs()
    {
        StudyRun[] runs =
        [
            .. Pairs(1, 1, 1).Select(run => run.Arm == "mixup" ? run with { Training = "longer" } : run),
        ];
        Assert.Null(ArmSummary.Of(["none", "mixup"], runs)[1].Difference);
        Assert.Contains("not all of one training", Html(runs));
        Assert.DoesNotContain("not all of one training", Html(Pairs(1, 1, 1)));
    }

    [Fact]
    public void Both_forms_hold_every_arm_setting_and_seed()
    {
        StudyRun[] runs = StudyRuns.Effects();
        foreach (string page in (string[])[Html(runs), StudyReport.ToMarkdown(Study, runs).Replace("\\", "")])
        {
            foreach (string arm in Study.Arms)
                Assert.Contains($"\"name\": \"{arm}\"", page);
            foreach (
                string part in (string[])
                    [
                        Study.Title,
                        Study.Question,
                        Study.Settings[0],
                        runs[0].Training,
                        runs[0].Machine,
                        runs[0].Versions,
                    ]
            )
                Assert.Contains(part, page);
            Assert.Contains("30, seeds 0 to 4", page);
            Assert.Contains("5 arms are compared with none", page);
            Assert.Contains("up to 25 %", page);
            Assert.Contains("92.80 ± 0.63", page);
            Assert.DoesNotContain("andom labels", page);
            Assert.DoesNotContain("not run yet", page);
        }
    }

    [Fact]
    public void The_same_runs_give_the_same_report()
    {
        StudyRun[] runs = StudyRuns.Effects(testsEachEpoch: true);
        Assert.Equal(StudyReport.ToHtml(Study, runs), StudyReport.ToHtml(Study, runs));
        Assert.Equal(StudyReport.Figures(Study, runs), StudyReport.Figures(Study, runs));
    }

    [Fact]
    public void Figures_are_those_that_the_pages_show()
    {
        StudyRun[] runs = StudyRuns.Effects(testsEachEpoch: true);
        IReadOnlyList<(string Name, string Svg)> figures = StudyReport.Figures(Study, runs);
        Assert.Equal(
            ["effects-fashion-differences.svg", "effects-fashion-test-accuracy.svg", "effects-fashion-train-loss.svg"],
            figures.Select(figure => figure.Name)
        );
        string html = StudyReport.ToHtml(Study, runs);
        string markdown = StudyReport.ToMarkdown(Study, runs, "figures");
        Assert.Equal(3, Regex.Count(html, "<svg "));
        foreach ((string name, string svg) in figures)
        {
            Assert.Contains(svg, html);
            Assert.Contains($"](figures/{name})", markdown);
            string words = string.Join(
                '\n',
                XDocument
                    .Parse(svg)
                    .Descendants()
                    .Where(text => text.Name.LocalName == "text")
                    .Select(text => text.Value)
            );
            foreach (string arm in Study.Arms.Skip(1))
                Assert.Contains(arm, words.Split('\n'));
        }
        // Only the last epoch was tested: a point is no curve.
        Assert.Equal(2, StudyReport.Figures(Study, StudyRuns.Effects()).Count);
    }

    [Fact]
    public void Random_labels_have_their_columns_where_labels_were_random()
    {
        StudyRun[] runs =
        [
            .. StudyRuns
                .Effects(testsEachEpoch: true)
                .Select(run => run with { TrueLabelsLearned = 0.9, RandomLabelsLearned = 0.25 + 0.01 * run.Seed }),
        ];
        string html = Html(runs);
        foreach (
            string column in (string[])
                ["best epoch, %", "last epoch, %", "true labels learned, %", "random labels learned, %"]
        )
            Assert.Contains($">{column}</th>", html);
        Assert.Contains("90.00 ± 0.00", html);
        Assert.Contains("27.00 ± 1.58", html);
        double best = 100 * runs.Where(run => run.Arm == "none").Average(run => run.BestTestAccuracy);
        Assert.Contains($">{ReportNumber.Of(best)} ± ", html);
        string last = Html([.. StudyRuns.Effects().Select(run => run with { RandomLabelsLearned = 0.5 })]);
        Assert.Contains("random labels learned", last);
        Assert.DoesNotContain("best epoch, %", last);
    }

    [Fact]
    public void A_study_under_way_has_a_report()
    {
        StudyRun[] all = StudyRuns.Effects();
        for (int runs = 0; runs <= all.Length; runs++)
        {
            string html = Html(all[..runs]);
            string[] missing = [.. Study.Arms.Where(arm => !all[..runs].Any(run => run.Arm == arm))];
            Assert.Equal(missing.Length, Regex.Count(html, ": not run yet\\."));
            foreach (string arm in missing)
                Assert.Contains($"{arm}: not run yet.", html);
            Assert.DoesNotContain("NaN", html);
        }
        Assert.Empty(StudyReport.Figures(Study, []));
        Assert.Contains("none yet", StudyReport.ToMarkdown(Study, []));
    }

    [Fact]
    public void An_epoch_s_mean_is_over_the_runs_that_reached_it()
    {
        StudyRun shorter = StudyRuns.Of("none", 0, 0.9, epochs: 3);
        StudyRun longer = StudyRuns.Of("none", 1, 0.9, epochs: 7);
        Assert.All(
            StudyReport.Figures(Study, [shorter, longer]),
            figure => Assert.NotNull(XDocument.Parse(figure.Svg).Root)
        );
        Assert.Contains("2, seeds 0, 1", Html([shorter, longer]));
    }
}
