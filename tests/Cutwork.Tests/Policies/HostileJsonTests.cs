using System.Text.RegularExpressions;
using Cutwork.Tests.Reference;

namespace Cutwork.Tests.Policies;

/// <summary>Whatever is in a document, its reader refuses it as it says, or makes something that can be written and read again.</summary>
public class HostileJsonTests
{
    private static readonly Recipe Recipe = new(
        new RandomResizedCrop(),
        new Flip(),
        new RandomErasing { Paint = Paint.Raw(0.25, 1, 3) },
        new Choice(
            new Mixup(0.4) { Scope = Scope.Sample },
            new Choice(new Cutout { Paint = Paint.Constant(1) }, new CutMix(1))
            {
                Scope = Scope.Sample,
                Weights = [1, 2],
            }
        )
        {
            Scope = Scope.Sample,
        }
    );

    private static readonly Schedule Schedule = new(
        20,
        new Phase(0, new Recipe(new Cutout())) { Ramp = new Ramp(0, 1, 4) },
        new Phase(9, new Recipe(new CutMix(1)))
    )
    {
        OffForLast = 2,
    };

    [Fact]
    public void Recipes()
    {
        Scene scene = Scene.Range(new Size(9, 7), 0, 3).From(new(20, 20), new(9, 7), new(30, 8));
        Holds<RecipeException>(
            Recipe.ToJson(),
            json =>
            {
                var recipe = Recipe.FromJson(json);
                Assert.Equal(recipe, Recipe.FromJson(recipe.ToJson()));
                Assert.NotEmpty(recipe.ToString());
                Assert.Equal(3, recipe.Draw(new Key(1), scene).Count);
            },
            error => Assert.StartsWith("$", error.Message)
        );
    }

    [Fact]
    public void Schedules() =>
        Holds<RecipeException>(
            Schedule.ToJson(),
            json =>
            {
                var schedule = Schedule.FromJson(json);
                Assert.Equal(schedule, Schedule.FromJson(schedule.ToJson()));
                Assert.NotEmpty(schedule.ToString());
                Assert.NotNull(schedule.At(3));
            },
            error => Assert.StartsWith("$", error.Message)
        );

    [Fact]
    public void Plans()
    {
        Scene scene = Scene
            .Range(new Size(9, 7), 0, 2)
            .WithOccurrences(0, 1)
            .From(new(20, 20), new(9, 7))
            .With(Scene.Range(new Size(9, 7), 5, 2).From(new(20, 20), new(9, 7)));
        Plan plan = Recipe.Draw(new Key(3), scene);
        Assert.Contains(
            "\"drawnLambda\"",
            new Recipe(new CutMix(1) { LabelRule = LabelRule.DrawnLambda }).Draw(new Key(1), scene).ToJson()
        );
        foreach (
            Recipe recipe in (Recipe[])
                [
                    Recipe,
                    new(new RandomResizedCrop(), new Cutout(), new CutMix(1) { LabelRule = LabelRule.DrawnLambda }),
                ]
        )
            Holds<FormatException>(
                recipe.Draw(new Key(3), scene).ToJson(),
                json =>
                {
                    var read = Plan.FromJson(json);
                    Assert.Equal(read, Plan.FromJson(read.ToJson()));
                    Assert.NotEmpty(read.ToString());
                    for (int place = 0; place < read.Count; place++)
                    {
                        Assert.NotEmpty(read.Explain(place));
                        Assert.NotEmpty(read.LabelWeights(place));
                    }
                }
            );
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
    }

    /// <summary>A file that a person edits may have comments and trailing commas anywhere.</summary>
    [Fact]
    public void Comments_and_trailing_commas_are_welcome_everywhere()
    {
        string json = Recipe.ToJson();
        string commented = string.Join(
            " // why\n",
            Regex.Replace(json, @"(?<=[\w""\]}])(?=\s*[\]}])", ", /* the end */").Split('\n')
        );
        Assert.Equal(Recipe, Recipe.FromJson(commented));
        Assert.Equal(
            new Recipe(new Cutout { Paint = Paint.Raw(1, 2, 3) }),
            Recipe.FromJson(
                "{'policies': [{'policy': 'cutout', 'paint': {'raw': [1, /* red */ 2, 3, // blue\n],},},],}".Replace(
                    '\'',
                    '"'
                )
            )
        );
    }

    [Theory]
    [InlineData("""{"policies": [{"policy": "\ud800"}]}""", "$.policies[0].policy")]
    [InlineData("""{"policies": [{"policy": "cutout", "paint": {"raw": ["\udc00"]}}]}""", "$.policies[0].paint.raw[0]")]
    [InlineData("""{"policies": [{"policy": "cutout", "\ud800": 1}]}""", "$.policies[0]")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": 1e999}]}""", "$.policies[0].alpha")]
    public void What_is_no_text_or_number_is_named_by_its_path(string json, string path) =>
        Assert.StartsWith($"{path}: ", Assert.Throws<RecipeException>(() => Recipe.FromJson(json)).Message);

    private static void Holds<TRefused>(string valid, Action<string> use, Action<TRefused>? refused = null)
        where TRefused : Exception
    {
        use(valid);
        int accepted = 0;
        foreach (string json in JsonMutations.Of(valid))
        {
            try
            {
                use(json);
                accepted++;
            }
            catch (TRefused error)
            {
                refused?.Invoke(error);
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail(
                    $"{error.GetType().Name} ({error.Message}) of {json[..Math.Min(600, json.Length)]}\n{error.StackTrace}"
                );
            }
        }
        Assert.True(accepted > 10, "Most changes must not be refused for one and the same reason.");
    }
}
