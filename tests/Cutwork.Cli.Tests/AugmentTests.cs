using System.Text.Json;
using Cutwork.Imaging;
using Cutwork.Tests.Docs;

namespace Cutwork.Cli.Tests;

public sealed class AugmentTests
{
    private static async Task<string> Augment(TemporaryFolder temporary, string name, params string[] args)
    {
        string output = Path.Combine(temporary.Path, name);
        (await Tool.Run(["augment", .. args, "--out", output])).Succeeds();
        return output;
    }

    [Fact]
    public async Task ShapesAreAugmentedWithoutAnyOption()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        ToolResult result = (await Tool.Run("augment", "--out", output, "--limit", "70")).Succeeds();

        Assert.Equal(
            ["classes.txt", "contact-sheet.png", "images", "labels.jsonl", "plan.jsonl", "recipe.json", "summary.json"],
            Directory.EnumerateFileSystemEntries(output).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(70, Directory.GetFiles(Path.Combine(output, "images")).Length);
        Assert.Equal([output], Directory.EnumerateFileSystemEntries(temporary.Path));
        foreach (
            string row in (string[])
                ["images in", "images out", "images/s", "mean λ", "mean erased", "mean pasted", "skipped"]
        )
            Assert.Contains(row, result.Output);
        Assert.Empty(result.Error);
        Assert.Equal(new Size(64, 64), PictureCodec.Read(Directory.GetFiles(Path.Combine(output, "images"))[0]).Size);
    }

    [Fact]
    public async Task TheReadmesPictureIsWhatItsFirstCommandDraws()
    {
        using var temporary = new TemporaryFolder();
        string output = await Augment(temporary, "augmented");

        Picture drawn = PictureCodec.Read(Path.Combine(output, "contact-sheet.png"));
        Picture shown = PictureCodec.Read(Path.Combine(Repository.Root, "docs", "contact-sheet.png"));
        Assert.Equal(shown.Size, drawn.Size);
        Assert.True(shown.Pixels.AsSpan().SequenceEqual(drawn.Pixels), "copy the new contact-sheet.png to docs/");
    }

