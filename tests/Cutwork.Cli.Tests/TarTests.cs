using System.Formats.Tar;
using System.Text.Json;
using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

public sealed class TarTests
{
    [Fact]
    public async Task ShardsHoldAThousandSamplesEach()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", "--out", output, "--limit", "1003", "--size", "4", "--format", "tar")).Succeeds();

        Assert.Equal(
            ["shard-00000.tar", "shard-00001.tar"],
            Directory.GetFiles(output, "*.tar").Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        List<(string Name, byte[] Content, DateTimeOffset Time)> first = Entries(
            Path.Combine(output, "shard-00000.tar")
        );
        Assert.Equal(2000, first.Count);
        Assert.Equal(6, Entries(Path.Combine(output, "shard-00001.tar")).Count);
        Assert.All(first, entry => Assert.Equal(DateTimeOffset.UnixEpoch, entry.Time));

        JsonElement[] lines = Written.Labels(output);
        for (int sample = 0; sample < 1000; sample++)
        {
            string file = lines[sample].GetProperty("file").GetString()!;
            Assert.Equal(file, first[2 * sample].Name);
            Assert.Equal(Path.ChangeExtension(file, ".json"), first[2 * sample + 1].Name);
            Assert.Matches(@"^\d{6}\.png$", file);
            JsonElement label = JsonDocument.Parse(first[2 * sample + 1].Content).RootElement;
            Assert.Equal(lines[sample].GetProperty("labels").GetRawText(), label.GetProperty("labels").GetRawText());
        }
    }

    [Fact]
    public async Task ShardsAreADataSetWithTheHeaviestClass()
    {
        using var temporary = new TemporaryFolder();
        string output = Path.Combine(temporary.Path, "out");
        (await Tool.Run("augment", "--out", output, "--limit", "40", "--size", "8", "--format", "tar")).Succeeds();

        using IDataSet set = DataSets.Open(output);
        JsonElement[] lines = Written.Labels(output);
        Assert.Equal(40, set.Count);
        for (int index = 0; index < set.Count; index++)
        {
            DataSample sample = set.Read(index);
            JsonElement line = lines.Single(line =>
                sample.Name.EndsWith(line.GetProperty("file").GetString()!, StringComparison.Ordinal)
            );
            double heaviest = line.GetProperty("labels").EnumerateObject().Max(label => label.Value.GetDouble());
            Assert.Equal(heaviest, line.GetProperty("labels").GetProperty(set.Classes[sample.Label]).GetDouble());
        }
    }

    [Fact]
    public async Task TarAndFolderHoldTheSamePictures()
    {
        using var temporary = new TemporaryFolder();
        string tar = Path.Combine(temporary.Path, "tar");
        string folder = Path.Combine(temporary.Path, "folder");
        (await Tool.Run("augment", "--out", tar, "--limit", "20", "--format", "tar")).Succeeds();
        (await Tool.Run("augment", "--out", folder, "--limit", "20")).Succeeds();

        Dictionary<string, byte[]> inTar = Entries(Path.Combine(tar, "shard-00000.tar"))
            .ToDictionary(entry => entry.Name, entry => entry.Content);
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "images")))
            Assert.Equal(File.ReadAllBytes(file), inTar[$"{Path.GetFileName(file)[..6]}.png"]);
    }

    private static List<(string Name, byte[] Content, DateTimeOffset Time)> Entries(string path)
    {
        var entries = new List<(string, byte[], DateTimeOffset)>();
        using var tar = new TarReader(File.OpenRead(path));
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray(), entry.ModificationTime));
        }
        return entries;
    }
}
