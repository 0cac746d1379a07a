using System.Text.Json;

namespace Cutwork.Cli.Tests;

/// <summary>What the loader's bench says; how fast it is, is nothing that a test could hold.</summary>
public class BenchLoaderTests
{
    private static readonly string[] Tiny =
    [
        "bench",
        "loader",
        "shapes",
        "--seconds",
        "1",
        "--size",
        "16",
        "--batch",
        "8",
    ];

    [Fact]
    public async Task The_table_has_every_stage()
    {
        string output = (await Tool.Run(Tiny)).Succeeds().Output;
        foreach (string stage in (string[])["read and decode", "crop and resize", "draw and paint", "wait"])
            Assert.Contains($"  {stage} ", output);
        Assert.Contains("shapes, 1,000 samples; batches of 8 × 3×16×16", output);
        Assert.Matches(@"[\d,]+ images/s in painted batches; decoding the same parts alone reaches [\d,]+", output);
    }

    [Fact]
    public async Task Json_is_one_object()
    {
        using var temporary = new TemporaryFolder();
        string recipe = temporary.Write("recipe.json", """{"policies": [{"policy": "pad-crop"}]}""");
        string output = (await Tool.Run([.. Tiny, "--json", "--recipe", recipe, "--workers", "1"])).Succeeds().Output;
        JsonElement measured = JsonDocument.Parse(output).RootElement;
        Assert.Equal(1, measured.GetProperty("workers").GetInt32());
        foreach (string name in (string[])["images_per_second", "decoded_per_second", "read_ms", "paint_ms"])
            Assert.True(measured.GetProperty(name).GetDouble() > 0, output);
    }

    [Fact]
    public async Task Damaged_pictures_are_skipped_and_counted()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("source/cats/good.png", Pngs.Of(20, 20));
        temporary.Write("source/cats/bad.png", "not a picture");
        string source = Path.Combine(temporary.Path, "source");
        string output = (await Tool.Run("bench", "loader", source, "--seconds", "1", "--size", "8")).Succeeds().Output;
        Assert.Contains("could not be read and were skipped", output);
    }

    [Theory]
    [InlineData("bench loader nowhere", "nowhere")]
    [InlineData("bench loader shapes --workers 0", "--workers: \"0\" is not a whole number from 1 to 1024.")]
    public async Task What_cannot_be_measured_is_refused(string line, string said)
    {
        ToolResult result = await Tool.Run(line.Split(' '));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(said, result.Error);
    }

    [Fact]
    public async Task The_decoders_that_were_asked_for_are_named()
    {
        string output = (await Tool.Run([.. Tiny, "--json", "--jpeg", "skiasharp"])).Succeeds().Output;
        string? decoders = JsonDocument.Parse(output).RootElement.GetProperty("jpeg_decoders").GetString();
        Assert.StartsWith("SkiaSharp ", decoders, StringComparison.Ordinal);
        string error = (await Tool.Run([.. Tiny, "--jpeg", "wrong"])).Fails(2).Error;
        Assert.Contains("fastest", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Cutwork.Imaging", error, StringComparison.Ordinal);
    }
}