    [Fact]
    public async Task LabelsSumTo1AndFollowTheStrokes()
    {
        using var temporary = new TemporaryFolder();
        string output = await Augment(temporary, "out", "--limit", "130", "--size", "20x30");

        JsonElement[] labels = Written.Labels(output);
        Assert.Equal(130, labels.Length);
        Assert.Equal(130, labels.Select(line => line.GetProperty("index").GetInt32()).Distinct().Count());
        var kinds = new HashSet<string>();
        foreach (JsonElement line in labels)
        {
            double[] weights =
            [
                .. line.GetProperty("labels").EnumerateObject().Select(label => label.Value.GetDouble()),
            ];
            Assert.Equal(1, weights.Sum(), 12);
            Assert.All(weights, weight => Assert.InRange(weight, double.Epsilon, 1));
            Assert.True(File.Exists(Path.Combine(output, line.GetProperty("file").GetString()!)));
            double lambda = line.GetProperty("lambda").GetDouble();
            foreach (JsonElement stroke in line.GetProperty("strokes").EnumerateArray())
            {
                string kind = stroke.GetProperty("kind").GetString()!;
                kinds.Add(kind);
                int[] region = [.. stroke.GetProperty("region").EnumerateArray().Select(side => side.GetInt32())];
                if (kind == "paste")
                    Assert.Equal(1 - lambda, region[2] * region[3] / 600.0, 12);
                if (kind == "blend")
                    Assert.Equal(1 - lambda, stroke.GetProperty("opacity").GetDouble(), 12);
            }
        }
        Assert.Equal(["blend", "erase", "paste"], kinds.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("tar")]
    public async Task TheBytesAreTheSameForEveryNumberOfWorkers(string format)
    {
        using var temporary = new TemporaryFolder();
        string[] args = ["--limit", "90", "--size", "24", "--batch", "16", "--copies", "2", "--format", format];
        string one = await Augment(temporary, "one", [.. args, "--workers", "1"]);
        Assert.Equal(182, File.ReadLines(Path.Combine(one, "labels.jsonl")).Count() + 2);
        foreach (string workers in (string[])["2", "4", "7"])
            Assert.Equal(
                Written.Digests(one),
                Written.Digests(await Augment(temporary, $"workers-{workers}", [.. args, "--workers", workers]))
            );
    }

    [Theory]
    [InlineData("cutout")]
    [InlineData("random-erasing")]
    [InlineData("random-erasing,cutout")]
    public async Task ErasingIsTheSameForEveryBatch(string with)
    {
        using var temporary = new TemporaryFolder();
        string[] args = ["--limit", "65", "--size", "24", "--with", with, "--seed", "5"];
        Dictionary<string, string> whole = Written.Images(await Augment(temporary, "64", [.. args, "--batch", "64"]));
        Assert.Equal(65, whole.Count);
        foreach (string batch in (string[])["1", "7"])
            Assert.Equal(whole, Written.Images(await Augment(temporary, batch, [.. args, "--batch", batch])));
    }

    [Fact]
    public async Task AnotherSeedOrEpochGivesOtherImages()
    {
        using var temporary = new TemporaryFolder();
        string[] args = ["--limit", "8", "--size", "24", "--with", "cutout"];
        Dictionary<string, string> first = Written.Images(await Augment(temporary, "a", args));
        Assert.NotEqual(first, Written.Images(await Augment(temporary, "b", [.. args, "--seed", "1"])));
        Assert.NotEqual(first, Written.Images(await Augment(temporary, "c", [.. args, "--epoch", "1"])));
        Assert.Equal(first, Written.Images(await Augment(temporary, "d", args)));
    }

    [Fact]
    public async Task CopyCIsEpochEPlusC()
    {
        using var temporary = new TemporaryFolder();
        string[] args = ["--limit", "8", "--size", "24", "--with", "cutout"];
        Dictionary<string, string> copies = Written.Images(
            await Augment(temporary, "a", [.. args, "--epoch", "2", "--copies", "2"])
        );
        Dictionary<string, string> third = Written.Images(await Augment(temporary, "b", [.. args, "--epoch", "3"]));
        Assert.Equal(16, copies.Count);
        foreach ((string name, string digest) in third)
            Assert.Equal(digest, copies[name.Replace(".png", "-e3.png", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task ASchedulesRecipeIsTheEpochs()
    {
        using var temporary = new TemporaryFolder();
        string file = temporary.Write(
            "schedule.json",
            """{"epochs": 4, "phases": [{"from": 1, "policies": [{"policy": "cutout", "height": "50%", "width": "50%"}]}]}"""
        );
        string output = await Augment(temporary, "out", "--limit", "6", "--copies", "2", "--recipe", file);
        foreach (JsonElement line in Written.Labels(output))
            Assert.Equal(line.GetProperty("epoch").GetInt32(), line.GetProperty("strokes").GetArrayLength());
    }

    [Fact]
    public async Task MixingFindsPartnersOfOtherClassesInASortedFolder()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        string output = await Augment(temporary, "out", source, "--with", "mixup", "--batch", "5", "--copies", "4");
        Assert.Contains(Written.Labels(output), line => line.GetProperty("labels").EnumerateObject().Count() == 2);
    }

    [Fact]
    public async Task MixedSizesAreResizedAndSaidOnce()
    {
        using var temporary = new TemporaryFolder();
        string source = Pngs.TwoClasses(temporary);
        temporary.Write("source/dogs/a.png", Pngs.Of(30, 20));
        temporary.Write("source/dogs/b.png", Pngs.Of(5, 5));
        string output = Path.Combine(temporary.Path, "out");
        ToolResult result = (await Tool.Run("augment", source, "--out", output, "--batch", "2")).Succeeds();

        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains("resized to the first one's, 12×10", result.Error);
        Assert.Equal(2, Written.Summary(output).GetProperty("images").GetProperty("resized").GetInt32());
        Assert.All(
            Directory.GetFiles(Path.Combine(output, "images")),
            file => Assert.Equal(new Size(12, 10), PictureCodec.Read(file).Size)
        );
    }

    [Fact]
    public async Task JsonIsAllThatIsPrinted()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        ToolResult result = (await Tool.Run("augment", "--out", output, "--limit", "5", "--json")).Succeeds();
        JsonElement summary = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(5, summary.GetProperty("images").GetProperty("out").GetInt32());
        Assert.True(summary.GetProperty("run").GetProperty("imagesPerSecond").GetDouble() > 0);
    }

    [Fact]
    public async Task AnEarlierOutputIsReplacedOnlyWhenTold()
    {
        using var temporary = new TemporaryFolder();
        string output = await Augment(temporary, "out", "--limit", "3");
        SortedDictionary<string, string> before = Written.Digests(output);

        (await Tool.Run("augment", "--out", output, "--limit", "4")).Fails(1, "not empty", "--overwrite");
        Assert.Equal(before, Written.Digests(output));

        (await Tool.Run("augment", "--out", output, "--limit", "4", "--overwrite")).Succeeds();
        Assert.Equal(4, Written.Labels(output).Length);
        Assert.Equal([output], Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task OverwriteNeverReplacesWhatCutworkDidNotWrite()
    {
        using var temporary = new TemporaryFolder();
        string mine = temporary.Write("photos/mine.png", Pngs.Of(3, 3));
        (await Tool.Run("augment", "--out", Path.GetDirectoryName(mine)!, "--limit", "4", "--overwrite")).Fails(
            1,
            "cutwork did not write it"
        );
        Assert.True(File.Exists(mine));
    }

    [Fact]
    public async Task JpegIsWrittenWhereAskedFor()
    {
        using var temporary = new TemporaryFolder();
        string output = await Augment(temporary, "out", "--limit", "2", "--encode", "jpeg");
        string[] files = Directory.GetFiles(Path.Combine(output, "images"));
        Assert.All(files, file => Assert.EndsWith(".jpg", file));
        Assert.All(files, file => Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(file)[..2]));
    }
}
