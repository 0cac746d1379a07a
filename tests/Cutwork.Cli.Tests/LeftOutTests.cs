using Cutwork.Imaging;

namespace Cutwork.Cli.Tests;

/// <summary>What a source holds and nobody reads is said once, by every verb; what cannot be trained on is refused.</summary>
[Collection(nameof(Training))]
public sealed class LeftOutTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Output => Path.Combine(temporary.Path, "out");

    public void Dispose() => temporary.Dispose();

    private string Put(params string[] names)
    {
        foreach (string name in names)
            temporary.Write($"set/{name}", Pngs.Of(16, 16));
        return Path.Combine(temporary.Path, "set");
    }

    private string PutMany(string part = "", int each = 12)
    {
        for (int number = 0; number < each; number++)
            Put($"{part}cat/{number}.png", $"{part}dog/{number}.png");
        return Path.Combine(temporary.Path, "set");
    }

    private Task<ToolResult> Train(string source) =>
        Tool.Run("train", source, "--out", Output, "--epochs", "1", "--batch", "4", "--precision", "f32");

    public static TheoryData<string> Verbs => ["augment", "preview", "pack", "train", "study", "bench"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task EveryVerbSaysItOnce(string verb)
    {
        PutMany();
        string source = Put("cat/a.tif", "cat/b.tif", "dog/.DS_Store", "docs/readme.md");
        string[] args = verb switch
        {
            "augment" => ["augment", source, "--out", Output],
            "preview" => ["preview", source, "--out", Output + ".png"],
            "pack" => ["pack", source, "--out", Output],
            "bench" => ["bench", "loader", source, "--seconds", "1", "--batch", "4", "--size", "16"],
            "train" => ["train", source, "--out", Output, "--epochs", "1", "--batch", "4", "--precision", "f32"],
            _ =>
            [
                "study",
                "fill-values",
                "--data",
                $"folder:{source}",
                "--out",
                Output,
                "--epochs",
                "1",
                "--seeds",
                "1",
                "--images",
                "128",
                "--precision",
                "f32",
            ],
        };
        if (verb == "study")
            PutMany(each: 80);
        ToolResult result = (await Tool.Run(args)).Succeeds();
        string line = Assert.Single(result.Error.Split('\n'), one => one.Contains("left out are"));
        Assert.Equal(
            "note: set: left out are pictures in .tif, a format that is not read: 2 (cat/a.tif, cat/b.tif); files and folders of systems and tools: 1 (dog/.DS_Store); folders without a picture: 1 (docs).",
            line.TrimEnd('\r')
        );
    }

    [Fact]
    public async Task AClassWithoutAPictureIsSaidAndNotTrained()
    {
        string source = PutMany();
        Directory.CreateDirectory(Path.Combine(source, "cow"));
        Put("bee/a.heic");
        ToolResult written = (await Tool.Run("augment", source, "--out", Output)).Succeeds();
        Assert.Contains("note: set: without a picture: the classes bee, cow.", written.Error);
        Directory.Delete(Output, recursive: true);
        (await Train(source)).Fails(1, "set: the classes bee, cow cannot be learned", "no picture is there");
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public async Task TrainTestsOnThePartForValidation()
    {
        PutMany("train/");
        PutMany("valid/", 3);
        string source = PutMany("test/", 2);
        temporary.Write("set/README.md", "once");
        ToolResult result = (await Train(source)).Succeeds();
        Assert.Contains("24 images, tested on 6 of the part &quot;val&quot;", Report());
        Assert.DoesNotContain("held out", result.Error);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("README.md"));
        Directory.Delete(Output, recursive: true);
        Directory.Delete(Path.Combine(source, "valid"), recursive: true);
        (await Train(source)).Succeeds();
        Assert.Contains("24 images, tested on 4 of the part &quot;test&quot;", Report());
    }

    private string Report() => File.ReadAllText(Path.Combine(Output, "report.html"));

    [Fact]
    public async Task AFileIsNotTestedOnWhatItTrained()
    {
        string source = PutMany();
        string pack = Path.Combine(temporary.Path, "test.pack");
        (await Tool.Run("pack", source, "--out", pack)).Succeeds();
        ToolResult result = (await Train(pack)).Succeeds();
        Assert.Contains("One image in 10 is held out", result.Error);
        Assert.Contains("22 images, tested on 2", Report());
    }

    [Fact]
    public async Task OtherKindsOfSetsAreRefusedByEveryVerb()
    {
        string source = Put("Annotations/1.xml", "ImageSets/Main/train.txt", "JPEGImages/1.jpg");
        (await Train(source)).Fails(1, "a Pascal VOC data set", "JPEGImages");
        (await Tool.Run("augment", source, "--out", Output)).Fails(1, "a Pascal VOC data set");
        (await Tool.Run("augment", PutMany("plain/") + "/plain", "--out", Output)).Succeeds();
        (await Tool.Run("augment", Output, "--out", Output + "2")).Fails(
            1,
            "an output of `cutwork augment`",
            "--format tar"
        );
    }

    [Fact]
    public async Task ClassNamesThatAreNoPlainLinesComeBack()
    {
        string[] names = ["a\nb", " c ", "\"d\"", "e\r\nf", "\uFEFFg", "plain", "ein Hündchen", "\"", "tab\t"];
        string pack = Path.Combine(temporary.Path, "set.pack");
        using (var writer = new PackWriter(pack, "set", names))
        {
            for (int label = 0; label < names.Length; label++)
                writer.Add(new DataSample(label, $"{label}", new Picture(new Size(4, 4), 3, new byte[48]), label));
            writer.Complete();
        }
        (await Tool.Run("augment", pack, "--out", Output, "--format", "tar")).Succeeds();
        using IDataSet again = DataSets.Open(Output);
        Assert.Equal(names, again.Classes);
        Assert.Equal(names.Length, again.Count);
    }

    [Theory]
    [InlineData("sheet.jpg", "JPEG")]
    [InlineData("sheet.JPEG", "JPEG")]
    [InlineData("sheet.webp", "WebP")]
    [InlineData("sheet.png", "PNG")]
    [InlineData("sheet", "PNG")]
    public async Task APreviewIsWhatItsNameSays(string name, string format)
    {
        string file = Path.Combine(temporary.Path, name);
        (await Tool.Run("preview", "shapes", "--out", file, "--count", "1")).Succeeds();
        Assert.Equal(format, PictureCodec.ReadHeader(File.ReadAllBytes(file), name).Format);
    }

    [Theory]
    [InlineData("sheet.gif")]
    [InlineData("sheet.tif")]
    [InlineData("sheet.pdf")]
    public async Task APreviewOfAnotherNameIsRefused(string name)
    {
        string file = Path.Combine(temporary.Path, name);
        (await Tool.Run("preview", "shapes", "--out", file, "--count", "1")).Fails(
            1,
            name,
            ".png, .jpg, .jpeg or .webp"
        );
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task ATemporaryFolderThatIsGoneIsNamedAndNotTheShard()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The folder is said by a variable of Linux here.");
        string path = temporary.Write("set.tar.gz", []);
        using (var file = new FileStream(path, FileMode.Create))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(new byte[1024]);
        string gone = Path.Combine(temporary.Path, "gone");
        using var process = Tool.Start(["env", $"TMPDIR={gone}"], "augment", path, "--out", Output);
        ToolResult result = (await Tool.Finish(process)).Fails(1, "set.tar.gz", gone, "TMPDIR");
        Assert.DoesNotContain("there is no such file", result.Error);
    }

    [Fact]
    public async Task LimitsAreOptionsOfTheVerbs()
    {
        string path = temporary.Write("set.tar.gz", []);
        using (var file = new FileStream(path, FileMode.Create))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(new byte[3 << 20]);
        string[] args = ["augment", path, "--out", Output, "--most-inflated"];
        (await Tool.Run([.. args, "1"])).Fails(1, "set.tar.gz", "more than 1048576 bytes", "--most-inflated");
        (await Tool.Run([.. args, "4"])).Fails(1, "set.tar.gz", "no samples");
        temporary.Write("large/a/1.png", [.. Pngs.Of(4, 4), .. new byte[2 << 20]]);
        string large = Path.Combine(temporary.Path, "large");
        (await Tool.Run("augment", large, "--out", Output, "--most-file", "1")).Fails(1, "1.png", "--most-file");

        byte[] plain = PictureCodec.Encode(new Picture(new Size(16, 16), 1, new byte[16 * 16]), PictureFormat.Jpeg);
        int scan = plain.AsSpan().IndexOf((byte[])[0xFF, 0xDA]);
        IEnumerable<byte> again = Enumerable.Repeat(plain[scan..^2], 4).SelectMany(bytes => bytes);
        temporary.Write("scans/a/1.jpg", [.. plain[..^2], .. again, 0xFF, 0xD9]);
        args = ["augment", Path.Combine(temporary.Path, "scans"), "--out", Output, "--most-scans"];
        (await Tool.Run([.. args, "4"])).Fails(1, "1.jpg", "more than 4 scans", "--most-scans");
        (await Tool.Run([.. args, "5"])).Succeeds();
    }
}
