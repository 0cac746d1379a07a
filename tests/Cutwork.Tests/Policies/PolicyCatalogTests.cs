using System.Text.Json.Serialization;

namespace Cutwork.Tests.Policies;

/// <summary>Policies of others in recipe files.</summary>
public class PolicyCatalogTests
{
    private static readonly PolicyCatalog Catalog = PolicyCatalog.BuiltIn.With(new Band());

    public sealed record Band() : Policy(Scope.Sample)
    {
        public int Height { get; init; } = 3;

        public Paint Paint { get; init; } = Paint.UniformNoise;

        [JsonIgnore]
        public override string Name => "band";

        [JsonIgnore]
        public override Mixing Mixing => Mixing.None;
        protected internal override Paint StrokePaint => Paint;

        protected internal override void Draw(Sketch sketch)
        {
            foreach (Unit unit in sketch.Units(Scope))
            {
                Rng rng = unit.Open();
                sketch.Erase(unit, new Region(0, 0, Math.Min(Height, sketch.Size.Height), sketch.Size.Width), ref rng);
            }
        }

        public override string Describe() => $"A band of {Height} rows.";
    }

    [Fact]
    public void A_policy_of_one_s_own_comes_back_from_a_file_inside_choices_too()
    {
        var recipe = new Recipe(
            new Band { Height = 5, Probability = 0.5 },
            new Choice(new Band(), new Choice(new CutMix(0.5), new Band { Paint = Paint.Mean }) { Scope = Scope.Pair })
            {
                Weights = [1, 3],
                Probability = 0.25,
            }
        );

        Assert.Equal(recipe, Recipe.FromJson(recipe.ToJson(Catalog), Catalog));
    }

    [Fact]
    public void A_schedule_too()
    {
        var schedule = new Schedule(10, new Phase(0, new Recipe(new Band { Height = 7 })));

        Assert.Equal(schedule.At(3), Schedule.FromJson(schedule.ToJson(Catalog), Catalog).At(3));
    }

    [Fact]
    public void What_is_left_out_keeps_the_given_defaults()
    {
        PolicyCatalog catalog = PolicyCatalog.BuiltIn.With(new Band { Height = 9 });
        Recipe recipe = Recipe.FromJson("""{"policies": [{"policy": "band", "paint": "mean"}]}""", catalog);

        Assert.Equal(new Recipe(new Band { Height = 9, Paint = Paint.Mean }), recipe);
    }

    [Theory]
    [InlineData("""{"policies": [{"policy": "bend"}]}""", "$.policies[0].policy", "did you mean \"band\"")]
    [InlineData("""{"policies": [{"policy": "band", "heigth": 3}]}""", "$.policies[0].heigth", "height")]
    [InlineData("""{"policies": [{"policy": "band", "height": "x"}]}""", "$.policies[0].height", "")]
    [InlineData(
        """{"policies": [{"policy": "choice", "policies": [{"policy": "band", "probability": 2}]}]}""",
        "$.policies[0].policies[0].probability",
        "from 0 to 1"
    )]
    public void Errors_have_their_paths(string json, string path, string reason)
    {
        RecipeException error = Assert.Throws<RecipeException>(() => Recipe.FromJson(json, Catalog));

        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason);
    }

    [Fact]
    public void Without_a_catalog_it_says_how_to_get_one()
    {
        RecipeException error = Assert.Throws<RecipeException>(() => new Recipe(new Choice(new Band())).ToJson());

        Assert.Equal("$.policies[0].policies[0]", error.Path);
        Assert.Contains("PolicyCatalog.BuiltIn.With(new Band())", error.Reason);
    }

    [Fact]
    public void A_name_is_given_once_and_as_files_write_names()
    {
        Assert.Contains(
            "is the name of Band",
            Assert.Throws<ArgumentException>(() => Catalog.With(new Band())).Message
        );
        Assert.Equal([.. PolicyCatalog.BuiltIn.Names, "band"], Catalog.Names);
        Assert.DoesNotContain("band", PolicyCatalog.BuiltIn.Names);
    }
}
