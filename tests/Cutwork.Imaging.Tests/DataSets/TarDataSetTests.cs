namespace Cutwork.Imaging.Tests;

public sealed class TarDataSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static (string, byte[]) Jpg(string name, byte red) => (name, Samples.Plain(red, 0, 0));

    private static (string, byte[]) Cls(string name, string text) => (name, Samples.Text(text));

    private static string Fails(IDataSet set, int index) =>
        Assert.Throws<DataSetException>(() => set.Read(index)).Message;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pairs_are_matched_by_name_whatever_the_order(bool gzipped)
    {
        byte[] tar = Samples.Tar(
            Cls("b.cls", "1\n"),
            Jpg("a.png", 10),
            Jpg("b.png", 20),
            Cls("a.cls", " 0 "),
            Cls("c.cls", "2"),
            Jpg("c.png", 30)
        );
        string path = folder.Write("set.tar", gzipped ? Samples.Gzip(tar) : tar);
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(3, set.Count);
        Assert.Equal(["0", "1", "2"], set.Classes);
        DataSample[] samples = [.. Enumerable.Range(0, 3).Select(set.Read)];
        Assert.Equal(["set.tar/b.png", "set.tar/a.png", "set.tar/c.png"], samples.Select(sample => sample.Name));
        Assert.Equal([1, 0, 2], samples.Select(sample => sample.Label));
        Assert.Equal([20, 10, 30], samples.Select(sample => (int)sample.Picture.Pixels[0]));
        Assert.Equal([0, 1, 2], samples.Select(sample => sample.Index));
    }

    [Fact]
    public void A_shard_that_was_inflated_leaves_nothing_behind()
    {
        string path = folder.Write("set.tar.gz", Samples.Gzip(Samples.Tar(Jpg("a.png", 1), Cls("a.cls", "0"))));
        HashSet<string> before = [.. Directory.EnumerateFiles(Path.GetTempPath(), "cutwork-*.tar")];
        using (IDataSet set = DataSets.Open(path))
            Assert.Equal(1, set.Read(0).Picture.Pixels[0]);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetTempPath(), "cutwork-*.tar"),
            file => !before.Contains(file)
        );
    }

    [Fact]
    public void Names_in_json_become_classes_in_ordinal_order_or_those_of_classes_txt()
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(
                Jpg("1.png", 1),
                Cls("1.json", """{"label":"dog","more":[1]}"""),
                Jpg("2.png", 2),
                Cls("2.json", """{"class":"cat"}"""),
                Jpg("3.png", 3),
                Cls("3.json", """{"cls":1}"""),
                Jpg("4.png", 4),
                Cls("4.json", """{"caption":"no class"}"""),
                Jpg("5.png", 5),
                Cls("5.json", "{")
            )
        );
        using (IDataSet set = DataSets.Open(path))
        {
            Assert.Equal(["cat", "dog"], set.Classes);
            Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(index => set.Read(index).Label));
            Assert.Contains("\"label\", \"class\" or \"cls\"", Fails(set, 3), StringComparison.Ordinal);
            Assert.Contains("\"5.json\"", Fails(set, 4), StringComparison.Ordinal);
        }
        folder.Write("classes.txt", "dog\nbird\n");
        using IDataSet named = DataSets.Open(path);
        Assert.Equal(["dog", "bird"], named.Classes);
        Assert.Equal(0, named.Read(0).Label);
        Assert.Contains("\"cat\" is not one of the 2", Fails(named, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_of_gnu_and_pax_and_leading_dots_are_understood()
    {
        string gnu = "./" + new string('g', 150);
        string pax = "deep/" + new string('p', 150);
        string record = $"{pax.Length + 14} path={pax}.png\n";
        byte[] tar =
        [
            .. Samples.TarMember("././@LongLink", Samples.Text(gnu + ".png\0"), 'L'),
            .. Samples.TarMember("short", Samples.Plain(1, 0, 0)),
            .. Samples.TarMember("././@LongLink", Samples.Text(gnu + ".cls\0"), 'L'),
            .. Samples.TarMember("short", Samples.Text("0")),
            .. Samples.TarMember("PaxHeader", Samples.Text(record), 'x'),
            .. Samples.TarMember("short", Samples.Plain(2, 0, 0)),
            .. Samples.TarMember(
                "PaxHeader",
                Samples.Text(record.Replace(".png", ".cls", StringComparison.Ordinal)),
                'x'
            ),
            .. Samples.TarMember("short", Samples.Text("1")),
            .. new byte[1024],
        ];
        using IDataSet set = DataSets.Open(folder.Write("set.tar", tar));
        Assert.Equal(
            [$"set.tar/{gnu[2..]}.png", $"set.tar/{pax}.png"],
            Enumerable.Range(0, set.Count).Select(set.NameOf)
        );
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(index => set.Read(index).Label));
    }

    [Fact]
    public void Shards_in_a_folder_are_chosen_by_part()
    {
        folder.Write("train-1.tar", Samples.Tar(Jpg("a.png", 2), Cls("a.cls", "0")));
        folder.Write("train-0.tar.gz", Samples.Gzip(Samples.Tar(Jpg("a.png", 1), Cls("a.cls", "0"))));
        folder.Write("test-0.tar", Samples.Tar(Jpg("a.png", 3), Cls("a.cls", "0")));
        folder.Write("classes.txt", "only");
        using IDataSet train = DataSets.Open(folder.Path);
        Assert.Equal(
            [1, 2],
            Enumerable.Range(0, train.Count).Select(index => (int)train.Read(index).Picture.Pixels[0])
        );
        Assert.Equal(["only"], train.Classes);
        using IDataSet test = DataSets.Open(folder.Path, new DataSetOptions { Split = "test" });
        Assert.Equal("test-0.tar/a.png", test.NameOf(0));
        string message = Assert
            .Throws<DataSetException>(() => DataSets.Open(folder.Path, new DataSetOptions { Split = "val" }))
            .Message;
        Assert.Contains("only \"test\" and \"train\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_read_the_same_samples()
    {
        string path = folder.Write(
            "set.tar.gz",
            Samples.Gzip(
                Samples.Tar([
                    .. Enumerable
                        .Range(0, 40)
                        .SelectMany(i => ((string, byte[])[])[Jpg($"{i}.png", (byte)i), Cls($"{i}.cls", $"{i % 5}")]),
                ])
            )
        );
        using IDataSet set = DataSets.Open(path);
        int[] seen = new int[400];
        Parallel.For(0, seen.Length, i => seen[i] = set.Read(i % 40).Picture.Pixels[0]);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 40), seen);
    }

    [Fact]
    public void Names_that_are_not_utf8_are_paired_and_shown()
    {
        using IDataSet set = DataSets.Open(SharedData.File("bad", "shard-non-utf8-name.tar"));
        Assert.Equal(3, set.Count);
        Assert.Equal("shard-non-utf8-name.tar/caf\\xE9-\\xFF\\xFE.jpg", set.Read(1).Name);
        Assert.Equal(2, set.Read(2).Index);
    }

    [Fact]
    public void Cifar10_shards_have_their_counts_and_classes()
    {
        using IDataSet set = DataSets.Open(SharedData.File("cifar10"), new DataSetOptions { Split = "test" });
        Assert.Equal(10_000, set.Count);
        Assert.Equal(10, set.Classes.Count);
        Assert.All(
            Enumerable.Range(0, 100),
            index => Assert.Equal(new Size(32, 32), set.Read(index * 100).Picture.Size)
        );
    }

    [Fact]
    public void Other_members_of_a_sample_hidden_ones_and_nameless_ones_are_left_alone()
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(
                Jpg("a.png", 1),
                Jpg("a.seg.png", 2),
                Cls("a.cls", "0"),
                Cls("a.txt", "words"),
                Jpg("._a.png", 3),
                Jpg("", 4)
            )
        );
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(1, set.Count);
        Assert.Equal(1, set.Read(0).Picture.Pixels[0]);
    }

    public void Dispose() => folder.Dispose();
}
