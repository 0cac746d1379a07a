using CsCheck;

namespace Cutwork.Imaging.Tests;

public sealed class DamagedShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static (string, byte[]) Jpg(string name, byte red) => (name, Samples.Plain(red, 0, 0));

    private static (string, byte[]) Cls(string name, string text) => (name, Samples.Text(text));

    private static string Fails(IDataSet set, int index) =>
        Assert.Throws<DataSetException>(() => set.Read(index)).Message;

    [Theory]
    [InlineData("2", "its label is 2, but there are 2 classes (0 to 1)")]
    [InlineData("-1", "is not a class index")]
    [InlineData("cat", "is not a class index")]
    [InlineData("", "is not a class index")]
    [InlineData("99999999999", "is not a class index")]
    public void A_label_out_of_range_is_an_error_of_its_sample(string label, string reason)
    {
        folder.Write("classes.txt", "zero\none");
        string path = folder.Write(
            "set.tar",
            Samples.Tar(Jpg("a.png", 1), Cls("a.cls", label), Jpg("b.png", 2), Cls("b.cls", "1"))
        );
        using IDataSet set = DataSets.Open(path);
        string message = Fails(set, 0);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("set.tar", message, StringComparison.Ordinal);
        Assert.Contains("at byte", message, StringComparison.Ordinal);
        Assert.Equal(1, set.Read(1).Label);
    }

    [Fact]
    public void A_huge_label_without_classes_does_not_make_a_huge_list()
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(Jpg("a.png", 1), Cls("a.cls", "2000000000"), Jpg("b.png", 2), Cls("b.cls", "1"))
        );
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(2, set.Classes.Count);
        Assert.Contains("classes.txt", Fails(set, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("c:evil")]
    [InlineData("..\\evil")]
    public void A_name_that_leads_outside_is_refused_and_named(string name)
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(Jpg("a.png", 1), Cls("a.cls", "0"), Jpg(name + ".png", 2), Cls(name + ".cls", "0"))
        );
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(2, set.Count);
        Assert.Equal(1, set.Read(0).Picture.Pixels[0]);
        Assert.Contains("leads outside", Fails(set, 1), StringComparison.Ordinal);
        Assert.Contains(name + ".png", Fails(set, 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wherever_a_shard_is_cut_no_sample_is_lost_in_silence(bool gzipped)
    {
        byte[] tar = Samples.Tar([
            .. Enumerable
                .Range(0, 3)
                .SelectMany(i => ((string, byte[])[])[Jpg($"{i}.png", (byte)(i + 1)), Cls($"{i}.cls", $"{i}")]),
        ]);
        byte[] whole = gzipped ? Samples.Gzip(tar) : tar;
        int step = gzipped ? 7 : 64;
        for (int length = step; length < whole.Length - (gzipped ? 9 : 1024); length += step)
        {
            string path = folder.Write("cut.tar", whole[..length]);
            int good = 0;
            int bad = 0;
            try
            {
                using IDataSet set = DataSets.Open(path);
                for (int index = 0; index < set.Count; index++)
                    try
                    {
                        DataSample sample = set.Read(index);
                        Assert.Equal(sample.Label + 1, sample.Picture.Pixels[0]);
                        good++;
                    }
                    catch (DataSetException error)
                    {
                        Assert.Contains("cut.tar", error.Message, StringComparison.Ordinal);
                        bad++;
                    }
            }
            catch (DataSetException error)
            {
                Assert.Contains("cut.tar", error.Message, StringComparison.Ordinal);
                bad++;
            }
            // All three are whole where only the last bytes of gzip are missing.
            Assert.True(bad is 1 or 2 || (good == 3 && gzipped), $"cut to {length} bytes: {good} good, {bad} bad");
        }
    }

    [Fact]
    public void A_picture_twice_a_label_alone_and_a_damaged_picture_are_errors_of_their_own()
    {
        string path = folder.Write(
            "set.tar",
            Samples.Tar(
                Jpg("a.png", 1),
                Jpg("a.jpg", 2),
                Cls("a.cls", "0"),
                Cls("b.cls", "0"),
                ("c.jpg", Samples.Text("not a picture")),
                Cls("c.cls", "0"),
                Jpg("d.png", 4),
                Cls("d.cls", "0")
            )
        );
        using IDataSet set = DataSets.Open(path);
        Assert.Contains("another member for the same sample", Fails(set, 0), StringComparison.Ordinal);
        Assert.Contains("label without a picture", Fails(set, 1), StringComparison.Ordinal);
        Assert.Contains("member \"c.jpg\" at byte", Fails(set, 2), StringComparison.Ordinal);
        Assert.Contains("not an image", Fails(set, 2), StringComparison.Ordinal);
        Assert.Equal(4, set.Read(3).Picture.Pixels[0]);
    }

    [Fact]
    public void What_is_not_a_tar_is_called_so()
    {
        string path = folder.Write("set.tar", Samples.Text(new string('x', 2000)));
        Assert.Contains(
            "not a tar",
            Assert.Throws<DataSetException>(() => DataSets.Open(path)).Message,
            StringComparison.Ordinal
        );
        string empty = folder.Write("empty.tar", []);
        Assert.Contains(
            "empty",
            Assert.Throws<DataSetException>(() => DataSets.Open(empty)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_truncated_shard_gives_ten_samples_and_an_error()
    {
        using IDataSet set = DataSets.Open(SharedData.File("bad", "shard-truncated.tar"));
        Assert.Equal(11, set.Count);
        Assert.All(
            Enumerable.Range(0, 10),
            index => Assert.Equal($"shard-truncated.tar/{index:D6}.jpg", set.Read(index).Name)
        );
        Assert.Contains("shard-truncated.tar: member \"000010.jpg\" at byte", Fails(set, 10), StringComparison.Ordinal);
        Assert.Contains("truncated", Fails(set, 10)[20..], StringComparison.Ordinal);
    }

    [Fact]
    public void The_missing_label_moves_no_other()
    {
        string path = SharedData.File("bad", "shard-missing-label.tar");
        using IDataSet set = DataSets.Open(path);
        Assert.Equal(6, set.Count);
        Assert.Contains("\"000003.jpg\"", Fails(set, 3), StringComparison.Ordinal);
        Assert.Contains("no label", Fails(set, 3), StringComparison.Ordinal);
        byte[] tar = File.ReadAllBytes(path);
        foreach (int index in (int[])[0, 1, 2, 4, 5])
        {
            // The header of 00000n.cls is one block before its digit.
            int header = tar.AsSpan().IndexOf(Samples.Text($"{index:D6}.cls"));
            Assert.Equal(tar[header + 512] - '0', set.Read(index).Label);
        }
    }

    [Fact]
    public void The_evil_member_is_refused_and_nothing_is_written()
    {
        using IDataSet set = DataSets.Open(SharedData.File("bad", "shard-evil-path.tar"));
        Assert.Equal(3, set.Count);
        Assert.Contains("\"../evil.jpg\" at byte", Fails(set, 1), StringComparison.Ordinal);
        Assert.Equal("shard-evil-path.tar/000002.jpg", set.Read(2).Name);
    }

    [Fact]
    public void Changed_bytes_give_samples_or_errors_that_name_the_shard_never_anything_else()
    {
        byte[] whole = Samples.Tar([
            .. Enumerable
                .Range(0, 4)
                .SelectMany(i =>
                    ((string, byte[])[])[Jpg($"{i}.png", (byte)i), Cls($"{i}.json", $"{{\"label\":{i}}}")]
                ),
        ]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte)
            .Array[1, 6]
            .Sample(
                changes =>
                {
                    byte[] tar = [.. whole];
                    foreach ((int at, byte value) in changes)
                        tar[at] = value;
                    string path = folder.Write("changed.tar", tar);
                    try
                    {
                        using IDataSet set = DataSets.Open(path);
                        for (int index = 0; index < set.Count; index++)
                            try
                            {
                                Assert.InRange(set.Read(index).Label, 0, set.Classes.Count - 1);
                            }
                            catch (DataSetException error)
                            {
                                Assert.Contains("changed.tar", error.Message, StringComparison.Ordinal);
                            }
                    }
                    catch (DataSetException error)
                    {
                        Assert.Contains("changed.tar", error.Message, StringComparison.Ordinal);
                    }
                },
                iter: 1000,
                threads: 1
            );
    }

    public void Dispose() => folder.Dispose();
}
