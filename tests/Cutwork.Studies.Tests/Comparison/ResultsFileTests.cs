using System.Text.Json.Nodes;

namespace Cutwork.Studies.Tests.Comparison;

/// <summary>What may be in a file of results, and what is refused by its line.</summary>
public sealed class ResultsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => System.IO.Path.Combine(folder.Path, "results.jsonl");

    public void Dispose() => folder.Dispose();

    private static StudyRun Run(ulong seed) =>
        new()
        {
            Study = "effects",
            Data = "shapes",
            Arm = "none",
            Seed = seed,
            Recipe = "{}",
            Training = "convnet",
            Machine = "here",
            Versions = "1",
            TestAccuracy = 0.5,
            Epochs = [new StudyEpoch(1, 0.5), new StudyEpoch(0.5, 1, 0.5, 1)],
        };

    [Theory]
    [InlineData("study", "null")]
    [InlineData("arm", "7")]
    [InlineData("seed", "-1")]
    [InlineData("seed", "1e300")]
    [InlineData("recipe", "null")]
    [InlineData("training", "null")]
    [InlineData("testAccuracy", "1.5")]
    [InlineData("testAccuracy", "-0.5")]
    [InlineData("testAccuracy", "null")]
    [InlineData("testLoss", "1e999")]
    [InlineData("trainLoss", "-1")]
    [InlineData("calibrationError", "2")]
    [InlineData("secondsPerEpoch", "-3")]
    [InlineData("waitingShare", "-1e400")]
    [InlineData("epochs", "null")]
    [InlineData("epochs", "[null]")]
    [InlineData("epochs", "[{\"loss\": -1, \"accuracy\": 0}]")]
    [InlineData("epochs", "[{\"loss\": 1, \"accuracy\": 0, \"testAccuracy\": 7}]")]
    [InlineData("epochs", "[{\"loss\": null, \"accuracy\": 0}]")]
    [InlineData("epochs", "{}")]
    [InlineData("trueLabelsLearned", "-0.1")]
    [InlineData("machine", "\"\\u001b[31m\"", false)]
    [InlineData("testLoss", "12.5", false)]
    public void A_value_that_cannot_be_is_refused_by_its_line(string name, string value, bool isRefused = true)
    {
        var results = new ResultsFile(Path);
        results.Add(Run(0));
        results.Add(Run(1));
        string[] lines = File.ReadAllLines(Path);
        JsonObject changed = JsonNode.Parse(lines[1])!.AsObject();
        changed[name] = "here stands it";
        lines[1] = changed.ToJsonString().Replace("\"here stands it\"", value, StringComparison.Ordinal);
        File.WriteAllLines(Path, lines);
        if (!isRefused)
        {
            Assert.Equal(2, new ResultsFile(Path).Runs.Count);
            return;
        }
        string said = Assert.Throws<TrainingException>(() => new ResultsFile(Path)).Message;
        Assert.Contains($"{Path}, line 2: this is no run", said);
        Assert.Equal(lines, File.ReadAllLines(Path));
    }

    [Theory]
    [InlineData("my notes, without an end of the line")]
    [InlineData("{\"another\": \"tool's\"")]
    [InlineData("null")]
    [InlineData("\u001b[31m")]
    public void Somebodys_file_is_refused_and_left_as_it_is(string text)
    {
        folder.Write("results.jsonl", text);
        string said = Assert.Throws<TrainingException>(() => new ResultsFile(Path)).Message;
        Assert.Contains("line 1", said);
        Assert.DoesNotContain('\u001B', said);
        Assert.StartsWith(text, File.ReadAllText(Path));
    }

    [Fact]
    public void A_torn_line_is_cut_off_at_any_byte()
    {
        var results = new ResultsFile(Path);
        results.Add(Run(0));
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 1; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(Path, [.. whole, .. whole[..length]]);
            Assert.Single(new ResultsFile(Path).Runs);
            Assert.Equal(whole, File.ReadAllBytes(Path));
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Empty(new ResultsFile(Path).Runs);
            Assert.Empty(File.ReadAllBytes(Path));
        }
        File.WriteAllBytes(Path, [.. whole, .. new byte[100]]); // as a file system fills up what was not written before the power failed
        Assert.Single(new ResultsFile(Path).Runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_file_in_its_place_is_left_as_it_is(bool isHeld)
    {
        using (var before = new ResultsFile(Path))
            before.Add(Run(0));
        using var results = new ResultsFile(Path);
        if (isHeld)
            results.Hold();
        File.Move(Path, Path + ".moved");
        File.WriteAllText(Path, "mine");
        string said = Assert.Throws<IOException>(() => results.Add(Run(1))).Message;
        Assert.Contains(Path, said);
        Assert.Contains("another file", said);
        Assert.Equal("mine", File.ReadAllText(Path));
        using var moved = new ResultsFile(Path + ".moved");
        Assert.Equal(isHeld ? 2 : 1, moved.Runs.Count); // what is held takes the run, wherever it is
        Assert.Equal(isHeld && OperatingSystem.IsLinux(), said.Contains(Path + ".moved", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_gone_or_has_come_is_said(bool wasThere)
    {
        if (wasThere)
            using (var before = new ResultsFile(Path))
                before.Add(Run(0));
        using var results = new ResultsFile(Path);
        if (wasThere)
            File.Delete(Path);
        else
            File.WriteAllText(Path, "mine");
        Assert.Contains(Path, Assert.Throws<IOException>(() => results.Add(Run(1))).Message);
        Assert.Equal(!wasThere, File.Exists(Path));
    }

    [Fact]
    public void A_file_that_was_made_and_got_no_run_is_taken_away()
    {
        using (var results = new ResultsFile(Path))
            results.Hold();
        Assert.False(File.Exists(Path));
        using (var results = new ResultsFile(Path))
            results.Add(Run(1));
        using (var results = new ResultsFile(Path))
            results.Hold();
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void A_run_is_on_the_disk_when_it_is_added_and_half_a_line_is_taken_back()
    {
        var results = new ResultsFile(Path);
        using (var watch = new Cutwork.Tests.Files.StepWatch(folder.Path))
        {
            results.Add(Run(0));
            Assert.Equal(
                ["flush results.jsonl", $"flush-folder {System.IO.Path.GetFileName(folder.Path)}"],
                watch.Steps
            );
        }
        byte[] before = File.ReadAllBytes(Path);
        using (
            new Cutwork.Tests.Files.StepWatch(folder.Path, (_, _) => throw new IOException("No space left on device"))
        )
            Assert.Throws<IOException>(() => results.Add(Run(1)));
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Single(results.Runs);
        results.Add(Run(1));
        Assert.Equal(2, new ResultsFile(Path).Runs.Count);
    }
}
