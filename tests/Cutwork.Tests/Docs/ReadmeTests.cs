using System.Text.RegularExpressions;

namespace Cutwork.Tests.Docs;

/// <summary>What the documents show is what runs.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_README_s_example_is_the_one_that_CI_runs()
    {
        string example = CodeBlock().Match(Repository.Read("README.md")).Groups[1].Value;

        Assert.NotEmpty(example);
        Assert.Contains(example, Repository.Read("examples", "cutmix.cs"));
    }

    [Fact]
    public void The_README_names_both_commands()
    {
        string readme = Repository.Read("README.md");

        Assert.Contains("dotnet run -c Release --project src/Cutwork.Cli -- augment --out augmented", readme);
        Assert.Contains("dotnet test", readme);
    }

    [Fact]
    public void Links_within_the_repository_lead_somewhere()
    {
        string[] documents =
        [
            "README.md",
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
                .Select(path => $"docs/{Path.GetFileName(path)}"),
        ];
        foreach (string document in documents)
        foreach (Match link in Link().Matches(Repository.Read(document)))
        {
            string target = Path.Combine(
                Repository.Root,
                Path.GetDirectoryName(document)!,
                link.Groups[1].Value.Split('#')[0]
            );
            Assert.True(
                File.Exists(target) || Directory.Exists(target),
                $"{document} links to {link.Groups[1].Value}, which is not there"
            );
        }
    }

    [Fact]
    public void Every_preset_is_in_the_formulas()
    {
        string formulas = Repository.Read("docs", "formulas.md");

        Assert.All(Presets.All, preset => Assert.Contains($"`{preset.Name}`", formulas));
    }

    [Fact]
    public void The_policy_of_one_s_own_in_the_guide_is_the_tested_one()
    {
        string guide = CodeBlock().Match(Repository.Read("docs", "adding-a-policy.md")).Groups[1].Value;

        Assert.Contains(guide, Repository.Read("examples", "own-policy.cs"));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)\s]+)\)")]
    private static partial Regex Link();
}
