namespace Cutwork.Imaging.Tests;

public sealed class DataSetsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static DataSetOptions Part(string split) => new() { Split = split };

    private string Refused(string? path = null, DataSetOptions? options = null) =>
        Assert.Throws<DataSetException>(() => DataSets.Open(path ?? folder.Path, options)).Message;

    [Fact]
    public void Sub_folders_are_classes_and_everything_is_in_ordinal_order()
    {
        folder.Write("b/2.png", Samples.Plain(3, 0, 0));
        folder.Write("b/10.PNG", Samples.Plain(2, 0, 0));
        folder.Write("B/x.jpg", Samples.Plain(1, 0, 0));
        folder.Write("b/notes.txt", "no picture");
        folder.Write("b/.hidden.png", "no picture");
        folder.Write("preview.png", Samples.Plain(9, 9, 9));
        using IDataSet set = DataSets.Open(folder.Path);
        Assert.Equal(Path.GetFileName(folder.Path), set.Name);
        Assert.Equal(["B", "b"], set.Classes);
        Assert.Equal(["B/x.jpg", "b/10.PNG", "b/2.png"], Enumerable.Range(0, set.Count).Select(set.NameOf));
        Assert.Equal(
            [(0, 1), (1, 2), (1, 3)],
            Enumerable.Range(0, 3).Select(set.Read).Select(sample => (sample.Label, (int)sample.Picture.Pixels[0]))
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(3));
    }

    [Fact]
    public void A_flat_folder_is_one_class_and_a_damaged_file_harms_no_other()
    {
        folder.Write("pets/a.png", Samples.Plain(1, 0, 0));
        folder.Write("pets/b.png", "this is no picture");
        folder.Write("pets/c.png", Samples.Plain(3, 0, 0));
        using IDataSet set = DataSets.Open(Path.Combine(folder.Path, "pets/"));
        Assert.Equal(["pets"], set.Classes);
        Assert.Equal([1, 3], ((int[])[0, 2]).Select(index => (int)set.Read(index).Picture.Pixels[0]));
        DataSetException error = Assert.Throws<DataSetException>(() => set.Read(1));
        Assert.Contains("b.png: it is not an image", error.Message, StringComparison.Ordinal);
        Assert.IsType<PictureException>(error.InnerException);
    }

    [Fact]
    public void One_picture_is_a_set_of_one()
    {
        using IDataSet set = DataSets.Open(folder.Write("a.png", Samples.Plain(1, 0, 0)));
        Assert.Equal((1, "a.png"), (set.Count, set.Read(0).Name));
    }

    [Fact]
    public void Parts_are_folders()
    {
        folder.Write("train/x/a.png", Samples.Plain(1, 0, 0));
        folder.Write("test/x/a.png", Samples.Plain(2, 0, 0));
        using IDataSet train = DataSets.Open(folder.Path);
        using IDataSet test = DataSets.Open(folder.Path, Part("test"));
        Assert.Equal((1, 2), (train.Read(0).Picture.Pixels[0], test.Read(0).Picture.Pixels[0]));
        Assert.Contains("no part \"val\"", Refused(options: Part("val")), StringComparison.Ordinal);
        Assert.Contains(
            "has no parts",
            Refused(Path.Combine(folder.Path, "train"), Part("test")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_path_suggests_what_is_near()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "photos"));
        string message = Refused(Path.Combine(folder.Path, "fotos"));
        Assert.Contains("no such file or folder", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"photos\"?", message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder.Path, "shoes"));
        Assert.DoesNotContain("Did you", Refused(Path.Combine(folder.Path, "toes")), StringComparison.Ordinal);
        Assert.Contains("Did you mean \"shapes\"?", Refused("shpaes"), StringComparison.Ordinal);
        Assert.Contains("Did you mean \"cifar10\"?", Refused("cifar-10"), StringComparison.Ordinal);
        Assert.Contains(
            "not even the folder",
            Refused(Path.Combine(folder.Path, "no", "way")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_recognizable_says_what_was_found_and_what_is_needed()
    {
        Assert.Contains("the folder is empty", Refused(), StringComparison.Ordinal);
        folder.Write("a.xml", "");
        folder.Write("README", "");
        folder.Write("deep/deeper/train-images-idx3-ubyte", "");
        string message = Refused();
        Assert.Contains("3 files (without extension, .xml) and 2 folders", message, StringComparison.Ordinal);
        Assert.Contains("There is one in", message, StringComparison.Ordinal);
        Assert.Contains("one sub-folder of pictures per class", message, StringComparison.Ordinal);
        Assert.Contains("not a data set", Refused(folder.Write("table.csv", "1,2,3")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_permission_says_so()
    {
        string closed = Path.Combine(folder.Path, "closed");
        Directory.CreateDirectory(closed);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are set otherwise on Windows.");
            return;
        }
        if (Environment.IsPrivilegedProcess)
            Assert.Skip("The system's superuser may list every folder.");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        string message = Refused(closed);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Contains("no permission", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_is_built_in()
    {
        using IDataSet set = DataSets.Open("shapes");
        Assert.Equal((1000, 10), (set.Count, set.Classes.Count));
        Assert.Equal(new Size(64, 64), set.Read(0).Picture.Size);
        DataSetOptions options = new()
        {
            ShapesSize = new Size(9, 12),
            ShapesCount = 5,
            ShapesSeed = 1,
            Split = "test",
        };
        using IDataSet other = DataSets.Open("shapes", options);
        Assert.Equal((5, new Size(9, 12)), (other.Count, other.Read(4).Picture.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataSetOptions { ShapesCount = 0 });
        Assert.Throws<ArgumentException>(() => new DataSetOptions { Split = " " });
    }

    [Fact]
    public void The_limit_on_pixels_reaches_every_kind()
    {
        DataSetOptions options = new() { Decode = new DecodeOptions { MaximumPixels = 5 } };
        folder.Write("a.png", Samples.Plain(1, 0, 0));
        string tar = folder.Write(
            "t/set.tar",
            Samples.Tar(("a.png", Samples.Plain(1, 0, 0)), ("a.cls", Samples.Text("0")))
        );
        using IDataSet flat = DataSets.Open(folder.Path, options);
        using IDataSet shards = DataSets.Open(tar, options);
        Assert.Contains("limit", Assert.Throws<DataSetException>(() => flat.Read(0)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "limit",
            Assert.Throws<DataSetException>(() => shards.Read(0)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_bad_folder_gives_each_picture_or_an_error_that_names_it()
    {
        string bad = SharedData.File("bad");
        using IDataSet set = DataSets.Open(bad);
        Assert.Equal(19, set.Count);
        List<string> refused = [];
        for (int index = 0; index < set.Count; index++)
            try
            {
                Assert.Equal(index, set.Read(index).Index);
            }
            catch (DataSetException error)
            {
                Assert.Contains(set.NameOf(index), error.Message, StringComparison.Ordinal);
                refused.Add(set.NameOf(index));
            }
        Assert.Equal(
            [
                "bomb-60000x60000.png",
                "empty.jpg",
                "text.jpg",
                "truncated-10.jpg",
                "truncated-50.jpg",
                "truncated-99.jpg",
                "wrong-crc.png",
            ],
            refused
        );
    }

    public void Dispose() => folder.Dispose();
}
