namespace Cutwork.Imaging.Tests;

/// <summary>IDX and CIFAR-10's files.</summary>
public sealed class BinaryDataSetsTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte";
    private const string Labels = "train-labels-idx1-ubyte";

    private readonly TemporaryFolder folder = new();
    private readonly byte[] images = Samples.Idx([3, 2, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
    private readonly byte[] labels = Samples.Idx([3], [2, 0, 1]);

    private string Refused(string path, string? split = null) =>
        Assert
            .Throws<DataSetException>(() => DataSets.Open(path, new DataSetOptions { Split = split ?? "train" }))
            .Message;

    [Theory]
    [InlineData("", "")]
    [InlineData(".gz", ".gz")]
    [InlineData("", ".gz")]
    public void Idx_files_are_read_packed_or_not(string imagesEnd, string labelsEnd)
    {
        byte[] Packed(byte[] data, string end) => end == "" ? data : Samples.Gzip(data);
        string path = folder.Write(Images + imagesEnd, Packed(images, imagesEnd));
        folder.Write(Labels + labelsEnd, Packed(labels, labelsEnd));
        foreach (string source in (string[])[path, folder.Path])
        {
            using IDataSet set = DataSets.Open(source);
            Assert.Equal(3, set.Count);
            Assert.Equal(["0", "1", "2"], set.Classes);
            DataSample sample = set.Read(1);
            Assert.Equal((1, new Size(2, 4), 0), (sample.Picture.Channels, sample.Picture.Size, sample.Label));
            Assert.Equal([8, 9, 10, 11, 12, 13, 14, 15], sample.Picture.Pixels);
            Assert.Equal($"{Images}{imagesEnd}#1", sample.Name);
        }
        Assert.Contains("no part \"test\"", Refused(folder.Path, "test"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_beyond_the_named_classes_is_an_error_of_its_sample()
    {
        folder.Write("classes.txt", "a\nb");
        folder.Write(Images, images);
        folder.Write(Labels, labels);
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Contains(
            "label 0 is 2, but there are 2 classes",
            Assert.Throws<DataSetException>(() => set.Read(0)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(1, set.Read(2).Label);
    }

    [Fact]
    public void Damaged_idx_files_are_refused_with_a_reason()
    {
        string path = folder.Write(Images, images);
        Assert.Contains($"neither {Labels} nor {Labels}.gz", Refused(path), StringComparison.Ordinal);
        string beside = folder.Write(Labels, labels);
        Assert.Contains("labels of an IDX set", Refused(beside), StringComparison.Ordinal);
        void Expect(byte[] content, string reason)
        {
            folder.Write(Images, content);
            Assert.Contains(reason, Refused(path), StringComparison.Ordinal);
        }
        Expect(images[..^1], "ends after 23 of 24 bytes");
        Expect(images[..20], "more than the file can hold");
        Expect(Samples.Gzip(images[..^1]), "ends after 23 of 24 bytes");
        Expect(Samples.Gzip(images)[..^20], "truncated");
        Expect([.. images, 0], "more data");
        Expect([], "empty");
        Expect(Samples.Text("hello, world"), "does not begin like an IDX file of images");
        Expect(Samples.Idx([int.MaxValue, int.MaxValue, int.MaxValue], [1]), "more than the file can hold");
        Expect(Samples.Gzip(Samples.Idx([1 << 20, 1 << 10, 1], [1])), "more than the file can hold");
        Expect(Samples.Idx([0, 2, 4], []), "dimension of 0");
        Expect(Samples.Idx([2, 2, 4], new byte[16]), "2 images");
    }

    [Fact]
    public void Cifar_records_become_interleaved_pictures()
    {
        byte[] Record(byte label, byte first) =>
            [
                label,
                .. Enumerable.Repeat(first, 1024),
                .. Enumerable.Repeat((byte)(first + 1), 1024),
                .. Enumerable.Range(0, 1024).Select(i => (byte)i),
            ];
        folder.Write("data_batch_2.bin", Record(9, 40));
        folder.Write("data_batch_1.bin", [.. Record(3, 10), .. Record(10, 20)]);
        folder.Write("test_batch.bin", Record(0, 50));
        using IDataSet train = DataSets.Open(folder.Path);
        Assert.Equal((3, "airplane", "truck"), (train.Count, train.Classes[0], train.Classes[9]));
        DataSample sample = train.Read(2);
        Assert.Equal((9, "data_batch_2.bin#0", new Size(32, 32)), (sample.Label, sample.Name, sample.Picture.Size));
        Assert.Equal([40, 41, 0, 40, 41, 1], sample.Picture.Pixels[..6]);
        Assert.Contains(
            "record 1 has label 10",
            Assert.Throws<DataSetException>(() => train.Read(1)).Message,
            StringComparison.Ordinal
        );
        using IDataSet test = DataSets.Open(folder.Path, new DataSetOptions { Split = "test" });
        Assert.Equal(1, test.Count);
        Assert.Contains("no part \"val\"", Refused(folder.Path, "val"), StringComparison.Ordinal);
        string cut = folder.Write("data_batch_2.bin", Record(1, 1)[..^1]);
        Assert.Contains(
            "data_batch_2.bin: its 3072 bytes are not whole records",
            Refused(folder.Path),
            StringComparison.Ordinal
        );
        Assert.Contains("open the folder", Refused(cut), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_without_a_sample_and_files_beside_are_told()
    {
        folder.Write("classes.txt", "a\nb\nc\nd");
        folder.Write(Images, images);
        folder.Write(Labels, labels);
        folder.Write("notes.txt", "1");
        folder.Write("cifar/data_batch_1.bin", new byte[3073]);
        folder.Write("cifar/cifar-10-binary.tar.gz", "the archive that it was unpacked from");
        folder.Write("cifar/more.html", "1");
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Equal(["d"], set.Account.EmptyClasses);
        Assert.Equal(
            ["other files, .txt: 1 (notes.txt)", "folders beside the files of the set: 1 (cifar)"],
            set.Account.LeftOut.Select(one => one.ToString())
        );
        using IDataSet cifar = DataSets.Open(Path.Combine(folder.Path, "cifar"));
        Assert.Equal(DataSetCatalog.Cifar10.Classes[1..], cifar.Account.EmptyClasses);
        Assert.Equal(["other files, .html: 1 (more.html)"], cifar.Account.LeftOut.Select(one => one.ToString()));
    }

    [Fact]
    public void Fashion_mnist_of_debian_is_found_by_name()
    {
        if (DataSetCatalog.FashionMnist.Installed is not { } there)
            Assert.Skip("Fashion-MNIST is not here: apt-get install dataset-fashion-mnist.");
        using IDataSet set = DataSets.Open("fashion-mnist", new DataSetOptions { Split = "test" });
        Assert.Equal(("fashion-mnist", 10_000, "ankle boot"), (set.Name, set.Count, set.Classes[9]));
        Assert.Equal(new Size(28, 28), set.Read(9_999).Picture.Size);
        Assert.Equal(
            Enumerable.Repeat(1000, 10),
            Enumerable.Range(0, set.Count).CountBy(index => set.Read(index).Label).Select(pair => pair.Value)
        );
    }

    public void Dispose() => folder.Dispose();
}
