namespace Cutwork.Cli.Tests;

public sealed class RecipeTests
{
    [Fact]
    public async Task APresetIsDescribedWithFigures()
    {
        string output = (await Tool.Run("describe", "cutmix-imagenet", "--size", "32")).Succeeds().Output;

        Assert.Contains("1. CutMix on every batch: λ ~ Beta(1, 1)", output);
        Assert.Contains("To expect on images of 32×32:", output);
        Assert.Matches(@"mean erased share +0\.0%", output);
        Assert.Matches(@"mean λ +0\.[67]\d\d", output);
        Assert.Matches(@"mean pasted share +(2[6-9]|3[0-3])\.\d%", output); // 0.30 where the box is clipped
    }

    [Fact]
    public async Task AScheduleIsDescribedByEpoch()
    {
        using var temporary = new TemporaryFolder();
        string file = temporary.Write(
            "schedule.json",
            """{"epochs": 10, "offForLast": 2, "phases": [{"from": 0, "policies": [{"policy": "mixup"}]}]}"""
        );
        Assert.Matches(
            @"unmixed images +1\.\d%|unmixed images +\d\.\d%",
            (await Tool.Run("describe", file)).Succeeds().Output
        );
        string last = (await Tool.Run("describe", file, "--epoch", "9")).Succeeds().Output;
        Assert.Contains("in epoch 9", last);
        Assert.Matches(@"unmixed images +100\.0%", last);
    }

    [Fact]
    public async Task ADescribedRecipeCanBeSavedAndReadAgain()
    {
        using var temporary = new TemporaryFolder();
        string json = (await Tool.Run("describe", "timm", "--json")).Succeeds().Output;
        string file = temporary.Write("recipe.json", json);
        Assert.Equal(json, (await Tool.Run("describe", file, "--json")).Succeeds().Output);
    }

    [Fact]
    public async Task PresetsAreListedWithWhatTheyReproduce()
    {
        string output = (await Tool.Run("presets")).Succeeds().Output;
        foreach (Preset preset in Presets.All)
            Assert.Contains(preset.Name, output);
        Assert.Contains("clovaai/CutMix-PyTorch", output);
    }

    [Fact]
    public async Task DataSetsAreListedWithTheirPlace()
    {
        string output = (await Tool.Run("data", "list")).Succeeds().Output;
        foreach (string name in (string[])["shapes", "fashion-mnist", "cifar10"])
            Assert.Contains(name, output);
    }

    [Theory]
    [InlineData("""{"policies": [{"policy": "cutmixx"}]}""", "$.policies[0].policy", "did you mean \"cutmix\"")]
    [InlineData("""{"policies": [{"policy": "mixup", "alfa": 1}]}""", "$.policies[0].alfa", "did you mean \"alpha\"")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": -1}]}""", "$.policies[0].alpha", "-1 was given")]
    [InlineData("""{"policies": [{"policy": "mixup", "alpha": NaN}]}""", "line 1, column", "not JSON")]
    [InlineData("""{"policies": [{"policy": "random-erasing", "area": [0.5, 0.1]}]}""", ".area", "reversed")]
    [InlineData("""{"policies": [{"policy": "cutout", "holes": 10000}]}""", ".holes", "1024")]
    [InlineData("""{"policies": [{"policy": "cutout", "height": "0px"}]}""", ".height", "at least 1")]
    [InlineData("""{"phases": []}""", "$", "epochs")]
    [InlineData("[]", "$", "a recipe is an object")]
    [InlineData("", "$", "not JSON")]
    public async Task AnImpossibleRecipeIsRefusedWithItsFileAndPlace(string json, string place, string reason)
    {
        using var temporary = new TemporaryFolder();
        string file = temporary.Write("my recipe.json", json);
        string output = Path.Combine(temporary.Path, "out");

        (await Tool.Run("describe", file)).Fails(1, "my recipe.json", place, reason);
        (await Tool.Run("augment", "--out", output, "--recipe", file)).Fails(1, "my recipe.json", place, reason);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task AMissingRecipeSaysHowToGetOne()
    {
        using var temporary = new TemporaryFolder();
        string file = Path.Combine(temporary.Path, "none.json");
        (await Tool.Run("describe", file)).Fails(1, "none.json", "cutwork presets");
        (await Tool.Run("augment", "--out", Path.Combine(temporary.Path, "out"), "--recipe", file)).Fails(1, "--json");
    }
}
