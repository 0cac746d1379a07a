using System.Text.Json;

namespace Cutwork.Cli.Tests;

/// <summary>Recipes with crops and flips.</summary>
public class ViewTests
{
    private const string Recipe = """
        {"policies": [{"policy": "random-resized-crop"}, {"policy": "flip"}, {"policy": "cutmix", "alpha": 1}]}
        """;

    [Fact]
    public async Task Pictures_of_any_size_are_cropped_as_the_plan_says_and_made_again()
    {
        using var temporary = new TemporaryFolder();
        for (int i = 0; i < 9; i++)
            temporary.Write(
                $"source/{(i % 2 == 0 ? "cats" : "dogs")}/{i}.png",
                Pngs.Of(20 + 3 * i, 40 - 2 * i, (byte)(20 * i))
            );
        string recipe = temporary.Write("recipe.json", Recipe);
        string source = Path.Combine(temporary.Path, "source");
        string[] args = ["augment", source, "--recipe", recipe, "--size", "16x12", "--seed", "3"];
        string one = Path.Combine(temporary.Path, "one");
        string two = Path.Combine(temporary.Path, "two");
        (await Tool.Run([.. args, "--out", one, "--workers", "1"])).Succeeds();
        (await Tool.Run([.. args, "--out", two, "--workers", "3"])).Succeeds();
        Assert.Equal(Written.Images(one), Written.Images(two));

        Plan plan = Plan.FromJson(File.ReadAllLines(Path.Combine(one, "plan.jsonl"))[0]);
        Assert.Equal(9, plan.Views.Length);
        Assert.Equal(9, plan.Views.Select(view => view.SourceSize).Distinct().Count());
        Assert.Contains(plan.Views, view => view.Mirror == Mirror.Horizontal);

        foreach (JsonElement label in Written.Labels(one))
        {
            string file = label.GetProperty("file").GetString()!;
            string again = Path.Combine(temporary.Path, "again.png");
            ToolResult explained = (await Tool.Run("explain", one, file, "--remake", again, "--overwrite")).Succeeds();
            Assert.Contains("the same", explained.Output);
        }
    }

    [Fact]
    public async Task Every_other_verb_knows_them()
    {
        using var temporary = new TemporaryFolder();
        string recipe = temporary.Write("recipe.json", Recipe);
        string described = (await Tool.Run("describe", recipe)).Succeeds().Output;
        Assert.Contains("Random resized crop", described);
        Assert.Contains("Flip, left and right", described);
        string sheet = Path.Combine(temporary.Path, "sheet.png");
        (await Tool.Run("preview", "shapes", "--recipe", recipe, "--out", sheet)).Succeeds();
        Assert.True(new FileInfo(sheet).Length > 1000);
    }
}
