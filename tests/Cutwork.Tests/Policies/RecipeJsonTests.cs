namespace Cutwork.Tests.Policies;

public class RecipeJsonTests
{
    [Theory]
    [InlineData("{", "$", "not JSON")]
    [InlineData("[]", "$", "a recipe is an object")]
    [InlineData("{}", "$", "\"policies\"")]
    [InlineData("""{"policies": [], "polices": []}""", "$.polices", "did you mean \"policies\"")]
    [InlineData("""{"format": 2, "policies": []}""", "$.format", "reads 1")]
    [InlineData("""{"policies": [7]}""", "$.policies[0]", "a policy is an object")]
    [InlineData("""{"policies": [{}]}""", "$.policies[0]", "needs \"policy\"")]
    [InlineData("""{"policies": [{"policy": "cutmx"}]}""", "$.policies[0].policy", "did you mean \"cutmix\"")]
    [InlineData("""{"policies": [{"policy": "mixup", "alfa": 1}]}""", "$.policies[0].alfa", "did you mean \"alpha\"")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": -1}]}""", "$.policies[0].alpha", "-1 was given")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": NaN}]}""", "$", "not JSON")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": "NaN"}]}""", "$.policies[0].alpha", "a number is needed")]
    [InlineData(
        """{"policies": [{"policy": "mixup", "alpha": 1, "alpha": 2}]}""",
        "$.policies[0].alpha",
        "given twice"
    )]
    [InlineData(
        """{"policies": [{"policy": "mixup", "scope": "Each"}]}""",
        "$.policies[0].scope",
        "Sample, Pair, Batch"
    )]
    [InlineData("""{"policies": [{"policy": "mixup", "scope": "Pair"}]}""", "$.policies[0]", "Reverse")]
    [InlineData(
        """{"policies": [{"policy": "random-erasing", "area": [0.4, 0.2]}]}""",
        "$.policies[0].area",
        "reversed"
    )]
    [InlineData("""{"policies": [{"policy": "random-erasing", "area": [0.4]}]}""", "$.policies[0].area", "two numbers")]
    [InlineData(
        """{"policies": [{"policy": "random-erasing", "attempts": 2.5}]}""",
        "$.policies[0].attempts",
        "a whole number"
    )]
    [InlineData("""{"policies": [{"policy": "cutout", "holes": 10000}]}""", "$.policies[0].holes", "at most 1024")]
    [InlineData("""{"policies": [{"policy": "cutout", "height": "0px"}]}""", "$.policies[0].height", "at least 1")]
    [InlineData("""{"policies": [{"policy": "cutout", "height": 16}]}""", "$.policies[0].height", "\"16px\"")]
    [InlineData("""{"policies": [{"policy": "cutout", "paint": "red"}]}""", "$.policies[0].paint", "normal-noise")]
    [InlineData("""{"policies": [{"policy": "cutout", "paint": "partner"}]}""", "$.policies[0].paint", "CutMix")]
    [InlineData(
        """{"policies": [{"policy": "cutout", "paint": {"constant": [2]}}]}""",
        "$.policies[0].paint",
        "0 (black) to 1"
    )]
    [InlineData(
        """{"policies": [{"policy": "cutmix"}, {"policy": "cutmix", "labelRule": "DrawnLambda"}]}""",
        "$.policies[1]",
        "no λ would be right"
    )]
    [InlineData(
        """{"policies": [{"policy": "choice", "policies": [{"policy": "mixup"}, {"policy": "cutmix", "probability": 1.5}]}]}""",
        "$.policies[0].policies[1].probability",
        "from 0 to 1"
    )]
    [InlineData("""{"policies": [{"policy": "choice"}]}""", "$.policies[0]", "\"policies\"")]
    [InlineData("""{"policies": [{"policy": "choice", "policies": []}]}""", "$.policies[0].policies", "at least one")]
    [InlineData(
        """{"policies": [{"policy": "choice", "weights": [1], "policies": [{"policy": "mixup"}, {"policy": "cutmix"}]}]}""",
        "$.policies[0].weights",
        "needs 2 weights"
    )]
    public void An_error_begins_with_its_path(string json, string path, string reason)
    {
        RecipeException exception = Assert.Throws<RecipeException>(() => Recipe.FromJson(json));

        Assert.Equal(path, exception.Path);
        Assert.StartsWith(path + ": ", exception.Message);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void What_is_left_out_keeps_its_default()
    {
        Recipe recipe = Recipe.FromJson(
            """
            {
              // comments and a trailing comma are allowed: people write these files
              "policies": [{"policy": "random-erasing"}, {"alpha": 0.3, "policy": "cutmix"},]
            }
            """
        );

        Assert.Equal(new Recipe(new RandomErasing(), new CutMix(0.3)), recipe);
    }

    [Fact]
    public void A_policy_of_one_s_own_has_no_JSON_form()
    {
        RecipeException exception = Assert.Throws<RecipeException>(() => new Recipe(new TopRow()).ToJson());

        Assert.Equal("$.policies[0]", exception.Path);
    }

    [Fact]
    public void Every_preset_comes_back_equal_and_has_a_name_of_its_own()
    {
        Assert.All(Presets.All, preset => Assert.Equal(preset.Recipe, Recipe.FromJson(preset.Recipe.ToJson())));
        Assert.Equal(Presets.All.Length, Presets.All.Select(preset => preset.Name).Distinct().Count());
        Assert.Contains(
            "did you mean \"timm-mixup\"",
            Assert.Throws<ArgumentException>(() => Presets.Get("tim-mixup")).Message
        );
    }

    [Theory]
    [InlineData("""{"epochs": 10}""", "$", "\"phases\"")]
    [InlineData("""{"phases": [{"policies": []}]}""", "$", "\"epochs\"")]
    [InlineData("""{"epochs": 10, "phases": []}""", "$.phases", "at least one phase")]
    [InlineData("""{"epochs": 10, "phases": [{"from": 12, "policies": []}]}""", "$.phases", "before epoch 10")]
    [InlineData("""{"epochs": 10, "phases": [{"from": -1, "policies": []}]}""", "$.phases[0].from", "at least 0")]
    [InlineData(
        """{"epochs": 10, "phases": [{"from": 1, "policies": [{"policy": "mixup", "alpha": 5000}]}]}""",
        "$.phases[0].policies[0].alpha",
        "1000"
    )]
    [InlineData(
        """{"epochs": 10, "phases": [{"policies": [], "ramp": {"start": 0, "end": 2, "epochs": 3}}]}""",
        "$.phases[0].ramp.end",
        "from 0 to 1"
    )]
    [InlineData(
        """{"epochs": 10, "phases": [{"policies": [], "ramp": {"start": 0, "end": 1}}]}""",
        "$.phases[0].ramp",
        "\"epochs\""
    )]
    [InlineData("""{"epochs": 10, "offForLast": 11, "phases": [{"policies": []}]}""", "$.offForLast", "from 0 to 10")]
    public void A_schedule_s_error_begins_with_its_path(string json, string path, string reason)
    {
        RecipeException exception = Assert.Throws<RecipeException>(() => Schedule.FromJson(json));

        Assert.Equal(path, exception.Path);
        Assert.Contains(reason, exception.Reason);
    }

    /// <summary>What docs/adding-a-policy.md shows: a policy of a user's own.</summary>
    private sealed record TopRow() : Policy(Scope.Sample)
    {
        public override string Name => "top-row";
        public override Mixing Mixing => Mixing.None;
        protected internal override Paint StrokePaint => Paint.Mean;

        protected internal override void Draw(Sketch sketch)
        {
            foreach (Unit unit in sketch.Units(Scope))
            {
                Rng rng = unit.Open();
                if (rng.Chance(Probability))
                    sketch.Erase(unit, new Region(0, 0, 1, sketch.Size.Width), ref rng);
            }
        }

        public override string Describe() => $"The top row of {Probability:0%} of the images.";
    }
}
