namespace Cutwork.Imaging.Tests;

/// <summary>One rule for the parts of shards, IDX files and folders: a whole word of the name.</summary>
public sealed class PartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private void Shard(string name) =>
        folder.Write(name, Samples.Tar(("a.png", Samples.Plain(1, 0, 0)), ("a.cls", Samples.Text("0"))));

    private void Idx(string name, byte first)
    {
        folder.Write(name, Samples.Idx([1, 1, 2], [first, 0]));
        folder.Write(
            name.Replace("images", "labels", StringComparison.Ordinal)
                .Replace("idx3", "idx1", StringComparison.Ordinal),
            Samples.Idx([1], [0])
        );
    }

    private IDataSet Open(string split = "train", string file = "") =>
        DataSets.Open(Path.Combine(folder.Path, file), new DataSetOptions { Split = split });

    private string Refused(string split = "train", string file = "") =>
        Assert.Throws<DataSetException>(() => Open(split, file)).Message;

    private static string[] Names(IDataSet set) => [.. Enumerable.Range(0, set.Count).Select(set.NameOf)];

    [Theory]
    [InlineData("train-000.tar", "train")]
    [InlineData("TRAIN", "train")]
    [InlineData("imagenet1k-validation-07.tar", "val")]
    [InlineData("x_valid_1.tar", "val")]
    [InlineData("emnist-letters-test-images-idx3-ubyte.gz", "test")]
    [InlineData("t10k-images-idx3-ubyte", "test")]
    [InlineData("val2017", "val")]
    [InlineData("Testing", "test")]
    [InlineData("trainset", "train")]
    [InlineData("TestSet", "test")]
    [InlineData("valData", "val")]
    [InlineData("trainimages-00.tar", "train")]
    [InlineData("sunset", null)]
    [InlineData("valencia-000.tar", null)]
    [InlineData("testament.tar", null)]
    [InlineData("trainer", null)]
    [InlineData("contest", null)]
    [InlineData("shard-000.tar", null)]
    [InlineData("train-and-test", null)]
    public void A_part_is_a_whole_word(string name, string? part) => Assert.Equal(part, Part.Of(name));

    [Fact]
    public void Cities_are_no_parts()
    {
        foreach (string city in (string[])["valencia-000.tar", "testaccio-000.tar", "trainor-000.tar"])
            Shard(city);
        using IDataSet set = Open();
        Assert.Equal(["testaccio-000.tar/a.png", "trainor-000.tar/a.png", "valencia-000.tar/a.png"], Names(set));
        Assert.Contains("no part \"test\"", Refused("test"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_idx_files_in_capitals_are_read()
    {
        folder.Write("TRAIN-IMAGES-IDX3-UBYTE", Samples.Idx([1, 1, 2], [7, 0]));
        folder.Write("TRAIN-LABELS-IDX1-UBYTE", Samples.Idx([1], [0]));
        folder.Write("T10k-Images-idx3-ubyte", Samples.Idx([1, 1, 2], [9, 0]));
        folder.Write("T10k-Labels-idx1-ubyte", Samples.Idx([1], [0]));
        using IDataSet train = Open();
        using IDataSet test = Open("test");
        Assert.Equal((7, 9), (train.Read(0).Picture.Pixels[0], test.Read(0).Picture.Pixels[0]));
        Assert.Empty(train.Account.LeftOut);
    }

    [Theory]
    [InlineData("val")]
    [InlineData("valid")]
    [InlineData("Validation")]
    public void A_part_has_several_words(string asked)
    {
        Shard("x-valid-0.tar");
        Shard("x-train-0.tar");
        using IDataSet set = Open(asked);
        Assert.Equal(["x-valid-0.tar/a.png"], Names(set));
    }

    [Fact]
    public void Files_with_and_without_a_part_are_asked_about_but_where_the_part_is_named()
    {
        Shard("paris-000.tar");
        Shard("test-valley-000.tar");
        string message = Refused();
        Assert.Contains("cannot be told", message, StringComparison.Ordinal);
        Assert.Contains("paris-000.tar", message, StringComparison.Ordinal);
        Assert.Contains("test-valley-000.tar is \"test\"", message, StringComparison.Ordinal);
        using IDataSet test = Open("test");
        Assert.Equal(["test-valley-000.tar/a.png"], Names(test));
        Assert.Equal(
            ["shards that name no part: 1 (paris-000.tar)"],
            test.Account.LeftOut.Select(one => one.ToString())
        );
    }

    [Fact]
    public void Idx_files_with_the_part_inside_their_names_are_parts()
    {
        Idx("emnist-letters-test-images-idx3-ubyte", 1);
        Idx("emnist-letters-train-images-idx3-ubyte", 2);
        using (IDataSet train = Open())
            Assert.Equal(2, train.Read(0).Picture.Pixels[0]);
        using (IDataSet test = Open("test"))
            Assert.Equal(1, test.Read(0).Picture.Pixels[0]);
        using (IDataSet beside = Open("test", "emnist-letters-train-images-idx3-ubyte"))
            Assert.Equal(1, beside.Read(0).Picture.Pixels[0]);
        Idx("emnist-digits-train-images-idx3-ubyte", 3);
        string message = Refused();
        Assert.Contains(
            "emnist-digits-train-images-idx3-ubyte, emnist-letters-train-images-idx3-ubyte. Open one",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_is_one_part_and_stands_for_no_other()
    {
        Shard("all.tar");
        Shard("test-0.tar");
        Open("train", "all.tar").Dispose();
        Open("train", "test-0.tar").Dispose(); // what is opened by its path without a part is what it is
        Assert.Contains("a file is opened as what it is", Refused("test", "all.tar"), StringComparison.Ordinal);
        Assert.Contains("a file is opened as what it is", Refused("test", "test-0.tar"), StringComparison.Ordinal);
        folder.Write("test/a.png", Samples.Plain(1, 2, 3));
        Open("train", "test").Dispose();
        Assert.Contains("has no parts", Refused("test", "test"), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
