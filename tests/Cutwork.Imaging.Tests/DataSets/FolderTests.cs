namespace Cutwork.Imaging.Tests;

/// <summary>What lies in a folder is read, or counted and named.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static byte[] Png => Samples.Plain(1, 2, 3);

    private void Put(params string[] names)
    {
        foreach (string name in names)
            folder.Write(name, Png);
    }

    private IDataSet Open(string split = "train") => DataSets.Open(folder.Path, new DataSetOptions { Split = split });

    private string Refused(string split = "train") =>
        Assert.Throws<DataSetException>(() => Open(split).Dispose()).Message;

    private void Shell(string script)
    {
        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", script])
            {
                WorkingDirectory = Path.Combine(folder.Path, "cats"),
            }
        )!;
        shell.WaitForExit();
    }

    private static string[] Names(IDataSet set) => [.. Enumerable.Range(0, set.Count).Select(set.NameOf)];

    private static string[] LeftOut(IDataSet set) => [.. set.Account.LeftOut.Select(one => one.ToString())];

    [Fact]
    public void Pictures_at_any_depth_belong_to_the_first_folder_in_ordinal_order()
    {
        Put("dogs/b.png", "dogs/husky/0.png", "dogs/husky/old/1.JPG", "dogs/a.jfif", "cats/x.jpe", "cats/y/z.webp");
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(
            ["cats/x.jpe", "cats/y/z.webp", "dogs/a.jfif", "dogs/b.png", "dogs/husky/0.png", "dogs/husky/old/1.JPG"],
            Names(set)
        );
        Assert.Equal([0, 0, 1, 1, 1, 1], Enumerable.Range(0, 6).Select(index => set.Read(index).Label));
        Assert.Empty(set.Account.LeftOut);
        Assert.Empty(set.Account.EmptyClasses);
    }

    [Fact]
    public void Links_to_folders_are_followed_but_not_back()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a permission on Windows.");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("deep/far.png", Png);
        Put("cats/a.png", "dogs/b.png");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "cats", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "cats", "self"), folder.Path + "/cats");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "dogs", "far"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(elsewhere.Path, "deep", "home"), Path.Combine(folder.Path, "dogs"));
        using IDataSet set = Open();
        Assert.Equal(["cats/a.png", "dogs/b.png", "dogs/far/deep/far.png"], Names(set));
        Assert.Equal(1, set.Read(2).Label);
        Assert.Equal(["links back to a folder above them: 3 (cats/self, cats/up, dogs/far/deep/home)"], LeftOut(set));
    }

    [Theory]
    [InlineData("__MACOSX/cats/._a.png")]
    [InlineData("@eaDir/a.png/thumb.jpg")]
    [InlineData(".git/a.png")]
    [InlineData(".ipynb_checkpoints/a-checkpoint.png")]
    [InlineData(".thumbnails/a.png")]
    [InlineData("$RECYCLE.BIN/a.png")]
    [InlineData("System Volume Information/a.png")]
    [InlineData("lost+found/a.png")]
    [InlineData("__MACOSX 2/a.png")]
    [InlineData("@eaDir (1)/cats/a.png")]
    [InlineData("node_modules/viewer/a.png")]
    [InlineData("venv/lib/a.png")]
    [InlineData("FOUND.003/a.png")]
    [InlineData("cats/@eaDir/a.png")]
    [InlineData("cats/._a.png")]
    [InlineData("cats/Thumbs.db")]
    [InlineData("cats/.DS_Store")]
    [InlineData("desktop.ini")]
    [InlineData("#recycle/a.png")]
    public void What_systems_and_tools_leave_is_no_class_and_no_sample(string name)
    {
        Put("cats/a.png", "dogs/b.png", name);
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(["cats/a.png", "dogs/b.png"], Names(set));
        Assert.StartsWith("files and folders of systems and tools: 1 (", Assert.Single(LeftOut(set)));
    }

    [Fact]
    public void What_is_not_read_is_counted_by_kind_with_names()
    {
        Put("cats/a.png", "cats/b.tif", "cats/more/c.TIF", "dogs/d.png", "dogs/e.heic", "dogs/notes.txt");
        Put("docs/readme.md", "top.png", "cats.zip", "README");
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(
            [
                "other files without an extension: 1 (README)",
                "archives: 1 (cats.zip)",
                "pictures beside the class folders: 1 (top.png)",
                "pictures in .tif, a format that is not read: 2 (cats/b.tif, cats/more/c.TIF)",
                "pictures in .heic, a format that is not read: 1 (dogs/e.heic)",
                "other files, .txt: 1 (dogs/notes.txt)",
                "folders without a picture: 1 (docs)",
            ],
            LeftOut(set)
        );
        Assert.Empty(set.Account.EmptyClasses);
    }

    [Fact]
    public void Names_beyond_the_first_few_are_counted_alone()
    {
        Put("cats/a.png", "dogs/b.png");
        for (int number = 0; number < 9; number++)
            folder.Write($"cats/{number}.tif", "");
        using IDataSet set = Open();
        Omission left = Assert.Single(set.Account.LeftOut);
        Assert.Equal((9L, 3), (left.Count, left.Examples.Length));
        Assert.EndsWith("9 (cats/0.tif, cats/1.tif, cats/2.tif, …)", left.ToString());
    }

    [Fact]
    public void A_class_without_a_picture_is_named_and_no_class()
    {
        Put("cats/a.png", "dogs/b.png", "cows/c.tif");
        Directory.CreateDirectory(Path.Combine(folder.Path, "birds", "inner"));
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal(["birds", "cows"], set.Account.EmptyClasses);
    }

    [Fact]
    public void A_label_means_the_same_in_every_part()
    {
        Put("train/ant/a.png", "train/cat/a.png", "test/cat/a.png", "test/bee/a.png");
        using IDataSet train = Open();
        using IDataSet test = Open("test");
        Assert.Equal(["ant", "bee", "cat"], train.Classes);
        Assert.Equal(train.Classes, test.Classes);
        Assert.Equal(["bee"], train.Account.EmptyClasses);
        Assert.Equal(["ant"], test.Account.EmptyClasses);
        Assert.Equal([1, 2], Enumerable.Range(0, 2).Select(index => test.Read(index).Label));
    }

    [Theory]
    [InlineData("valid", "Validation")]
    [InlineData("val", "valid")]
    [InlineData("validation", "my-val-2017")]
    [InlineData("test", "TESTING")]
    [InlineData("train", "Training set")]
    public void A_part_is_a_whole_word_of_a_folders_name(string asked, string name)
    {
        string other = asked == "train" ? "test" : "train";
        Put($"{name}/cat/a.png", $"{other}/cat/b.png", $"{other}/dog/b.png", $"{name}/dog/c.png");
        using IDataSet set = Open(asked);
        Assert.Equal(["cat/a.png", "dog/c.png"], Names(set));
    }

    [Fact]
    public void Parts_beside_a_third_folder_of_pictures_are_asked_about_and_beside_another_folder_are_not()
    {
        Put("train/cat/a.png", "test/cat/b.png", "extra/cat/c.png");
        string message = Refused();
        Assert.Contains("cannot be told", message, StringComparison.Ordinal);
        foreach (string name in (string[])["train", "test", "extra"])
            Assert.Contains(name, message, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(folder.Path, "extra"), recursive: true);
        Put("scripts/run.py");
        using IDataSet set = Open();
        Assert.Equal(["cat/a.png"], Names(set));
        Assert.Equal(["folders beside the parts: 1 (scripts)"], LeftOut(set));
    }

    [Fact]
    public void A_class_may_be_called_after_a_part_and_two_of_a_part_are_asked_about()
    {
        Put("airplane/a.png", "bullet train/b.png", "valencia/c.png");
        using (IDataSet set = Open())
            Assert.Equal(["airplane", "bullet train", "valencia"], set.Classes);
        Directory.Delete(Path.Combine(folder.Path, "airplane"), recursive: true);
        Directory.Delete(Path.Combine(folder.Path, "valencia"), recursive: true);
        Put("train-b/x/a.png", "train-a/x/a.png");
        Assert.Contains("all called \"train\"", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_a_part_without_the_other_parts_classes_are_refused()
    {
        Put("train/cat/a.png", "train/dog/b.png", "test/1.png", "test/2.png");
        using IDataSet train = Open();
        Assert.Equal(2, train.Count);
        Assert.Contains("in no class folder", Refused("test"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_folder_of_class_folders_is_not_one_class()
    {
        Put("photos/cats/a.png", "photos/dogs/b.png");
        Assert.Contains($"open {Path.Combine(folder.Path, "photos")}", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_spellings_of_a_class_are_refused_within_a_part_and_across_parts()
    {
        const string composed = "caf\u00e9";
        const string taken = "cafe\u0301";
        Put($"{composed}/a.png", $"{taken}/b.png", "tea/c.png");
        if (Directory.GetDirectories(folder.Path).Length < 3)
            Assert.Skip("This file system takes both spellings for one.");
        string message = Refused();
        Assert.Contains("caf\\u00E9", message, StringComparison.Ordinal);
        Assert.Contains("cafe\\u0301", message, StringComparison.Ordinal);
        foreach (string name in Directory.GetDirectories(folder.Path))
            Directory.Delete(name, recursive: true);
        Put($"train/{composed}/a.png", "train/tea/a.png", $"test/{taken}/b.png", "test/tea/a.png");
        Assert.Contains("NFC and NFD", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cats.tar.gz", "cats/a.png")]
    [InlineData("download.tgz", "cats/a.png")]
    [InlineData("download.tar", "photos-main/cats/a.png")]
    [InlineData("photos.zip", "")]
    public void An_archive_beside_what_was_unpacked_from_it_is_left_out(string archive, string member)
    {
        Put("cats/a.png", "dogs/b.png");
        byte[] tar = Samples.Tar((member, Png));
        folder.Write(archive, archive.EndsWith('r') ? tar : Samples.Gzip(tar));
        using IDataSet set = Open();
        Assert.Equal(["cats", "dogs"], set.Classes);
        Assert.Equal([$"archives: 1 ({archive})"], LeftOut(set));
    }

    [Fact]
    public void Shards_beside_folders_of_pictures_are_asked_about()
    {
        Put("cats/a.png", "dogs/b.png");
        folder.Write("set.tar", Samples.Tar(("1.png", Png), ("1.cls", Samples.Text("0"))));
        Assert.Contains(
            "both tar shards (set.tar) and folders of pictures (cats, dogs)",
            Refused(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_pipe_a_device_and_a_link_to_nothing_are_named_and_nobody_waits()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such files.");
        Put("cats/a.png", "dogs/b.png");
        string pipe = Path.Combine(folder.Path, "cats", "x.png");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
            made.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "cats", "y.png"), "x.png");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "cats", "z.png"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "dogs", "gone.png"), "nowhere.png");
        using IDataSet set = Open();
        string[] said =
        [
            .. ((int[])[1, 2, 3, 5]).Select(index => Assert.Throws<DataSetException>(() => set.Read(index)).Message),
        ];
        Assert.Contains("x.png: it cannot be read (it is a pipe, not a file)", said[0], StringComparison.Ordinal);
        Assert.Contains("y.png: it cannot be read (it is a pipe, not a file)", said[1], StringComparison.Ordinal);
        Assert.Contains("z.png: it cannot be read (it is a device, not a file)", said[2], StringComparison.Ordinal);
        Assert.Contains("gone.png: it is a link to nowhere.png", said[3], StringComparison.Ordinal);
        foreach (string name in (string[])["x.tar", "x.pack", "x-images-idx3-ubyte", "x.png"])
        {
            string other = Path.Combine(folder.Path, name);
            File.CreateSymbolicLink(other, pipe);
            Assert.Contains(
                "it is a pipe",
                Assert.Throws<DataSetException>(() => DataSets.Open(other).Read(0)).Message,
                StringComparison.Ordinal
            );
        }
        Assert.Contains(
            "it is a pipe",
            Assert.Throws<PictureException>(() => PictureCodec.Read(pipe)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_is_no_utf8_is_counted()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Other systems have no such names.");
        Put("cats/a.png", "dogs/b.png");
        Shell("cp a.png \"$(printf 'caf\\351.png')\"; mkdir \"$(printf '../\\377')\"");
        using IDataSet set = Open();
        Shell("rm \"$(printf 'caf\\351.png')\"; rmdir \"$(printf '../\\377')\""); // .NET cannot
        Assert.Equal(["cats/a.png", "dogs/b.png"], Names(set));
        Omission left = Assert.Single(set.Account.LeftOut);
        Assert.Equal(("names that are not valid UTF-8, which .NET cannot open", 2L), (left.Kind, left.Count));
    }

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("\u1ec7", "e\u0323\u0302")] // two marks
    [InlineData("\u1ec7", "e\u0302\u0323")]
    [InlineData("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af")] // Hangul
    [InlineData("\u304c", "\u304b\u3099")] // kana
    [InlineData("\u0439", "\u0438\u0306")] // Cyrillic
    public void Spellings_of_one_name_have_one_key(string composed, string taken)
    {
        Assert.NotEqual(composed, taken);
        Assert.Equal(Spelling.KeyOf(composed), Spelling.KeyOf(taken));
        Assert.NotEqual(Spelling.KeyOf(composed), Spelling.KeyOf(composed + "a"));
        Assert.Equal("cafe", Spelling.KeyOf("cafe"));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused_by_name_before_it_is_read()
    {
        Put("cats/a.png", "dogs/b.png");
        var options = new DataSetOptions { Decode = new DecodeOptions { MaximumFileBytes = Png.Length - 1 } };
        using IDataSet set = DataSets.Open(folder.Path, options);
        string message = Assert.Throws<DataSetException>(() => set.Read(1)).Message;
        Assert.Contains("b.png: it has", message, StringComparison.Ordinal);
        Assert.Contains("MaximumFileBytes", message, StringComparison.Ordinal);
        Assert.Contains(
            "MaximumFileBytes",
            Assert
                .Throws<PictureException>(() =>
                    PictureCodec.Read(Path.Combine(folder.Path, "cats", "a.png"), options.Decode)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecodeOptions { MaximumFileBytes = 0 });
    }

    public void Dispose() => folder.Dispose();
}
