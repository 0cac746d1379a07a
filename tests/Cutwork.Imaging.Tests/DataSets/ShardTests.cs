namespace Cutwork.Imaging.Tests;

/// <summary>Many shards, odd names, and what is bounded.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static (string, byte[]) Png(string name, byte red = 1) => (name, Samples.Plain(red, 0, 0));

    private static (string, byte[]) Text(string name, string text = "0") => (name, Samples.Text(text));

    private static string[] LeftOut(IDataSet set) => [.. set.Account.LeftOut.Select(one => one.ToString())];

    private static string[] Names(IDataSet set) => [.. Enumerable.Range(0, set.Count).Select(set.NameOf)];

    private IDataSet Open(params (string, byte[])[] members) =>
        DataSets.Open(folder.Write("set.tar", Samples.Tar(members)));

    [Fact]
    public void A_stem_with_dots_is_a_sample_where_picture_and_label_share_it()
    {
        using IDataSet set = Open(
            Png("scan 2.0 (clean).png", 1),
            Text("scan 2.0 (clean).cls", "1"),
            Png("scan 2.png", 2),
            Text("scan 2.cls"),
            Text("v1.0/a.b.c.json", """{"label": 2}"""),
            Png("v1.0/a.b.c.JPG", 3)
        );
        Assert.Equal(["set.tar/scan 2.0 (clean).png", "set.tar/scan 2.png", "set.tar/v1.0/a.b.c.JPG"], Names(set));
        Assert.Equal([1, 0, 2], Enumerable.Range(0, 3).Select(index => set.Read(index).Label));
        Assert.Empty(set.Account.LeftOut);
    }

    [Fact]
    public void WebDatasets_keys_go_on_to_end_at_the_first_dot_and_what_is_beside_is_counted()
    {
        using IDataSet set = Open(
            Png("a.png", 1),
            Png("a.seg.png", 2),
            Png("b.seg.png", 2),
            Text("a.cls"),
            Text("a.txt"),
            Png("b.png", 3),
            Text("b.cls"),
            Png("c.left.png", 4),
            Png("__MACOSX/._a.png")
        );
        Assert.Equal(["set.tar/a.png", "set.tar/b.png", "set.tar/c.left.png"], Names(set));
        Assert.Contains(
            "it has no label",
            Assert.Throws<DataSetException>(() => set.Read(2)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "other files, .txt: 1 (set.tar/a.txt)",
                "files and folders of systems and tools: 1 (set.tar/__MACOSX/._a.png)",
                "members beside the samples, .seg.png: 2 (set.tar/a.seg.png, set.tar/b.seg.png)",
            ],
            LeftOut(set)
        );
    }

    [Fact]
    public void Links_in_a_shard_are_counted()
    {
        byte[] tar =
        [
            .. Samples.TarMember("a.png", Samples.Plain(1, 0, 0)),
            .. Samples.TarMember("a.cls", Samples.Text("0")),
            .. Samples.TarMember("b.png", [], '1'),
            .. Samples.TarMember("folder/", [], '5'),
            .. new byte[1024],
        ];
        using IDataSet set = DataSets.Open(folder.Write("set.tar", tar));
        Assert.Equal(["links in shards, which are not followed: 1 (set.tar/b.png)"], LeftOut(set));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_many_shards_few_are_open_and_every_thread_reads_the_right_one(bool gzipped)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Open files are counted in /proc.");
        const int count = 700;
        for (int shard = 0; shard < count; shard++)
        {
            byte[] tar = Samples.Tar(Png("a.png", (byte)shard), Text("a.cls", $"{shard % 7}"));
            folder.Write($"many/{shard:D4}.tar{(gzipped ? ".gz" : "")}", gzipped ? Samples.Gzip(tar) : tar);
        }
        using IDataSet set = DataSets.Open(Path.Combine(folder.Path, "many"));
        Assert.InRange(OpenFiles(), gzipped ? 0 : 1, 128);
        Parallel.For(
            0,
            4000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            turn =>
            {
                int index = (int)((uint)turn * 2654435761u % count);
                DataSample sample = set.Read(index);
                Assert.Equal(((byte)index, index % 7), (sample.Picture.Pixels[0], sample.Label));
            }
        );
        Assert.InRange(OpenFiles(), gzipped ? 0 : 1, 128);
    }

    private int OpenFiles() =>
        Directory
            .GetFileSystemEntries("/proc/self/fd")
            .Count(file => new FileInfo(file).LinkTarget?.StartsWith(folder.Path, StringComparison.Ordinal) == true);

    [Fact]
    public void A_shard_that_was_closed_and_changed_or_went_is_an_error_of_its_samples()
    {
        for (int shard = 0; shard < 200; shard++)
            folder.Write($"many/{shard:D4}.tar", Samples.Tar(Png("a.png"), Text("a.cls")));
        using IDataSet set = DataSets.Open(Path.Combine(folder.Path, "many"));
        for (int index = 40; index < 200; index++)
            _ = set.Read(index);
        folder.Write("many/0000.tar", Samples.Tar(Png("a.png"), Text("a.cls"), Text("b.txt")));
        File.Delete(Path.Combine(folder.Path, "many", "0001.tar"));
        string changed = Assert.Throws<DataSetException>(() => set.Read(0)).Message;
        Assert.Contains("0000.tar", changed, StringComparison.Ordinal);
        Assert.Contains("another length", changed, StringComparison.Ordinal);
        Assert.Contains(
            "0001.tar",
            Assert.Throws<DataSetException>(() => set.Read(1)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(1, set.Read(2).Picture.Pixels[0]);
    }

    [Fact]
    public void A_set_that_was_disposed_says_so()
    {
        IDataSet set = Open(Png("a.png"), Text("a.cls"));
        set.Dispose();
        Assert.Throws<ObjectDisposedException>(() => set.Read(0));
    }

    [Fact]
    public void What_inflates_beyond_the_limit_is_refused_by_name()
    {
        byte[] tar = Samples.Tar(Png("a.png"), Text("a.cls"), ("zeros.bin", new byte[1 << 20]));
        string path = folder.Write("set.tar.gz", Samples.Gzip(tar));
        var options = new DataSetOptions { MaximumInflatedBytes = 1 << 20 };
        string message = Assert.Throws<DataSetException>(() => DataSets.Open(path, options)).Message;
        Assert.Contains("set.tar.gz: it inflates to more than 1048576 bytes", message, StringComparison.Ordinal);
        Assert.Contains("MaximumInflatedBytes", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataSetOptions { MaximumInflatedBytes = 0 });
        using IDataSet set = DataSets.Open(path, new DataSetOptions { MaximumInflatedBytes = 2 << 20 });
        Assert.Equal(1, set.Count);
        string images = folder.Write(
            "x-images-idx3-ubyte.gz",
            Samples.Gzip(Samples.Idx([1 << 11, 32, 32], new byte[1 << 21]))
        );
        folder.Write("x-labels-idx1-ubyte.gz", Samples.Gzip(Samples.Idx([1 << 11], new byte[1 << 11])));
        Assert.Contains(
            "inflates to more than",
            Assert.Throws<DataSetException>(() => DataSets.Open(images, options)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_bomb_is_refused_without_options()
    {
        using (var file = new FileStream(Path.Combine(folder.Path, "set.tar.gz"), FileMode.Create))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
            for (int megabyte = 0; megabyte < 260; megabyte++)
                gzip.Write(new byte[1 << 20]);
        string message = Assert
            .Throws<DataSetException>(() => DataSets.Open(Path.Combine(folder.Path, "set.tar.gz")))
            .Message;
        Assert.Contains("it inflates to more than 268435456 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_beyond_the_limit_is_an_error_of_its_sample()
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(Png("a.png"), Text("a.cls"), ("b.png", new byte[5000]), Text("b.cls"))
        );
        var options = new DataSetOptions { Decode = new DecodeOptions { MaximumFileBytes = 4999 } };
        using IDataSet set = DataSets.Open(path, options);
        Assert.Equal(1, set.Read(0).Picture.Pixels[0]);
        string message = Assert.Throws<DataSetException>(() => set.Read(1)).Message;
        Assert.Contains("\"b.png\" at byte", message, StringComparison.Ordinal);
        Assert.Contains("it has 5000 bytes, beyond the limit of 4999", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temporary_folder_that_is_gone_is_named()
    {
        string gone = Path.Combine(folder.Path, "gone");
        string message = Assert.Throws<DataSetException>(() => TemporaryTar.Create("set.tar.gz", gone)).Message;
        Assert.StartsWith("set.tar.gz: ", message);
        Assert.Contains($"the temporary folder, and {gone}", message, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_no_sample_has_is_named_where_classes_have_names()
    {
        folder.Write("classes.txt", "cat\ndog\ncow\n");
        using (IDataSet set = Open(Png("a.png"), Text("a.cls", "1"), Png("b.png"), Text("b.cls", "no number")))
            Assert.Equal(["cat", "cow"], set.Account.EmptyClasses);
        File.Delete(Path.Combine(folder.Path, "classes.txt"));
        using IDataSet numbers = Open(Png("a.png"), Text("a.cls", "1"));
        Assert.Empty(numbers.Account.EmptyClasses);
        Assert.Equal(["labels below the largest that no sample has: 1 (0)"], LeftOut(numbers));
    }

    [Fact]
    public void Names_in_labels_are_compared_whatever_their_spelling()
    {
        folder.Write("classes.txt", "tea\ncaf\u00e9\n");
        using (IDataSet set = Open(Png("a.png"), Text("a.json", "{\"label\":\"cafe\\u0301\"}")))
            Assert.Equal(1, set.Read(0).Label);
        folder.Write("classes.txt", "crane\ncrane\ntea\n");
        using IDataSet twice = Open(
            Png("a.png"),
            Text("a.json", """{"label":"crane"}"""),
            Png("b.png"),
            Text("b.cls", "1")
        );
        Assert.Contains(
            "more than once",
            Assert.Throws<DataSetException>(() => twice.Read(0)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(1, twice.Read(1).Label);
    }

    public void Dispose() => folder.Dispose();
}
