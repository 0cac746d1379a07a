using System.Text.Json;

namespace Cutwork.Cli.Tests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("folder", "png")]
    [InlineData("folder", "jpeg")]
    [InlineData("tar", "png")]
    public async Task EveryOutputCanBeMadeAgain(string format, string encode)
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/dogs/large.png", Pngs.Of(40, 30));
        temporary.Write("source/cats/broken.png", Pngs.Of(40, 30)[..60]);
        string output = Path.Combine(temporary.Path, "out");
        string[] args = ["--format", format, "--encode", encode, "--copies", "2", "--batch", "4", "--on-error", "skip"];
        (await Tool.Run(["augment", source, "--out", output, "--seed", "3", .. args])).Succeeds();

        JsonElement[] lines = Written.Labels(output);
        Assert.Equal(22, lines.Length);
        Assert.Contains(lines, line => line.GetProperty("strokes").EnumerateArray().Any(Mixes));
        foreach (string file in lines.Select(line => line.GetProperty("file").GetString()!))
        {
            string again = Path.Combine(temporary.Path, "again");
            ToolResult result = (await Tool.Run("explain", output, file, "--remake", again)).Succeeds();
            Assert.Contains("the same", result.Output);
            if (format == "folder")
                Assert.Equal(File.ReadAllBytes(Path.Combine(output, file)), File.ReadAllBytes(again));
            File.Delete(again);
        }
    }

    [Fact]
    public async Task AnOutputIsExplainedInEnglish()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        (
            await Tool.Run(
                "augment",
                "--out",
                output,
                "--limit",
                "20",
                "--with",
                "cutmix",
                "--seed",
                "9",
                "--epoch",
                "4"
            )
        ).Succeeds();
        JsonElement line = Written
            .Labels(output)
            .First(line => line.GetProperty("strokes").EnumerateArray().Any(Mixes));
        string file = Path.Combine(output, line.GetProperty("file").GetString()!);

        string text = (await Tool.Run("explain", output, file)).Succeeds().Output;
        Assert.Contains($"made from  {line.GetProperty("source").GetString()}", text);
        Assert.Contains("seed 9, epoch 4", text);
        Assert.Contains("are pasted from sample", text);
        Assert.Contains($"partner    {line.GetProperty("strokes")[0].GetProperty("partner").GetString()}", text);
        Assert.Matches(@"label +0\.\d+ \w+ \+ 0\.\d+ \w+|label +1 \w+", text);
    }

    [Fact]
    public async Task ShapesAreMadeAgainWithoutAnySource()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", "--out", output, "--limit", "1500", "--size", "8x12", "--format", "tar")).Succeeds();
        string last = Written.Labels(output)[^1].GetProperty("file").GetString()!;
        string again = Path.Combine(temporary.Path, "again.png");
        Assert.Contains("the same", (await Tool.Run("explain", output, last, "--remake", again)).Succeeds().Output);
        (await Tool.Run("explain", output, last, "--remake", again)).Fails(1, "again.png", "--overwrite");
    }

    [Fact]
    public async Task AChangedRecipeOrSourceIsNoticed()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", source, "--out", output, "--with", "cutout")).Succeeds();
        string file = Written.Labels(output)[0].GetProperty("file").GetString()!;
        string again = Path.Combine(temporary.Path, "again.png");

        temporary.Write("source/cats/0.png", Pngs.Of(12, 10, 99));
        (await Tool.Run("explain", output, file, "--remake", again)).Fails(1, "not the output byte for byte");
        temporary.Write("source/cats/00.png", Pngs.Of(12, 10, 99));
        (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Fails(1, "changed");
        temporary.Write("out/recipe.json", """{"policies": []}""");
        (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Fails(1, "recipe.json", "changed");
    }

    [Fact]
    public async Task WhatIsNotThereIsNamed()
    {
        using var temporary = new TemporaryFolder();
        (await Tool.Run("explain", temporary.Path, "x.png")).Fails(1, "summary.json", "cutwork augment");
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", "--out", output, "--limit", "2")).Succeeds();
        (await Tool.Run("explain", output, "x.png")).Fails(1, "x.png", "labels.jsonl lists 2");
        temporary.Write("out/plan.jsonl", "{\n");
        string file = Written.Labels(output)[0].GetProperty("file").GetString()!;
        (await Tool.Run("explain", output, file)).Fails(1, "plan.jsonl: line 1 is damaged");
        temporary.Write("out/summary.json", "[]");
        (await Tool.Run("explain", output, file)).Fails(1, "summary.json");
    }

    [Fact]
    public async Task AnOutputOfASampleThatCameAgainIsExplainedAndMadeAgain()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        string[] erasing = ["--limit", "2", "--with", "cutout", "--seed", "9"];
        (await Tool.Run(["augment", "--out", output, .. erasing])).Succeeds();
        string file = Written.Labels(output)[1].GetProperty("file").GetString()!;
        string again = Path.Combine(temporary.Path, "again.png");
        (await Tool.Run("explain", output, file, "--remake", again)).Succeeds();
        byte[] first = File.ReadAllBytes(again);

        // The same two samples, the second of them for the third time.
        Plan plan = Plan.FromJson(File.ReadAllText(Path.Combine(output, "plan.jsonl")));
        var recipe = Recipe.FromJson(File.ReadAllText(Path.Combine(output, "recipe.json")));
        Scene scene = new Scene(plan.Size, plan.Samples.AsSpan()).WithOccurrences(0, 2);
        temporary.Write("out/plan.jsonl", recipe.Draw(plan.Key, scene).ToJson() + "\n");
        File.Delete(Path.Combine(output, file));
        ToolResult result = (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Succeeds();
        Assert.Contains("occurrence 2", result.Output);
        Assert.NotEqual(first, File.ReadAllBytes(again));

        temporary.Write("out/plan.jsonl", plan.ToJson() + "\n");
        (await Tool.Run("explain", output, file, "--remake", again, "--overwrite")).Succeeds();
        Assert.Equal(first, File.ReadAllBytes(again));
    }

    private static bool Mixes(JsonElement stroke) => stroke.GetProperty("kind").GetString() != "erase";
}
